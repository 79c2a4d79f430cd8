"""Whether a clause tells of something more at the same place: another talk or activity, other advice."""

from __future__ import annotations

import re

from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.hearers import of_another_group, to_others
from bot.understanding.events.kinds import CROWD

_ASKED = ("cases", "times", "audience")
_TALK_AND_MORE = {frozenset({"lecture"}), frozenset({"activity"})}
_CLOCK = re.compile(r"[ ]?(?:[\d一二两三四五六七八九十]{1,3}点|\d{1,2}:\d\d)")


def run_of(clause: Clause, ahead: list[Clause]) -> list[Clause]:
    """A clause and what follows it up to a full stop, a day or a school."""
    run = [clause]
    for following in ahead:
        if (following.schools and not clause.dayparts) or following.days or following.mark in STRONG:
            break
        run.append(following)
    return run


_NTH = re.compile("第[一二三四五][节场讲课]")


def further(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    """Why `clause` tells of something further at the place of `event`; empty if it does not."""
    if kinds and _of_another_kind(event, clause, kinds, ahead):
        return "next"
    if _is_next_of_several(event, clause):
        return "next"
    if event.apart:
        return "next" if _asked_of_something_else(event, clause) else ""
    return _next(event, clause, kinds, ahead) or to_others(event, clause)


def _of_another_kind(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> bool:
    """Whether a talk follows on something else, or the reverse, each with its heads.

    宪法晨读1200人;给高一讲宪法420人 are two; 消防演练和讲座,900人 is one. Of those visited at home there are
    none: the talk has the only heads.
    """
    if event.has("home") and not event.crowd:
        begins = bool(clause.schools or clause.dayparts) or clause.has("next") or clause.mark in STRONG
        apart = "lecture" in kinds
    else:
        begins = clause.mark in STRONG or bool(clause.dayparts or _CLOCK.match(clause.text))
        apart = event.crowd and {frozenset(event.kinds), frozenset(kinds)} == _TALK_AND_MORE
    run = run_of(clause, ahead)[:2] if apart and (begins or _after_it(event)) else []
    if run and clause.has("next") and clause.topics and clause.counted("audience"):
        return True  # 散场后单独给校班子9个人讲依法治校
    return any((a.value or CROWD) >= CROWD for c in run for a in c.counted("audience"))


def _is_next_of_several(event: Event, clause: Clause) -> bool:
    """Whether the talks of a row are told by their topics alone (第一节劳动合同,第二节反诈)."""
    last = event.clauses[-1]
    if not (
        clause.topics
        and clause.text.startswith("第")
        and last.topics
        and _NTH.match(clause.text)
        and _NTH.match(last.text)
    ):
        return False
    return not {hit.key for hit in clause.topics} & set(event.topics)


def _after_it(event: Event) -> bool:
    """Whether the last clauses of an event only lead on to what came after it (仪式结束后,走进初三2班)."""
    for clause in reversed(event.clauses[-3:]):
        if clause.amounts or clause.topics or clause.has("kind"):
            return False
        if clause.mark in STRONG:
            return bool(clause.dayparts) or clause.has_any("same", "next")
    return False


def _asked_of_something_else(event: Event, clause: Clause) -> bool:
    """Whether advice on another topic is counted by itself (问体罚的3人次,问招生政策的2人次)."""
    if event.apart != "consultation" or not event.topics or clause.schools:
        return False
    new = {hit.key for hit in clause.topics} - set(event.topics)
    counted = [a for a in clause.counted(*_ASKED) if a.value]
    return bool(new and counted and any(a.value for a in event.counted(*_ASKED)))


def _only_who(clause: Clause) -> bool:
    """Whether a clause only says who listened."""
    return clause.words.keys() == {"section"} or (clause.words.keys() == {"hearers"} and not clause.amounts)


def _next(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    """Another talk at the same place: its own topic and its own audience."""
    if not event.heads:
        return ""
    if "visit" in kinds and event.crowd and event.kinds and "visit" not in event.kinds:
        return "next"
    back = clause.has("same") and clause.has("next")
    if ({"visit", "tour"} & set(event.kinds) and not back) or (
        event.has("respectively") and len(event.schools) > 1
    ):
        return ""
    run = [c for c in run_of(clause, ahead) if c is clause or not _only_who(c)][:2]
    counted = [a for c in run for a in c.counted("audience", "bare", "sessions")]
    heads = any(a.field == "sessions" or (a.value or CROWD) >= CROWD for a in counted)
    new = {hit.key for c in run for hit in c.topics} - set(event.topics)
    if (
        clause.has("next")
        and not (of_another_group(event, clause) and not new)
        and (
            clause.counted("sessions")
            or ("lesson" in kinds and "lesson" not in event.kinds)
            or (heads and ((new and (event.topics or clause.topics)) or set(kinds) - {"other", "tour"}))
        )
    ):
        return "next"
    if "lesson" in kinds and "lesson" not in event.kinds and clause.counted("lessons") and event.crowd:
        return "next"  # 讲版权一场(260人),看他们老师上了两节法治示范课
    own = clause.topics or (clause.mark in STRONG and clause.counted("audience"))
    return "next" if own and new and event.topics and heads else ""

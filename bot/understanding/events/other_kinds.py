"""Where an event of another kind begins: advice beside a talk, papers beside advice, a talk after either."""

from __future__ import annotations

from itertools import takewhile

from bot.understanding.changes.sequels import answers, asked_about, written_after
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.further import run_of
from bot.understanding.events.joining import COUNTS, turns_out
from bot.understanding.events.kinds import APART, goes_to_court

_ONE_OF_THEM = ("一份关于", "一份是", "一件是", "一起是", "一个是")
"""At the beginning of a clause: one of the papers counted before (意见书2份,一份关于…,一份关于…)."""
_SHORT = 6
"""Characters of a heading (普法咨询:)."""


def other_kind(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    """Why a clause, whose words name `kinds`, begins an event of another kind; empty if it does not."""
    if _counts_more_papers(event, clause):
        return "kind"
    if not kinds or event.empty or turns_out(event, clause, kinds) or answers(event, clause):
        return ""
    run = run_of(clause, ahead)
    if _heads_section(event, clause, kinds, ahead[0].mark if ahead else "") or _was_off(event, clause, ahead):
        return "kind"
    apart = next((kind for kind in kinds if kind in APART), "")
    if apart and apart == event.apart:
        return "kind" if _counts_on(event, clause, kinds) else ""
    if apart and not (apart == "legal_matter" and asked_about(event, clause)):
        return "kind" if _stands_beside(event, run, apart) else ""
    return "kind" if event.apart and _goes_on(run, kinds, event.apart == "essay") else ""


def _was_off(event: Event, clause: Clause, ahead: list[Clause]) -> bool:
    """Whether a line of a list of what was done tells of something else that was not."""
    if clause.mark != "\n" or not event.kinds:
        return False
    line = takewhile(lambda after: after.mark not in STRONG, ahead)
    return any(after.has("unheld") for after in line)


def _stands_beside(event: Event, run: list[Clause], apart: str) -> bool:
    """Whether advice, papers or essays stand beside what is told of another kind."""
    framing = {"other", "stand", apart, *(() if event.has("court") or event.topics else ("tour",))}
    listed = _only_papers(event) and run[0].mark != "("
    counted = event.crowd or bool(event.counted("sessions")) or listed
    told = counted or event.has("unheld") or not framing.issuperset(event.kinds)
    return told and _stands_alone(run, apart, _visiting(event)) and not (event.crowd and _only_asked(run))


def _goes_on(run: list[Clause], kinds: list[str], essays: bool) -> bool:
    """Whether a talk or the like follows on advice or papers, or a signing at a school named for it.

    Not where only other works are handed in beside essays (征文18篇,手抄报60张另外打包).
    """
    if essays and not any(c.counted("audience", "sessions", "lessons") for c in run[:2]):
        return False
    if {"lecture", "activity", "lesson", "visit"} & set(kinds):
        return run[0].has("next") or any(c.counted("audience", "sessions", "lessons") for c in run[:2])
    return kinds == ["other"] and run[0].has("next") and bool(run[0].schools)


def _heads_section(event: Event, clause: Clause, kinds: list[str], after: str) -> bool:
    """Whether a clause is nothing but a word for a kind before a colon, or a lesson in a list."""
    if clause.mark in STRONG and ("lesson" in kinds) != ("lesson" in event.kinds):
        return event.crowd if "lesson" in kinds else "lecture" in kinds and bool(clause.topics)
    said = len(clause.text.strip())
    short = clause.mark in STRONG and said <= _SHORT
    bare = any(
        h.end - h.start == said or (short and h.end == clause.end) for h in clause.words.get("kind", ())
    )
    if bare and clause.mark == ")" and event.schools and not _visiting(event):
        return True
    if (
        not (event.kinds or event.crowd)
        or after not in (":", "(", "-")
        or kinds[0] in event.kinds
        or clause.has("label")
    ):
        return False
    return bare


def _counts_on(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether advice or papers of another sort are counted beside the first (咨询4人次、调解3起)."""
    if not clause.counted("cases", "times", "audience") or not event.counted("cases", "times", "audience"):
        return False
    if event.apart == "essay" and not (event.schools or event.days or event.topics):
        return False
    if clause.text.startswith(_ONE_OF_THEM) and any((a.value or 0) > 1 for a in event.counted("cases")):
        return False
    topics = {hit.key for hit in clause.topics}
    if clause.has("papers") and clause.has("next") and event.has("event") and not event.has("papers"):
        return True
    mediated = clause.has("kind") and "legal_matter" in kinds and not clause.has_any("papers", "object")
    return bool(topics - set(event.topics)) or (mediated and event.has_any("papers", "object"))


def _only_papers(event: Event) -> bool:
    """Whether an entry of a list tells no more than how many papers a school had (一小2份,二小1份)."""
    return event.broke == "school" and not event.kinds and bool(event.counted("cases"))


def _counts_more_papers(event: Event, clause: Clause) -> bool:
    """Whether papers of another sort are counted beside those of an event (食堂合同1份 章程1份)."""
    if not (clause.has("object") and event.apart == "legal_matter" and clause.counted("cases")):
        return False
    new = {hit.key for hit in clause.topics} - set(event.topics)
    return bool(new and event.topics and event.counted("cases")) and not clause.schools


def _visiting(event: Event) -> bool:
    return bool({"visit", "tour"} & set(event.kinds)) or any(map(goes_to_court, event.clauses))


def _only_asked(run: list[Clause]) -> bool:
    """Whether some of the audience only asked something (结束后3位老师问了处分的事)."""
    clause = run[0]
    if clause.schools or clause.days or not clause.has("asked"):
        return False
    asked = {hit.start for c in run for hit in c.words.get("asked", ())}
    return asked.issuperset(h.start for c in run for h in c.words.get("kind", ()) if h.key == "consultation")


def _stands_alone(run: list[Clause], kind: str, visiting: bool) -> bool:
    """Whether advice or papers beside another event are an item: advice only if it is counted.

    A hearing that visitors watch is none.
    """
    clause = run[0]
    if kind == "legal_matter" and visiting:
        return bool(clause.counted("cases"))
    if kind == "legal_matter":
        return all(a.value != 0 for a in clause.counted("cases"))
    if kind == "essay":
        return bool(clause.counted("cases")) and not written_after(clause)
    after = [a for c in run[1:3] for a in c.counted(*COUNTS) if a.field != "audience" or a.unit == "人次"]
    counted = clause.counted(*COUNTS) or [a for a in after if a.field != "some"]
    return bool(counted or clause.schools or clause.days)

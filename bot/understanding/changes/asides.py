"""Remarks that tell of another day than the event's: how it came about, what the school or the papers did."""

from __future__ import annotations

import re
from itertools import takewhile

from bot import data
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import FAR, STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/asides")
_OTHERS = alternatives(_WORDS["others"])
_THEIRS = re.compile(rf"(?:{_OTHERS})的?[一-龥]{{0,3}}$")
_THEY = re.compile(rf"(?:{alternatives(_WORDS['they'])})")
_GOES_ON = re.compile(alternatives(_WORDS["goes_on"]))
_HOURS = re.compile(r"[上下中]午|早上|晚上|傍晚|[\d一二两三四五六七八九十]{1,3}点[半钟多]?")
_FILLERS = "嗯呃啊那个就是哦0123456789"
_EVIDENCE = re.compile(rf"(?:{alternatives(_WORDS['evidence'])})[^,。;]{{0,8}}[补发传交给送盖报拿整]")
_ARRANGED = re.compile(
    rf"(?:{alternatives(_WORDS['arranged'])})(?:{alternatives(_WORDS['arranged_so'])}){{1,2}}的?[了呢]?[ ]*$"
)
"""How a clause ends whose day is that on which it was arranged (这事是上个月25号约下来的)."""
_IDLE = frozenset({"done", "reply", "asking", "praise", "rest"})
"""Words of remarks that tell of nothing."""
_FIXED = _IDLE | {"instead", "scheduled", "plan", "agreed", "appointed", "motion"}
_DEALT_WITH = ("handle", "closed", "signed", "settled", "moved", "event")
_NOT_THAT = re.compile(
    "(?:不是|并非)(?:我|之前|此前|上次|上回|刚才|前面|前天|昨天|上周)[^,。;]{0,8}那[场条次个节]"
)
_LEAST = 3
"""Characters beside the day with which a clause says something of its own."""


def forget_remarks(clauses: list[Clause], signs: set[str]) -> None:
    """Empties clauses that tell what somebody wishes, or what lies ahead or failed at some other school.

    Args:
        clauses: those of the message.
        signs: what stands in them (`signs_of`).
    """
    dated = len([clause for clause in clauses if clause.days])
    if dated > 1:
        _forget_days_apart(clauses)
    if "distinct" in signs or "unlike" in signs:
        _forget_other_entries(clauses)
    if not ("ours" in signs or any(clause.schools for clause in clauses)):
        return
    for i, clause in enumerate(clauses):
        if clause.schools or not (clause.words or clause.days):
            continue
        counts = any(a.field != "sessions" or a.value != 1 for a in clause.amounts)
        if dated > 1 and not (clause.topics or counts) and _meant_or_fixed(clause, clauses):
            clause.days, clause.dayparts, clause.amounts, clause.words = [], [], [], {}
        if not (clause.topics or counts or clause.has("kind")):
            _forget_times(clause, dated > 1)
            ahead = clause.days and clause.days[0].why == "ahead"
            if ahead and (
                _EVIDENCE.search(clause.text)
                or (dated > 1 and _only_remarks(clause))
                or _told_before(clauses[max(0, i - FAR) : i])
            ):
                clause.days = []
        if clause.has_any("speaker", "elsewhere") and _wished(clause):
            clause.topics, clause.days, clause.dayparts, clause.words = [], [], [], {}


def _forget_other_entries(clauses: list[Clause]) -> None:
    """Empties what only tells that an entry sent before is another one (之前报的五小禁毒是另外一场)."""
    for i, clause in enumerate(clauses):
        pointing = [hit for group in ("refer", "entry") for hit in clause.words.get(group, ())]
        if not pointing or not (any(c.has("distinct") for c in clauses[i : i + 2]) or _not_that(clause)):
            continue
        told = any(c.schools and c is not clause for c in clauses)
        for c in clauses[i : i + 2] if told else ():
            if c is clause or c.has("distinct"):
                c.days, c.dayparts, c.schools, c.topics, c.amounts, c.words = [], [], [], [], [], {}


def _not_that(clause: Clause) -> bool:
    """Whether a clause says that the event told is not one that is pointed at (不是上次登记的那场禁毒)."""
    return not clause.amounts and _NOT_THAT.match(clause.text.strip()) is not None


def _meant_or_fixed(clause: Clause, clauses: list[Clause]) -> bool:
    """Whether a clause only says when something was meant to be, or will be, beside an event with heads."""
    fixed = clause.has("scheduled") and clause.day
    coming = fixed and (fixed.why == "ahead" or (fixed.coming and "下" in clause.text))
    when = clause.has("instead") or coming
    words = clause.words.keys() - ({"kind", "content"} if _only_verb(clause) else set())
    if not when or not words <= _FIXED:
        return False
    moved = any(c.has_any("moved", "unheld", "undone", "only_then", "switch") for c in clauses)
    return not moved and any(c.counted("audience") for c in clauses) and any(d.day for d in clause.days)


def _only_verb(clause: Clause) -> bool:
    """Whether what was meant is only said by a verb: it is what was told of (本来周三讲的)."""
    kinds = clause.words.get("kind", ())
    return clause.has("instead") and all(hit.end - hit.start == 1 for hit in kinds)


def _told_before(before: list[Clause]) -> bool:
    """Whether it was told before that something was done (意见书出了一份(纸质版下周一邮))."""
    return any(c.has("done") and c.has("kind") and c.amounts for c in before)


def _forget_days_apart(clauses: list[Clause]) -> None:
    """Removes the day of a remark made ahead of the event, which has its own (周三我发烧…讲座是周一做的).

    The remark holds nothing that could be recorded. The event's day stands no later than its school, or it is
    the only one of the message.
    """
    places = [i for i, c in enumerate(clauses) if c.schools]
    last = len(clauses) if len(places) == 1 else (places or [0])[0] + 1
    for i, clause in enumerate(clauses[: places[0]] if places else ()):
        dated = any(d.day for c in clauses[i + 1 : last] for d in c.days)
        if dated and _only_remarks(clause):
            clause.days = []


def _only_remarks(clause: Clause) -> bool:
    told = clause.topics or clause.amounts or clause.grades or not clause.words.keys() <= _IDLE
    rest = "".join(_HOURS.split(clause.text))
    said = sum(d.end - d.start for d in clause.days)
    return bool(clause.day and clause.day.day) and not told and len(rest.strip(_FILLERS)) - said >= _LEAST


def _forget_times(clause: Clause, dated: bool) -> None:
    """Removes when the writer must be elsewhere; beside another day, when it was arranged or others acted."""
    arranged = dated and clause.days and not clause.has_any(*_DEALT_WITH) and _ARRANGED.search(clause.text)
    if arranged or clause.has("still"):
        clause.days, clause.dayparts = [], []
    elif dated and clause.day:
        before = clause.text[: clause.day.start - clause.start].lstrip(_FILLERS)
        if clause.has("speaker") and clause.day.coming:
            return  # 学校说放在12月10号: they say when it will be
        if _THEIRS.match(before):
            clause.days = []


def _wished(clause: Clause) -> bool:
    """Whether a clause tells of what lies ahead, or was not held elsewhere, and of no day or audience."""
    if any(d.day for d in clause.days) or clause.counted("audience", "bare"):
        return False
    ahead = clause.has_any("next_time", "later", "plan") or any(d.why == "ahead" for d in clause.days)
    return ahead or (clause.has("elsewhere") and clause.has("unheld"))


def in_passing(event: Event, clause: Clause, day: Day, ahead: list[Clause]) -> bool:
    """Whether a clause tells of another day only by the way (讲了反诈,校长9月1号刚换的,320人).

    It says nothing that could be recorded, or it is of others while the event is not told to its end.
    """
    if not event.schools or clause.schools or clause.has_any("unheld", "undone") or _leads_on(clause, ahead):
        return False
    before, after = clause.text[: day.start - clause.start], clause.text[day.end - clause.start :]
    if clause.counted("audience", "bare", "sessions", "times", "class_hours") or _GOES_ON.search(
        before + after
    ):
        return False
    if (_THEIRS.search(before) or _THEY.match(after)) and not event.heads:
        return True
    told = (
        clause.topics
        or clause.amounts
        or clause.grades
        or clause.has_any("kind", "moved", "spread", "repair")
    )
    return not told and len(_HOURS.sub("", before + after).strip()) >= _LEAST


def _leads_on(clause: Clause, ahead: list[Clause]) -> bool:
    """Whether what follows, up to the next day, may be of the day told: another school, or a new sentence."""
    after = list(takewhile(lambda c: not c.days, ahead))
    if clause.mark in STRONG:
        return any(c.schools or c.topics or c.amounts or c.has("kind") for c in after)
    return any(c.schools for c in after)

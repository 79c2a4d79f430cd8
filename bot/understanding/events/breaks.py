"""Where one event ends and the next begins: another day, school, kind, part of the day, or what came next."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from bot.understanding.changes.asides import in_passing
from bot.understanding.changes.sequels import begins_entry, of_next_time
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.further import further, run_of
from bot.understanding.events.hearers import of_another_group
from bot.understanding.events.joining import lists_days
from bot.understanding.events.other_kinds import other_kind

_AT_ONE = re.compile("在.{2,12}(?:操场|礼堂|报告厅|会议室|体育馆|多功能厅|大厅|阶梯教室)")
"""Of several schools heard together, where that was (在西关那边的操场讲)."""


def break_before(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    """Why `clause`, whose words name `kinds`, begins a new event; empty if it goes on with this one.

    `list` means that it only adds another day to a bare list of days, `aside` that it belongs to no event.
    """
    if not event.clauses:
        return ""
    return (
        _other_day(event, clause, ahead)
        or _other_school(event, clause)
        or other_kind(event, clause, kinds, ahead)
        or _other_part(event, clause, ahead)
        or further(event, clause, kinds, ahead)
    )


def _other_day(event: Event, clause: Clause, ahead: list[Clause]) -> str:
    told = event.schools or event.crowd
    known = event.day or (event.since if told and begins_entry(event, clause, ahead) else None)
    day = clause.day
    if day and not event.empty and _of_another_time(event, clause, day, known, ahead):
        return "day"
    if not (day and day.day and known and known.day):
        return "day" if of_next_time(event, clause) else ""
    if day.day in [d.day for d in event.days]:
        several, own = len(event.days) > 1, clause.topics or clause.amounts
        whole = event.schools and (clause.mark in ("\n", "/", "|") or (several and own))
        return "day" if whole or (several and clause.schools and not event.schools) else ""
    if day.why == "theme" or (known.why == "theme" and event.empty):
        return ""
    if lists_days(event, clause, ahead):
        return "list"
    return "aside" if in_passing(event, clause, day, ahead) else "day"


def _of_another_time(event: Event, clause: Clause, day: Day, known: Day | None, ahead: list[Clause]) -> bool:
    """Whether a day past follows on what lies ahead, or a line without an exact day on one that has it.

    The line names its school, or what it was, where the other is whole; else it goes on with the same
    (昨天在一小讲禁毒。最近降温,来了200人).
    """
    if day.day and not day.coming and known and known.why == "ahead":
        return True
    if day.why != "vague" or clause.mark not in STRONG or not (event.day and event.day.day):
        return False
    line = [clause, *takewhile(lambda after: after.mark not in STRONG, ahead)]
    whole = event.crowd or event.apart
    return any(c.schools or (whole and (c.topics or c.has("kind"))) for c in line)


def _other_school(event: Event, clause: Clause) -> str:
    if event.schools and _begins_at_a_school(clause):
        return "school"
    if not event.schools or not clause.schools:
        after_list = event.broke == "kind" and not event.schools and clause.mark in STRONG
        off = event.broke and event.crowd and clause.has_any("unheld", "undone")
        return "school" if clause.schools and (after_list or off) else ""
    if clause.has_any("host", "receives") and _base_alone(event):
        return ""
    known = {school for named in event.schools for school in named.schools}
    said = {school for named in clause.schools for school in named.schools}
    if said and known >= said:
        alone = len(event.schools) > 1 and len(clause.schools) == 1
        return "school" if alone and _tells_of_one(event, clause) else ""
    last = event.clauses[-1]
    listing = last.ends_with(*(named.end for named in last.schools[-1:]))
    return "" if listing and clause.mark not in STRONG else "school"


def _begins_at_a_school(clause: Clause) -> bool:
    """Whether a clause leads to another school: our own, on a line of a list, or that of more pupils."""
    if clause.text.endswith("from") and clause.counted("audience", "bare"):
        return True  # 68 pupils from one school, 54 from another
    return clause.mark == "\n" and clause.has("ours")


def _tells_of_one(event: Event, clause: Clause) -> bool:
    """Whether a clause says more of one of several schools than that all were heard there together."""
    counted = clause.counted("audience", "bare", "sessions", "cases", "times")
    if not (counted or clause.topics or clause.has_any("kind", "unheld")):
        return False
    return not (_AT_ONE.search(clause.text) and any("一起" in c.text for c in event.clauses))


def _met(run: list[Clause]) -> bool:
    """Whether a meeting is told of, and in the next clause how many were there (下午开座谈会,25位家长)."""
    return any(one.has("meeting") and after.counted("audience") for one, after in pairwise(run[:2]))


def _base_alone(event: Event) -> bool:
    """Whether only the base of a school is told of, which receives others (职专禁毒基地 接待二小学生)."""
    last = event.clauses[-1]
    return last.has("court") and bool(last.schools) and not (event.amounts or event.kinds)


def _other_part(event: Event, clause: Clause, ahead: list[Clause]) -> str:
    if not clause.dayparts or not event.part or event.empty:
        return ""
    parts = {part.key for known in event.clauses for part in known.dayparts}
    if clause.dayparts[0].key in (event.part, "both") or "both" in parts:
        return ""
    untold = not (event.topics or event.kinds or event.heads)
    if untold and clause.counted("sessions") and clause.mark not in STRONG:
        return ""  # 早上一场中午一场禁毒
    run = [c for c in run_of(clause, ahead) if not c.has("spread")]
    if of_another_group(event, clause) and not any(c.topics for c in run):
        return ""
    told = any(c.topics or c.schools or c.has("home") or (c.has("kind") and c.amounts) for c in run) or _met(
        run
    )
    return "part" if told else ""

"""Where one event ends and the next begins: another day, school, kind, part of the day, or what came next."""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.changes.asides import in_passing
from bot.understanding.changes.sequels import answers, asked_about, begins_entry, of_next_time, written_after
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.further import further, run_of
from bot.understanding.events.hearers import of_another_group
from bot.understanding.events.joining import COUNTS, lists_days, turns_out
from bot.understanding.events.kinds import APART, goes_to_court

_ONE_OF_THEM = ("一份关于", "一份是", "一件是", "一起是", "一个是")
"""At the beginning of a clause: one of the papers counted before (意见书2份,一份关于…,一份关于…)."""


def break_before(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    """Why `clause`, whose words name `kinds`, begins a new event; empty if it goes on with this one.

    `list` means that it only adds another day to a bare list of days, `aside` that it belongs to no event.
    """
    if not event.clauses:
        return ""
    return (
        _other_day(event, clause, ahead)
        or _other_school(event, clause)
        or _other_kind(event, clause, kinds, ahead)
        or _other_part(event, clause, ahead)
        or further(event, clause, kinds, ahead)
    )


def _other_day(event: Event, clause: Clause, ahead: list[Clause]) -> str:
    known = event.day or (event.since if event.schools and begins_entry(event, clause, ahead) else None)
    day = clause.day
    if day and not event.empty and _of_another_time(event, clause, day, known):
        return "day"
    if not (day and day.day and known and known.day):
        return "day" if of_next_time(event, clause) else ""
    if day.day in [d.day for d in event.days]:
        several, own = len(event.days) > 1, clause.topics or clause.amounts
        told = event.schools and (clause.mark in ("\n", "/") or (several and own))
        return "day" if told or (several and clause.schools and not event.schools) else ""
    if day.why == "theme" or (known.why == "theme" and event.empty):
        return ""
    if lists_days(event, clause, ahead):
        return "list"
    return "aside" if in_passing(event, clause, day, ahead) else "day"


def _of_another_time(event: Event, clause: Clause, day: Day, known: Day | None) -> bool:
    """Whether a day past follows on what lies ahead, or a line without an exact day on one that has it."""
    if day.day and not day.coming and known and known.why == "ahead":
        return True
    return day.why == "vague" and clause.mark == "\n" and event.day is not None and event.day.day is not None


def _other_school(event: Event, clause: Clause) -> str:
    if clause.text.endswith("from") and event.schools and clause.counted("audience", "bare"):
        return "school"  # 68 pupils from one school, 54 from another
    if event.broke == "kind" and not event.schools and clause.schools and clause.mark in STRONG:
        return "school"
    if not event.schools or not clause.schools:
        off = event.broke and event.crowd and clause.has_any("unheld", "undone")
        return "school" if off and clause.schools else ""
    known = {school for named in event.schools for school in named.schools}
    said = {school for named in clause.schools for school in named.schools}
    if said and known >= said:
        counted = clause.counted("audience", "bare", "sessions", "cases", "times")
        own = bool(counted or clause.topics) or clause.has_any("kind", "unheld")
        return "school" if len(event.schools) > 1 and len(clause.schools) == 1 and own else ""
    last = event.clauses[-1]
    listing = last.ends_with(*(named.end for named in last.schools[-1:]))
    return "" if listing and clause.mark not in STRONG else "school"


def _other_kind(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    if _counts_more_papers(event, clause):
        return "kind"
    if not kinds or event.empty or turns_out(event, clause, kinds) or answers(event, clause):
        return ""
    if _heads_section(event, clause, kinds, ahead[0].mark if ahead else ""):
        return "kind"
    if clause.mark == "\n" and event.kinds and any(c.has("unheld") for c in run_of(clause, ahead)[1:]):
        return "kind"  # a line of a list of what was done that tells what was not
    run = run_of(clause, ahead)
    apart = next((kind for kind in kinds if kind in APART), "")
    if apart and apart == event.apart:
        return "kind" if _counts_on(event, clause, kinds) else ""
    if apart and not (apart == "legal_matter" and asked_about(event, clause)):
        framing = {"other", "stand", apart, *(() if event.has("court") or event.topics else ("tour",))}
        listed = _only_papers(event) and clause.mark != "("
        counted = event.crowd or bool(event.counted("sessions")) or listed
        told = counted or event.has("unheld") or not framing.issuperset(event.kinds)
        alone = _stands_alone(run, apart, _visiting(event)) and not (event.crowd and _only_asked(run))
        return "kind" if told and alone else ""
    if event.apart and {"lecture", "activity", "lesson", "visit"} & set(kinds):
        told = any(c.counted("audience", "sessions", "lessons") for c in run[:2])
        return "kind" if told or clause.has("next") else ""
    return ""


def _heads_section(event: Event, clause: Clause, kinds: list[str], after: str) -> bool:
    """Whether a clause is nothing but a word for a kind before a colon, or a lesson in a list."""
    if clause.mark in STRONG and ("lesson" in kinds) != ("lesson" in event.kinds):
        return event.crowd if "lesson" in kinds else "lecture" in kinds and bool(clause.topics)
    bare = any(h.end - h.start == len(clause.text.strip()) for h in clause.words.get("kind", ()))
    if bare and clause.mark == ")" and event.schools:
        return True
    if (
        not (event.kinds or event.crowd)
        or after not in (":", "(")
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
    if clause.text.startswith(_ONE_OF_THEM) and (event.counted("cases", "times")[0].value or 0) > 1:
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
    if event.apart != "legal_matter" or not (clause.has("object") and clause.counted("cases")):
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


def _met(run: list[Clause]) -> bool:
    """Whether a meeting is told of, and in the next clause how many were there (下午开座谈会,25位家长)."""
    return any(one.has("meeting") and after.counted("audience") for one, after in pairwise(run[:2]))


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
    told = any(c.topics or c.schools or (c.has("kind") and c.amounts) for c in run) or _met(run)
    return "part" if told else ""

"""Lists told ahead: several schools, topics or days first, and then each by itself."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.counts.amount import HEADS
from bot.understanding.days.day import Day
from bot.understanding.events.event import Event
from bot.understanding.schools.named import Named

_MOST = 60
"""Events after a list of schools that may be its entries."""


def open_schools(events: list[Event]) -> None:
    """An event that names several schools, each told of later by itself, was only their list."""
    for i, event in enumerate(events):
        if len(event.schools) < 2:
            continue
        following = events[i + 1 : i + 1 + _MOST]
        after = [e for e in following if e.broke in ("school", "day") and _goes_on(event, e)]
        later = [n.schools for e in after for n in e.schools]
        if any(n.schools in later for n in event.schools):
            for other in after:
                if any(n.schools in [m.schools for m in event.schools] for n in other.schools):
                    other.days = other.days or _days_of(event, other.schools[0])
                    other.topics = other.topics or list(event.topics)
                    other.kinds = other.kinds or list(event.kinds)
                    each = [a for a in event.counted("sessions") if a.each]
                    other.amounts += [a for a in each if a not in other.amounts]
            event.schools = [n for n in event.schools if n.schools not in later]
            if not event.schools:
                event.kinds, event.topics, event.amounts = [], [], []


def _days_of(event: Event, named: Named) -> list[Day]:
    """The days of a list that are one school's: its own, where they are told in order (分别)."""
    if event.has("respectively") and len(event.days) == len(event.schools):
        return [
            day for day, one in zip(event.days, event.schools, strict=True) if one.schools == named.schools
        ]
    return list(event.days)


def _goes_on(event: Event, later: Event) -> bool:
    """Whether a later event may tell more of one in a list: nothing it says is of another sort or day."""
    days = [day.day for day in event.days if day.day]
    other_day = days and later.day and later.day.day not in days and not later.has("unheld")
    other_kind = event.kinds and later.kinds and not set(event.kinds) & set(later.kinds)
    return not (later.apart or other_day or other_kind)


def open_heading(events: list[Event]) -> None:
    """What stands before a colon only heads the entries after it, if they have schools and days of their own.

    讲座周三连讲:12.2一小220人,12.3二小350人 tells of two events.
    """
    first, rest = events[0], events[1:]
    if not rest or first.schools or first.heads or first.apart or not (first.kinds or first.topics):
        return
    headed = rest[0].clauses[0].mark in (":", "\n") and not any(e.has("unheld") for e in events)
    if headed and rest[0].broke == "day" and all(event.schools for event in rest):
        for event in rest:
            event.topics = event.topics or list(first.topics)
            event.kinds = event.kinds or list(first.kinds)
        first.days, first.kinds, first.topics, first.amounts = [], [], [], []


def open_topics(events: list[Event]) -> None:
    """Topics with a session each are as many events (防溺水和防欺凌各一场,每场200人)."""
    for i in range(len(events) - 1, -1, -1):
        event = events[i]
        if len(event.topics) < 2 or len(event.schools) > 1 or not _a_session_each(event):
            continue
        heads, rest = event.heads, [a for a in event.amounts if a.field not in (*HEADS, "sessions")]
        dealt = len(heads) == len(event.topics)
        events[i : i + 1] = [
            replace(
                event,
                broke=event.broke if n == 0 else "next",
                topics=[topic],
                schools=list(event.schools),
                days=list(event.days),
                amounts=[*rest, *(heads[n : n + 1] if dealt else [h for h in heads if h.each])],
            )
            for n, topic in enumerate(event.topics)
        ]


def _a_session_each(event: Event) -> bool:
    """Whether 各一场 follows the last topic."""
    for i, clause in enumerate(event.clauses):
        for amount in clause.counted("sessions"):
            before = [*(event.clauses[i - 1].topics if i else ()), *clause.topics]
            ends = [hit.end for hit in before if hit.end <= amount.start]
            words = clause.text[max(0, max(ends, default=0) - clause.start) : amount.start - clause.start]
            if amount.each == "any" and ends and words.strip() in _EACH:
                return True
    return False


_EACH = ("各", "各讲", "各上", "各开", "各办")


def open_days(events: list[Event]) -> None:
    """An event on several days, each told of later by itself, was only their list."""
    for i, event in enumerate(events):
        later = (
            {e.day.day for e in events[i + 1 :] if e.day and e.broke == "day"}
            if len(event.days) > 1
            else set()
        )
        if later and {day.day for day in event.days} <= later:
            for other in events[i + 1 :]:
                if other.broke == "day" and not other.topics and not other.kinds:
                    other.topics, other.kinds = list(event.topics), list(event.kinds)
            event.schools, event.kinds, event.topics, event.amounts = [], [], [], []


def close_days(events: list[Event]) -> None:
    """More sessions than days, and heads told for all, leave open what each day had (两天讲四场,共1600人).

    Several days and schools leave open which was when (周三、周四在一小二小讲), if not told in order.
    """
    for event in events:
        if len(event.days) < 2:
            continue
        if len(event.schools) > 1 and not event.has("respectively"):
            event.days = []
        sessions = [a.value or 0 for a in event.counted("sessions") if not a.each]
        total = len(event.heads) == 1 and not event.heads[0].each
        if len(event.schools) == 1 and total and sessions and sessions[0] > len(event.days):
            event.days = []

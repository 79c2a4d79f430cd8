"""What is said once and holds for several events: a day, a school, a topic, a headcount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.clauses import Clause
from bot.understanding.days import Day
from bot.understanding.events import Event


def share(events: list[Event], today: date) -> int | None:
    """Gives each event what was said once for several; returns a headcount said for several together."""
    _share_days(events, today)
    _share_schools(events)
    _share_topics(events)
    return _share_heads(events)


def _share_days(events: list[Event], today: date) -> None:
    known: list[Day] = []
    for event in events:
        if event.days:
            known = event.days[:1]
        elif known:
            event.days = list(known)
        elif event.part:
            event.days = [Day(event.clauses[0].start, event.clauses[0].start, today, "part")]
    last = events[-1]
    if last.days and last.has("spread"):
        for event in events[:-1]:
            event.days = event.days or list(last.days)


def _share_schools(events: list[Event]) -> None:
    for before, event in zip(events, events[1:], strict=False):
        if event.schools or len(before.schools) != 1 or not _same_place(before, event):
            continue
        named = before.schools[0]
        event.schools = [replace(named, why=named.why or "carried")]
        event.carried = True


def _same_place(before: Event, event: Event) -> bool:
    if event.has("same"):
        return True
    if event.has("ours", "away"):
        return False
    if event.broke == "day":
        return before.carried or _heads_the_list(before)
    return event.broke != "school"


def _heads_the_list(event: Event) -> bool:
    """Whether a school is named ahead of the first day, and so for every day after it."""
    return bool(event.days) and event.schools[0].start < event.days[0].start


def _share_topics(events: list[Event]) -> None:
    for i, event in enumerate(events):
        said = next((c for c in event.clauses if c.topics and c.has("spread", "apart")), None)
        if said or _trails(events[:i], event):
            _give_topics(events[:i], event.topics)
    first = events[0]
    if len(events) > 1 and _leads(first):
        _give_topics([e for e in events[1:] if not e.kinds], first.topics)


def _trails(before: list[Event], event: Event) -> bool:
    """Whether a topic after a list of events belongs to them all: none of them has said one, or a kind."""
    own: Clause | None = next((c for c in event.clauses if c.topics), None)
    if not own or own.schools or own.days or own.mark in ";。\n":
        return False
    return all(not e.topics and not e.kinds for e in before)


def _leads(event: Event) -> bool:
    own: Clause | None = next((c for c in event.clauses if c.topics), None)
    return bool(own and event.schools and not own.schools and own.start < event.schools[0].start)


def _give_topics(events: list[Event], topics: list[str]) -> None:
    for event in events:
        if not event.topics and not event.apart and not event.empty:
            event.topics = list(topics)


def _share_heads(events: list[Event]) -> int | None:
    together: int | None = None
    for i, event in enumerate(events):
        before = [e for e in events[max(0, i - 20) : i] if not e.empty and not e.apart]
        bare = _without_heads(before)
        heads = event.heads
        if not bare or event.apart or not heads:
            continue
        if len(heads) == len(bare) + 1 and len({h.unit for h in heads if h.unit}) <= 1 and not heads[0].each:
            _deal(bare, event)
        elif (
            len(heads) == 1
            and heads[0].each in ("schools", "sessions", "any")
            and not _own(event, heads[0].start)
        ):
            for other in bare:
                other.amounts.append(heads[0])
        elif len(heads) == 1 and heads[0].total and not _own(event, heads[0].start):
            together = heads[0].value and int(heads[0].value)
            event.amounts.remove(heads[0])
    return together


def _without_heads(events: list[Event]) -> list[Event]:
    """The last events in a row that have no headcount."""
    row: list[Event] = []
    for event in reversed(events):
        if event.heads:
            break
        row.insert(0, event)
    return row


def _deal(bare: list[Event], event: Event) -> None:
    """Headcounts in a row go to the events in a row."""
    heads = event.heads
    for other, amount in zip(bare, heads, strict=False):
        other.amounts.append(amount)
        event.amounts.remove(amount)


def _own(event: Event, place: int) -> bool:
    """Whether a headcount stands in the clause that names the event's school."""
    clause = next(c for c in reversed(event.clauses) if c.start <= place)
    return bool(clause.schools)

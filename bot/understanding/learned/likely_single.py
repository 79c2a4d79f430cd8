"""Whether a message tells of one thing only, told by how it looks; and which of its events that is."""

from __future__ import annotations

from bot.understanding.counts.amount import HEADS
from bot.understanding.events.event import Event
from bot.understanding.events.joining import counting
from bot.understanding.events.kinds import kinds_of
from bot.understanding.intents.reading import Reading
from bot.understanding.learned.classifiers import Likelihood, load
from bot.understanding.learned.looks import features, looks_of

SINGLE = Likelihood(**load("single"))
_SURELY, _BEYOND_DOUBT = 0.98, 0.99
"""From here on one thing is told of, whatever the grammars say; from the second on even where two audiences,
topics, schools or days are told.

Of 38 sets, each read by what was learned without it, 23 of 53 messages that were read as several things and
told of one were beyond doubt, and none that told of several at several places.
"""
_COUNTED = {
    "heads": HEADS,
    "cases": ("cases", "times"),
    "sessions": ("sessions",),
    "class_hours": ("class_hours",),
}
"""The fields of amounts by which the same is counted."""


def as_one(reading: Reading, held: list[Event]) -> list[Event]:
    """What was held: one event, if the looks of the message leave no doubt that no other is told of.

    If an audience is counted, the one of which most is told; else all is told of the same (打电话来问章程怎么
    改,说明白了,算咨询一次). Two with an audience or the same topic each, or with a school and no
    audience, are one only beyond doubt: the one of which most is told, with what only the others tell. One at
    two schools, or on two days, was at the last: the writer took the first back.
    """
    if len(held) < 2 and not any(len(event.schools) > 1 or len(event.days) > 1 for event in held):
        return held
    likely = SINGLE.of(features(looks_of(reading.text, reading.clauses)))
    if likely < _SURELY:
        return held
    if len(held) > 1 and not _stand_apart(held):
        held = [max(held, key=_told)] if any(event.crowd for event in held) else [_together(held)]
    if likely < _BEYOND_DOUBT or _alike(held) or _two_things(held):
        return held
    return [_as_said_last(_best(held))]


def _stand_apart(held: list[Event]) -> bool:
    """Whether two have an audience or a topic each, or a school and no audience."""
    if sum(e.crowd for e in held) > 1 or sum(bool(e.topics) for e in held) > 1:
        return True
    placed = {frozenset(named.schools) for event in held for named in event.schools}
    return len(placed) > 1 and not any(event.crowd for event in held)


def _alike(held: list[Event]) -> bool:
    """Whether several are sessions of one thing, and are added up."""
    told = {
        (
            e.apart,
            frozenset(e.topics),
            tuple(day.day for day in e.days),
            tuple(named.schools for named in e.schools),
        )
        for e in held
    }
    return len(told) == 1 < len(held)


def _two_things(held: list[Event]) -> bool:
    """Whether two have topics of their own, or were at a school and on a day each."""
    if len({frozenset(event.topics) for event in held if event.topics}) > 1:
        return True
    placed = {
        (frozenset(named.schools), event.day.day) for event in held if event.day for named in event.schools
    }
    return len({school for school, _ in placed}) > 1 and len({day for _, day in placed}) > 1


def _best(held: list[Event]) -> Event:
    """The event of which most is told, with the day, school, topics and counts that only others tell.

    A school carried over is none that is told; an audience is not told of advice, nor of papers.
    """
    best = max(reversed(held), key=lambda e: (_told(e) - e.carried, e.crowd and not e.apart, not e.apart))
    for other in held:
        best.days, best.schools = best.days or other.days, best.schools or other.schools
        best.topics = best.topics or other.topics
        for fields in _COUNTED.values():
            if not best.counted(*fields):
                best.amounts += other.counted(*fields)
    return best


def _as_said_last(event: Event) -> Event:
    """The event at the one of its schools that is known, and on the last of its days, if not told of all."""
    if event.has_any("spread", "apart") or event.counted("schools"):
        return event
    known = [named for named in event.schools if named.school]
    event.schools, event.days = known if len(known) == 1 else event.schools, event.days[-1:]
    return event


def _told(event: Event) -> int:
    dated = event.day is not None and event.day.day is not None
    return sum(map(bool, (event.schools, event.heads, event.topics, dated, event.kinds)))


def _together(held: list[Event]) -> Event:
    whole = Event()
    for event in held:
        for clause in event.clauses:
            whole.add(clause, counting(whole, clause, kinds_of(clause)))
    whole.settle()
    return whole

"""The findings as values with their spans, for the card and for `--explain`."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.result import Findings, Found, Sureness
from bot.understanding.schools.named import Named
from bot.understanding.text.lexicon import Hit

_PLACE, _HELD = attrgetter("start"), attrgetter("schools", "topics", "amounts")


def found_in(clauses: Iterable[Clause], pointing: bool) -> list[Found]:
    """Every finding of a message, in the order of the text, as its clauses hold them.

    Args:
        clauses: those of the message.
        pointing: whether it points at an entry; then 刚才 is no day of an event.
    """
    return [
        found
        for c in clauses
        for found in _sorted(c.told_days if pointing else c.days, *_HELD(c), c.words.get("kind", ()))
    ]


def found_of(event: Event, named: Named | None, day: Day | None, heads: Iterable[Amount]) -> Findings:
    """The findings that made one of an event's items: its own school, day and headcounts, and what all share.

    A carried school keeps the span where it was said.
    """
    return Findings(lambda: _found_of(event, filter(None, [named]), filter(None, [day]), heads))


def _found_of(
    event: Event, schools: Iterable[Named], days: Iterable[Day], heads: Iterable[Amount]
) -> list[Found]:
    topics = [hit for clause in event.clauses for hit in clause.topics]
    amounts = [a for a in event.amounts if a.field not in (*HEADS, "some")]
    return _sorted(days, schools, topics, [*amounts, *heads], ())


def _sorted(
    days: Iterable[Day],
    schools: Iterable[Named],
    topics: Iterable[Hit],
    amounts: Iterable[Amount],
    kinds: Iterable[Hit],
) -> list[Found]:
    found = [Found("held_on", d.day, d.start, d.end, "inferred" if d.why else "said", d.why) for d in days]
    found += [_school(named) for named in schools]
    found += [Found("topics", hit.key, hit.start, hit.end) for hit in topics]
    found += [Found("kind", hit.key, hit.start, hit.end) for hit in kinds]
    found += [Found(a.field, a.value, a.start, a.end, _sureness(a), _how(a)) for a in amounts]
    return sorted(found, key=_PLACE) if len(found) > 1 else found


def _sureness(amount: Amount) -> Sureness:
    return "inferred" if amount.by_looks else "said"


def _how(amount: Amount) -> str:
    if amount.by_looks:
        return "looks"
    return "online" if amount.online else "approximate" if amount.approximate else ""


def _school(named: Named) -> Found:
    if named.school:
        return Found(
            "school",
            named.school.name,
            named.start,
            named.end,
            "inferred" if named.why else "said",
            named.why,
        )
    return Found(
        "school", None, named.start, named.end, "inferred", "ambiguous" if named.schools else "unknown"
    )

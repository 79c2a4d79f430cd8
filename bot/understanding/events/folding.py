"""What is told later of an event told before: it belongs there, and is no event of its own."""

from __future__ import annotations

from collections import defaultdict

from bot.records import School
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event


def fold_back(events: list[Event]) -> None:
    """What is told later of a school, a day or a part of the day already told belongs there.

    上午一小,下午二小,一小来了310; 周一反诈,周二禁毒,周一120人,周二130人; 上午讲国安,下午讲反恐,上午650人.
    """
    told: dict[tuple[tuple[School, ...], ...], list[Event]] = defaultdict(list)
    for i, event in enumerate(events):
        if event.broke == "day" and event.day and not (event.schools or event.topics or event.kinds):
            _fold_into_day(events[:i], event)
        if event.broke == "school" and not event.day:
            _fold_into_school(told[_places(event)], event)
        if len(event.clauses) > 1 and event.part:
            _fold_into_parts(events[:i], event)
        told[_places(event)].append(event)
    _drop_outlines(events)


def _places(event: Event) -> tuple[tuple[School, ...], ...]:
    return tuple([named.schools for named in event.schools])


def _fold_into_school(same: list[Event], event: Event) -> None:
    """Into the one event at the same schools that has not told what this one tells: heads, topic or kind."""
    if len(same) != 1 or not (event.heads or event.topics):
        return
    before = same[0]
    if (before.heads and event.heads) or ((before.topics or before.kinds) and (event.topics or event.kinds)):
        return
    before.amounts += event.amounts
    before.topics, before.kinds = before.topics or event.topics, before.kinds or event.kinds
    before.said |= event.said
    event.schools, event.topics, event.kinds, event.amounts = [], [], [], []


def _fold_into_day(events: list[Event], event: Event) -> None:
    same = [e for e in events if [d.day for d in e.days] == [event.days[0].day] and not e.empty]
    if len(same) == 1 and event.heads and not same[0].heads:
        same[0].amounts += event.amounts
        event.days, event.amounts = [], []


def _fold_into_parts(events: list[Event], event: Event) -> None:
    """The heads of each part of the day, told after all of its parts."""
    for clause in [c for c in event.clauses[1:] if _counts_of_part(c)]:
        same = [e for e in events if e.part == clause.dayparts[0].key and not e.empty]
        if len(same) == 1 and not same[0].heads:
            event.clauses.remove(clause)
            event.amounts = [a for a in event.amounts if a not in clause.amounts]
            same[0].add(clause, [])


def _counts_of_part(clause: Clause) -> bool:
    """Whether a clause says no more than how many came in a part of the day (上午650人)."""
    told = clause.schools or clause.topics or clause.days or clause.has("kind")
    return bool(clause.dayparts and clause.counted("audience", "bare")) and not told


def _drop_outlines(events: list[Event]) -> None:
    """A day of which it is only said that something was held, and told later, was an outline (周一讲了…)."""
    for i, event in enumerate(events):
        if not event.day or event.schools or event.topics or event.amounts or not event.kinds:
            continue
        days = {day.day for day in event.days}
        later = {e.day.day for e in events[i + 1 :] if e.day and e.schools and (e.topics or e.heads)}
        if days <= later:
            event.days, event.kinds = [], []

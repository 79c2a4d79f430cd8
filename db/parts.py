"""Which entries a figure counts: the same conditions add it up and open it (rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from bot.data import kinds
from bot.records import NO_ID, NONE, Part, Period, Scope
from db import ties
from db.models import Entry, EntryPerson, EntryTopic, School

RECORDED = Part()


def _ties() -> Select[*tuple[Any, ...]]:
    pairs = ties.tied_apart().subquery()
    return select(pairs.c.entry_id, pairs.c.campaign_id.label("key"))


LINKS: dict[str, Callable[[], Select[*tuple[Any, ...]]]] = {
    "person_id": lambda: select(EntryPerson.entry_id, EntryPerson.person_id.label("key")),
    "topic": lambda: select(EntryTopic.entry_id, EntryTopic.topic.label("key")),
    "campaign_id": _ties,
}
"""Pairs of an entry and what it may have several of, by the field of `Part` that picks one."""


def conditions(scope: Scope, period: Period, part: Part = RECORDED) -> Iterator[ColumnElement[bool]]:
    """What an entry must meet to be counted by a figure; only columns of the index, if all is seen."""
    yield Entry.state == part.state
    yield from in_any_state(scope, period, part)


def in_any_state(scope: Scope, period: Period, part: Part = RECORDED) -> Iterator[ColumnElement[bool]]:
    """The same, whatever state the entry is in."""
    yield from in_period(period)
    yield from whenever(scope, part)


def whenever(scope: Scope, part: Part) -> Iterator[ColumnElement[bool]]:
    """The same, whatever day the entry is of, too."""
    yield _seen(scope)
    if part.kinds:
        yield Entry.kind.in_(part.kinds)
    if part.positions:
        yield func.coalesce(Entry.position, NONE).in_(part.positions)
    if part.month:
        yield Entry.month == int(part.month.replace("-", ""))
    if part.school_id is not None:
        yield Entry.school_id == part.school_id if part.school_id else Entry.school_id.is_(None)
    for field in LINKS:
        if (wanted := getattr(part, field)) is not None:
            yield _linked(field, wanted)
    if part.missing:
        yield getattr(Entry, part.missing).is_(None)
        yield Entry.kind.in_([kind.key for kind in kinds().values() if part.missing in kind.asks])


def _linked(field: str, wanted: str | int) -> ColumnElement[bool]:
    pairs = LINKS[field]().subquery()
    if wanted in (NONE, NO_ID):
        return Entry.id.not_in(select(pairs.c.entry_id))
    return Entry.id.in_(select(pairs.c.entry_id).where(pairs.c.key == wanted))


def _seen(scope: Scope) -> ColumnElement[bool]:
    own = [] if scope.person_id is None else [scope.person_id]  # an entry may be logged by nobody
    took_part = select(EntryPerson.entry_id).where(EntryPerson.person_id.in_(own))
    return everything_or(
        scope, Entry.id.in_(took_part), Entry.logged_by.in_(own), Entry.school_id.in_(scope.school_ids)
    )


def in_period(period: Period) -> Iterator[ColumnElement[bool]]:
    """That an entry belongs to a period: by its month, along which sums stream, then by its day."""
    start, end = period.start, period.end
    yield Entry.month.between(start.year * 100 + start.month, end.year * 100 + end.month)
    if period != period.in_months():
        yield Entry.counted_on.between(start, end)


def on_its_days(period: Period) -> ColumnElement[bool]:
    """That an entry is of a period, said so that no index takes to it: something narrower is looked up."""
    return func.coalesce(Entry.counted_on, Entry.held_on).between(period.start, period.end)


def school_seen(scope: Scope) -> ColumnElement[bool]:
    """That a school is one of those the asker sees."""
    return everything_or(scope, School.id.in_(scope.school_ids))


def everything_or(scope: Scope, *any_of: ColumnElement[bool]) -> ColumnElement[bool]:
    """True where all is seen, else that one of these holds."""
    return true() if scope.everything else or_(*any_of)

"""What a period adds up to, and the entries behind each of its figures.

A figure and the entries behind it are chosen by the same conditions, so that they cannot disagree (rule 7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.data import kinds, roles
from bot.records import Measures, Part, Period, Scope
from db.models import Appointment, Duplicate, Entry, EntryPerson, School

RECORDED = Part()

MEASURED: dict[str, ColumnElement[Any]] = {
    "entries": func.count(),
    "quantity": func.sum(Entry.quantity),
    "quantity_approximate": func.count().filter(Entry.quantity_approximate),
    "class_hours": func.sum(Entry.class_hours),
    "class_hours_given": func.count(Entry.class_hours),
    "audience": func.sum(Entry.audience),
    "audience_approximate": func.count().filter(Entry.audience_approximate),
    "audience_given": func.count(Entry.audience),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What the recorded entries of one kind and position add up to in one month (`2024-06`)."""

    kind: str
    position: str
    month: str
    measures: Measures


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment in force: who, counted under which position, at which school (None: the bureau)."""

    person_id: int
    position: str
    school_id: int | None


async def groups(session: AsyncSession, scope: Scope, period: Period) -> list[Group]:
    """The recorded entries of a period, added up by kind, position and month."""
    return [_group(row) for row in (await session.execute(_by_month(scope, period))).mappings()]


def _by_month(scope: Scope, period: Period) -> Select[Any]:
    """Adds up days first: that streams along `ix_entries_totals`, where months would need a sort."""
    days = (
        select(Entry.kind, Entry.position, Entry.counted_on, *(m.label(name) for name, m in MEASURED.items()))
        .where(*_conditions(scope, period, RECORDED))
        .group_by(Entry.counted_on, Entry.kind, Entry.position)
        .subquery()
    )
    key = (
        days.c.kind,
        days.c.position,
        extract("year", days.c.counted_on).label("year"),
        extract("month", days.c.counted_on).label("month"),
    )
    return select(*key, *(func.sum(days.c[name]).label(name) for name in MEASURED)).group_by(*key)


def _group(row: Any) -> Group:
    asks, entries = kinds()[row["kind"]].asks, int(row["entries"])
    measures = Measures(
        entries=entries,
        quantity=int(row["quantity"] or 0),
        quantity_approximate=row["quantity_approximate"] > 0,
        class_hours=round(float(row["class_hours"]), 1) if row["class_hours"] else 0,
        class_hours_missing=entries - int(row["class_hours_given"]) if "class_hours" in asks else 0,
        audience=int(row["audience"] or 0),
        audience_approximate=row["audience_approximate"] > 0,
        audience_missing=entries - int(row["audience_given"]) if "audience" in asks else 0,
    )
    return Group(
        row["kind"], row["position"] or "none", f"{int(row['year']):04}-{int(row['month']):02}", measures
    )


async def states(session: AsyncSession, scope: Scope, period: Period) -> dict[str, int]:
    """How many entries of a period are in each state that doesn't count."""
    query = (
        select(Entry.state, func.count())
        .where(Entry.state.in_(("incomplete", "planned", "withdrawn")), *_within(scope, period))
        .group_by(Entry.state)
    )
    return dict((await session.execute(query)).all())


async def entries_behind(
    session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED, rows: slice = slice(None)
) -> list[int]:
    """The ids of the entries that a figure counts, by day; `rows` picks a page, such as `slice(10, 20)`."""
    query = (
        select(Entry.id)
        .where(*_conditions(scope, period, part))
        .order_by(Entry.counted_on, Entry.id)
        .slice(rows.start, rows.stop)
    )
    return list(await session.scalars(query))


async def count_behind(session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED) -> int:
    """How many entries `entries_behind` would give without a limit."""
    query = select(func.count()).select_from(Entry).where(*_conditions(scope, period, part))
    return await session.scalar(query) or 0


async def possible_duplicates(session: AsyncSession, scope: Scope, period: Period) -> list[int]:
    """The ids of open duplicates whose two entries count, the marked one in this period."""
    earlier = aliased(Entry)
    query = (
        select(Duplicate.id)
        .join(Entry, Entry.id == Duplicate.entry_id)
        .join(earlier, earlier.id == Duplicate.earlier_id)
        .where(Duplicate.state == "open", earlier.state == "recorded", *_conditions(scope, period, RECORDED))
        .order_by(Duplicate.id)
    )
    return list(await session.scalars(query))


async def posts(session: AsyncSession, scope: Scope, day: date) -> list[Post]:
    """The appointments in force on a day that work counts under."""
    query = select(Appointment.person_id, Appointment.role, Appointment.school_id).where(
        or_(Appointment.starts_on.is_(None), Appointment.starts_on <= day),
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day),
        _everything_or(
            scope,
            Appointment.person_id == scope.person_id,
            Appointment.school_id.in_(scope.school_ids),
        ),
    )
    found = ((row, roles()[row.role].position(row.school_id)) for row in await session.execute(query))
    return [Post(row.person_id, position, row.school_id) for row, position in found if position]


async def open_schools(session: AsyncSession, scope: Scope, day: date) -> set[int]:
    """The ids of the schools that are not closed on a day."""
    query = select(School.id).where(
        or_(School.closed_on.is_(None), School.closed_on > day),
        _school_seen(scope),
    )
    return set(await session.scalars(query))


async def schools_with_entries(session: AsyncSession, scope: Scope, period: Period) -> set[int]:
    """The ids of the schools, of those the asker sees, that have a recorded entry in a period."""
    entry = select(Entry.id).where(
        Entry.school_id == School.id, Entry.state == "recorded", _in_period(period)
    )
    return set(await session.scalars(select(School.id).where(_school_seen(scope), entry.exists())))


def _conditions(scope: Scope, period: Period, part: Part) -> Iterator[ColumnElement[bool]]:
    """What an entry must meet to be counted by a figure; only columns of the index, if all is seen."""
    yield Entry.state == part.state
    yield from _within(scope, period)
    if part.kinds:
        yield Entry.kind.in_(part.kinds)
    if part.positions:
        yield func.coalesce(Entry.position, "none").in_(part.positions)
    if part.month:
        year, month = map(int, part.month.split("-"))
        yield _in_period(Period.month(year, month))
    if part.school_id is not None:
        yield Entry.school_id == part.school_id
    if part.missing:
        yield getattr(Entry, part.missing).is_(None)
        yield Entry.kind.in_([kind.key for kind in kinds().values() if part.missing in kind.asks])


def _within(scope: Scope, period: Period) -> Iterator[ColumnElement[bool]]:
    yield _in_period(period)
    own = [] if scope.person_id is None else [scope.person_id]  # an entry may be logged by nobody
    took_part = select(EntryPerson.entry_id).where(EntryPerson.person_id.in_(own))
    yield _everything_or(
        scope, Entry.id.in_(took_part), Entry.logged_by.in_(own), Entry.school_id.in_(scope.school_ids)
    )


def _in_period(period: Period) -> ColumnElement[bool]:
    return Entry.counted_on.between(period.start, period.end)


def _school_seen(scope: Scope) -> ColumnElement[bool]:
    return _everything_or(scope, School.id.in_(scope.school_ids))


def _everything_or(scope: Scope, *any_of: ColumnElement[bool]) -> ColumnElement[bool]:
    return true() if scope.everything else or_(*any_of)

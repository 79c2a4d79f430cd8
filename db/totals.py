"""What stands beside the sums of a period: the entries behind them, what doesn't count, who is in post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.data import roles
from bot.records import Part, Period, Scope
from db.models import Appointment, Duplicate, Entry, School
from db.parts import RECORDED, conditions, everything_or, in_any_state, school_seen


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment in force: who, counted under which position, at which school (None: the bureau)."""

    person_id: int
    position: str
    school_id: int | None


async def states(
    session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED
) -> dict[str, int]:
    """How many entries of a period are in each state that doesn't count."""
    query = (
        select(Entry.state, func.count())
        .where(Entry.state.in_(("incomplete", "planned", "withdrawn")), *in_any_state(scope, period, part))
        .group_by(Entry.state)
    )
    return dict((await session.execute(query)).all())


async def entries_behind(
    session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED, rows: slice = slice(None)
) -> list[int]:
    """The ids of the entries that a figure counts, by day; `rows` picks a page, such as `slice(10, 20)`."""
    query = (
        select(Entry.id)
        .where(*conditions(scope, period, part))
        .order_by(Entry.counted_on, Entry.id)
        .slice(rows.start, rows.stop)
    )
    return list(await session.scalars(query))


async def count_behind(session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED) -> int:
    """How many entries `entries_behind` would give without a limit."""
    query = select(func.count()).select_from(Entry).where(*conditions(scope, period, part))
    return await session.scalar(query) or 0


async def possible_duplicates(
    session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED
) -> list[int]:
    """The ids of open duplicates whose two entries count, the marked one in this period."""
    earlier = aliased(Entry)
    query = (
        select(Duplicate.id)
        .join(Entry, Entry.id == Duplicate.entry_id)
        .join(earlier, earlier.id == Duplicate.earlier_id)
        .where(Duplicate.state == "open", earlier.state == "recorded", *conditions(scope, period, part))
        .order_by(Duplicate.id)
    )
    return list(await session.scalars(query))


async def posts(session: AsyncSession, scope: Scope, day: date) -> list[Post]:
    """The appointments in force on a day that work counts under."""
    query = select(Appointment.person_id, Appointment.role, Appointment.school_id).where(
        or_(Appointment.starts_on.is_(None), Appointment.starts_on <= day),
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day),
        everything_or(
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
        school_seen(scope),
    )
    return set(await session.scalars(query))


async def schools_with_entries(
    session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED
) -> set[int]:
    """The ids of the schools, of those the asker sees, that have a recorded entry in a period."""
    entry = select(Entry.id).where(
        Entry.school_id == School.id, *conditions(Scope(everything=True), period, part)
    )
    return set(await session.scalars(select(School.id).where(school_seen(scope), entry.exists())))

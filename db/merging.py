"""Two rows that are one: whatever points at the one points at the other from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import (
    Column,
    PrimaryKeyConstraint,
    UniqueConstraint,
    and_,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base, Change, Entry, EntryPerson, Noted, Person, Reminder, School

KEPT = (Noted.__tablename__, Change.__tablename__)
"""The histories stay as they were written."""


async def entries_of(session: AsyncSession, kind: str, id_: int) -> list[int]:
    """The entries of a school, or those that a person took part in, in the order kept."""
    if kind == "school":
        return list(await session.scalars(select(Entry.id).where(Entry.school_id == id_).order_by(Entry.id)))
    done = select(EntryPerson.entry_id).where(EntryPerson.person_id == id_)
    return list(await session.scalars(done.order_by(EntryPerson.entry_id)))


async def merge_schools(session: AsyncSession, winner: int, loser: int) -> None:
    """The one school stands for both; nothing points at the other any more, and it is gone."""
    await _point(session, "schools", winner, loser)
    await session.execute(delete(School).where(School.id == loser))


async def merge_people(session: AsyncSession, winner: int, loser: int, now: datetime) -> None:
    """The one person stands for both; the other's row is nameless and says only who they are."""
    await _first_of_both(session, winner, loser)
    await _point(session, "people", winner, loser)
    await _point_reminders(session, f"person:{winner}", f"person:{loser}")
    gone = {"name": "", "employer": "", "dispatched_by": "", "telephone": "", "born": None}
    await session.execute(
        update(Person).where(Person.id == loser).values(**gone, merged_into=winner, erased_at=now)
    )


def references(table: str) -> Iterator[Column[int]]:
    """Every column, of any table, that points at rows of this one and may be changed."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys if other.name not in KEPT else ():
            if key.column.table.name == table:
                yield key.parent


async def _point(session: AsyncSession, table: str, winner: int, loser: int) -> None:
    for column in references(table):
        for others in _unique_with(column):
            twin = column.table.alias()
            same = (twin.c[other.name] == other for other in others)
            there = select(1).where(twin.c[column.name] == winner, *same).exists()
            await session.execute(delete(column.table).where(and_(column == loser, there)))
        await session.execute(update(column.table).where(column == loser).values({column: winner}))
    session.expire_all()


def _unique_with(column: Column[int]) -> Iterator[list[Column[int]]]:
    """The columns beside which this one may occur only once."""
    for rule in column.table.constraints:
        if isinstance(rule, PrimaryKeyConstraint | UniqueConstraint) and column.name in rule.columns:
            yield [other for other in rule.columns if other is not column]


async def _first_of_both(session: AsyncSession, winner: int, loser: int) -> None:
    """Where both took part, the one who stays stands where the first of them stood."""
    other = EntryPerson.__table__.alias()
    stood = select(func.min(other.c.ordinal)).where(
        other.c.entry_id == EntryPerson.entry_id, other.c.person_id.in_((winner, loser))
    )
    await session.execute(
        update(EntryPerson)
        .where(EntryPerson.person_id == winner)
        .values(ordinal=stood.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


async def _point_reminders(session: AsyncSession, winner: str, loser: str) -> None:
    """What one of them was reminded of, the other was: no reminder is sent twice (rule 8)."""
    twin = Reminder.__table__.alias()
    keys = (Reminder.subject, Reminder.step, Reminder.round)
    there = select(1).where(twin.c.recipient == winner, *(twin.c[key.key] == key for key in keys)).exists()
    await session.execute(
        delete(Reminder)
        .where(Reminder.recipient == loser, there)
        .execution_options(synchronize_session=False)
    )
    await session.execute(update(Reminder).where(Reminder.recipient == loser).values(recipient=winner))

"""Rows for tests that need a district: schools, people in post, entries; what is not said has a default."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Appointment, Entry, EntryPerson, Person, School

SOME_DAY = date(2024, 6, 26)


async def add(session: AsyncSession, *rows: Any) -> None:
    """Keep the rows, in the order given."""
    for row in rows:
        session.add(row)
        await session.flush()


async def schools(session: AsyncSession, count: int) -> None:
    """Schools 1 … count."""
    await add(session, *(School(id=number, name=f"第{number}小学") for number in range(1, count + 1)))


async def people(session: AsyncSession, count: int) -> None:
    """People 1 … count, without any appointment."""
    await add(session, *(Person(id=number, name=f"王{number}") for number in range(1, count + 1)))


async def appoint(session: AsyncSession, person: int, role: str, school: int | None, **days: date) -> None:
    """Put a person in post, from `starts_on` to `ends_on` where they are given."""
    await add(session, Appointment(person_id=person, role=role, school_id=school, **days))


def entry(kind: str = "lecture", *people: int, **fields: Any) -> Entry:
    """A recorded entry of these people, held on `SOME_DAY`, of quantity 1."""
    held_on = fields.pop("held_on", SOME_DAY)
    given = {"state": "recorded", "quantity": 1, "counted_on": held_on, "held_on": held_on, **fields}
    row = Entry(kind=kind, created_at=datetime(2024, 6, 26, tzinfo=UTC), **given)
    row.people = [EntryPerson(person_id=person, ordinal=n) for n, person in enumerate(people)]
    return row

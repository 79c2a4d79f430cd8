"""Appointments one by one: who is in which role where, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from db.models import Appointment, Person, School

Term = tuple[date | None, date | None]
"""From a day to a day, both included; None is open."""


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment with whose it is and where it is; no school is the bureau."""

    id: int
    person_id: int
    person: str
    born: int | None
    role: str
    school_id: int | None
    school: str | None
    starts_on: date | None
    ends_on: date | None

    @property
    def term(self) -> Term:
        return self.starts_on, self.ends_on

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return records.Appointment(self.role, starts_on=self.starts_on, ends_on=self.ends_on).in_force(day)


async def _posts(session: AsyncSession, *conditions: ColumnElement[bool]) -> list[Post]:
    query = (
        select(
            *(Appointment.id, Person.id, Person.name, Person.born, Appointment.role),
            *(School.id, School.name, Appointment.starts_on, Appointment.ends_on),
        )
        .join(Person, Person.id == Appointment.person_id)
        .outerjoin(School, School.id == Appointment.school_id)
        .where(*conditions)
        .order_by(Appointment.id)
    )
    return [Post(*row) for row in await session.execute(query)]


async def load(session: AsyncSession, appointment_id: int) -> Post:
    """One appointment.

    Raises:
        LookupError: there is none of this id.
    """
    [*found] = await _posts(session, Appointment.id == appointment_id)
    if not found:
        raise LookupError(appointment_id)
    return found[0]


async def of_person(session: AsyncSession, person_id: int) -> list[Post]:
    """Every appointment that somebody ever had, in the order appointed."""
    return await _posts(session, Appointment.person_id == person_id)


async def of_school(session: AsyncSession, school_id: int) -> list[Post]:
    """Every appointment that there ever was at a school, in the order appointed."""
    return await _posts(session, Appointment.school_id == school_id)


async def lasting(session: AsyncSession, day: date) -> list[Post]:
    """Those that hold on `day` or begin later."""
    return await _posts(session, or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day))


async def add(session: AsyncSession, person_id: int, role: str, school_id: int | None, term: Term) -> int:
    """Keep a new appointment; its id."""
    starts_on, ends_on = term
    given = {"person_id": person_id, "role": role, "school_id": school_id}
    row = Appointment(starts_on=starts_on, ends_on=ends_on, **given)
    session.add(row)
    await session.flush()
    return row.id


async def set_term(session: AsyncSession, appointment_id: int, term: Term) -> None:
    """The appointment holds from and to these days."""
    starts_on, ends_on = term
    held = update(Appointment).where(Appointment.id == appointment_id)
    await session.execute(held.values(starts_on=starts_on, ends_on=ends_on))


async def remove(session: AsyncSession, appointment_id: int) -> None:
    """Forget an appointment: one that never held, or that another one holds already."""
    await session.execute(delete(Appointment).where(Appointment.id == appointment_id))

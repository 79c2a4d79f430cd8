"""What people in post did at their schools: a joint lecture counts for each of its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.data import Quota
from bot.records import Period
from db.models import Appointment, Entry, EntryPerson, Person, School
from db.parts import in_period


@dataclass(frozen=True, slots=True)
class Given:
    """What one person gave at one school: how much is said, and how many entries do not say it."""

    person_id: int
    person: str
    school_id: int
    school: str
    amount: float
    unsaid: int


async def given(session: AsyncSession, rule: Quota, period: Period, day: date) -> list[Given]:
    """For everybody in post on a day as the rule says, what was done in a period, school by school."""
    amount = getattr(Entry, rule.measure)
    done = (
        select(
            *(EntryPerson.person_id, Entry.school_id),
            func.sum(amount).label("amount"),
            func.count().filter(amount.is_(None)).label("unsaid"),
        )
        .join(EntryPerson, EntryPerson.entry_id == Entry.id)
        .where(Entry.state == "recorded", *in_period(period), Entry.kind.in_(rule.kinds))
        .group_by(EntryPerson.person_id, Entry.school_id)
        .subquery()
    )
    theirs = and_(done.c.person_id == Appointment.person_id, done.c.school_id == Appointment.school_id)
    query = (
        select(Person.id, Person.name, School.id, School.name, done.c.amount, done.c.unsaid)
        .select_from(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .join(School, School.id == Appointment.school_id)
        .join(done, theirs, isouter=True)
        .where(
            Appointment.role == rule.role,
            func.coalesce(Appointment.starts_on, day) <= day,
            func.coalesce(Appointment.ends_on, day) >= day,
        )
        .order_by(School.id, Person.id)
        .distinct()
    )
    return [
        Given(person_id, person, school_id, school, float(amount or 0), int(unsaid or 0))
        for person_id, person, school_id, school, amount, unsaid in await session.execute(query)
    ]

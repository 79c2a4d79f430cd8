"""The whole roster, as an import compares it with a file and writes it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import models

SCHOOL_COLUMNS = ("name", "kind", "township", "pupils", "model_level")
PERSON_COLUMNS = ("name", "employer", "dispatched_by", "telephone")


@dataclass(frozen=True, slots=True)
class School:
    """A school with all that the roster says of it. `id` is 0 until it is kept."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    township: str = ""
    pupils: int | None = None
    model_level: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role at a school, called by its name (None: the bureau); both days included. `id` as above."""

    role: str
    school: str | None
    starts_on: date | None = None
    ends_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with all that the roster says of them. `id` is 0 until they are kept."""

    name: str
    employer: str = ""
    dispatched_by: str = ""
    telephone: str = ""
    appointments: tuple[Appointment, ...] = ()
    accounts: frozenset[int] = frozenset()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """Every school, also closed ones, and every person who is not erased."""

    schools: tuple[School, ...]
    people: tuple[Person, ...]


async def roster(session: AsyncSession) -> Roster:
    """The roster as it stands."""
    names, accounts = await _aliases(session), await _accounts(session)
    posts = await _appointments(session)
    schools = await session.scalars(select(models.School).order_by(models.School.id))
    people = await session.scalars(
        select(models.Person).where(models.Person.erased_at.is_(None)).order_by(models.Person.id)
    )
    return Roster(
        tuple(
            School(id=row.id, aliases=tuple(names[row.id]), **_values(row, SCHOOL_COLUMNS)) for row in schools
        ),
        tuple(
            Person(
                id=row.id,
                appointments=tuple(posts[row.id]),
                accounts=frozenset(accounts[row.id]),
                **_values(row, PERSON_COLUMNS),
            )
            for row in people
        ),
    )


async def _aliases(session: AsyncSession) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in await session.scalars(select(models.SchoolAlias).order_by(models.SchoolAlias.id)):
        found[row.school_id].append(row.alias)
    return found


async def _accounts(session: AsyncSession) -> defaultdict[int | None, list[int]]:
    found: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in await session.scalars(select(models.Account)):
        found[row.person_id].append(row.id)
    return found


async def _appointments(session: AsyncSession) -> defaultdict[int, list[Appointment]]:
    found: defaultdict[int, list[Appointment]] = defaultdict(list)
    query = (
        select(models.Appointment, models.School.name)
        .outerjoin(models.School, models.School.id == models.Appointment.school_id)
        .order_by(models.Appointment.id)
    )
    for row, school in await session.execute(query):
        found[row.person_id].append(Appointment(row.role, school, row.starts_on, row.ends_on, row.id))
    return found


def _values(row: object, columns: Sequence[str]) -> dict[str, Any]:
    return {column: getattr(row, column) for column in columns}


async def keep_schools(session: AsyncSession, schools: Iterable[School]) -> None:
    """Write these schools, the new and the changed; aliases are only ever added."""
    for school in schools:
        row = models.School() if not school.id else await session.get_one(models.School, school.id)
        for column in SCHOOL_COLUMNS:
            setattr(row, column, getattr(school, column))
        session.add(row)
        await session.flush()
        held = await session.scalars(
            select(models.SchoolAlias.alias).where(models.SchoolAlias.school_id == row.id)
        )
        known = set(held)
        session.add_all(
            models.SchoolAlias(school_id=row.id, alias=alias)
            for alias in school.aliases
            if alias not in known
        )
    await session.flush()


async def keep_people(session: AsyncSession, people: Iterable[Person], now: datetime) -> None:
    """Write these people with their appointments, and bind their accounts; nothing is removed."""
    school_ids = {
        name: id_ for id_, name in await session.execute(select(models.School.id, models.School.name))
    }
    for person in people:
        row = models.Person() if not person.id else await session.get_one(models.Person, person.id)
        for column in PERSON_COLUMNS:
            setattr(row, column, getattr(person, column))
        session.add(row)
        await session.flush()
        for post in person.appointments:
            await _keep_appointment(session, row.id, post, school_ids)
        for account_id in sorted(person.accounts):
            await _bind(session, account_id, row, now)
    await session.flush()


async def _keep_appointment(
    session: AsyncSession, person_id: int, post: Appointment, school_ids: dict[str, int]
) -> None:
    if post.id:
        row = await session.get_one(models.Appointment, post.id)
        row.starts_on, row.ends_on = post.starts_on, post.ends_on
        return
    session.add(
        models.Appointment(
            person_id=person_id,
            role=post.role,
            school_id=None if post.school is None else school_ids[post.school],
            starts_on=post.starts_on,
            ends_on=post.ends_on,
        )
    )


async def _bind(session: AsyncSession, account_id: int, person: models.Person, now: datetime) -> None:
    account = await session.get(models.Account, account_id)
    if account is None:
        account = models.Account(id=account_id, name=person.name, first_seen_at=now)
        session.add(account)
    account.person_id = person.id

"""The whole roster, as an import compares it with a file and writes it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from db import models

SCHOOL_COLUMNS = ("name", "kind", "township", "pupils", "model_level")
PERSON_COLUMNS = ("name", "employer", "dispatched_by", "telephone", "born", "provisional")


@dataclass(frozen=True, slots=True)
class School:
    """A school with all that the roster says of it. `id` is at most 0 until it is kept."""

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
    """Somebody with all that the roster says of them. `id` is at most 0 until they are kept."""

    name: str
    employer: str = ""
    dispatched_by: str = ""
    telephone: str = ""
    born: int | None = None
    """The year."""
    appointments: tuple[Appointment, ...] = ()
    accounts: frozenset[int] = frozenset()
    provisional: bool = False
    """Let in by chat, under a name of their own choosing."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """Every school, also closed ones, and every person who is neither erased nor merged into another."""

    schools: tuple[School, ...]
    people: tuple[Person, ...]


async def roster(session: AsyncSession) -> Roster:
    """The roster as it stands."""
    names, accounts = await _aliases(session), await _accounts(session)
    posts = await _appointments(session)
    schools = await session.scalars(select(models.School).order_by(models.School.id))
    people = await session.scalars(
        select(models.Person)
        .where(models.Person.erased_at.is_(None), models.Person.merged_into.is_(None))
        .order_by(models.Person.id)
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


async def keep_schools(session: AsyncSession, schools: Sequence[School]) -> list[int]:
    """Write these schools, the new and the changed, adding aliases; their ids, in the same order."""
    query = select(models.School).where(models.School.id.in_([school.id for school in schools]))
    held = {row.id: row for row in await session.scalars(query.options(selectinload(models.School.aliases)))}
    rows = [held.get(school.id) or models.School(aliases=[]) for school in schools]
    for row, school in zip(rows, schools, strict=True):
        _write(row, school, SCHOOL_COLUMNS)
        known = {one.alias for one in row.aliases}
        row.aliases += [models.SchoolAlias(alias=alias) for alias in school.aliases if alias not in known]
    session.add_all(rows)
    await session.flush()
    return [row.id for row in rows]


async def keep_people(session: AsyncSession, people: Sequence[Person], now: datetime) -> list[int]:
    """Write these people with their appointments, and bind their accounts; nothing is removed.

    Returns:
        Their ids, in the same order.
    """
    query = select(models.Person).where(models.Person.id.in_([person.id for person in people]))
    held = {row.id: row for row in await session.scalars(query)}
    rows = [held.get(person.id) or models.Person() for person in people]
    for row, person in zip(rows, people, strict=True):
        _write(row, person, PERSON_COLUMNS)
    session.add_all(rows)
    await session.flush()  # gives the new ones their ids
    owners = {row.id: person for row, person in zip(rows, people, strict=True)}
    await _keep_appointments(session, owners)
    await _bind(session, owners, now)
    await session.flush()
    return [row.id for row in rows]


def _write(row: object, values: object, columns: Sequence[str]) -> None:
    for column in columns:
        setattr(row, column, getattr(values, column))


async def _keep_appointments(session: AsyncSession, people: Mapping[int, Person]) -> None:
    schools = {name: id_ for id_, name in await session.execute(select(models.School.id, models.School.name))}
    query = select(models.Appointment).where(models.Appointment.person_id.in_(people))
    held = {row.id: row for row in await session.scalars(query)}
    for person_id, person in people.items():
        for post in person.appointments:
            row = held.get(post.id) or models.Appointment(person_id=person_id, role=post.role)
            row.school_id = None if post.school is None else schools[post.school]
            row.starts_on, row.ends_on = post.starts_on, post.ends_on
            session.add(row)


async def _bind(session: AsyncSession, people: Mapping[int, Person], now: datetime) -> None:
    owners = {account: (id_, person.name) for id_, person in people.items() for account in person.accounts}
    query = select(models.Account).where(models.Account.id.in_(owners))
    held = {row.id: row for row in await session.scalars(query)}
    for account_id, (person_id, name) in owners.items():
        row = held.get(account_id) or models.Account(id=account_id, name=name, first_seen_at=now)
        row.person_id = person_id
        session.add(row)

"""What the roster says of one school or one person: found by a name, read, added, changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import models

Row = TypeVar("Row", models.School, models.Person)


@dataclass(frozen=True, slots=True)
class School:
    """A school, open or closed."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    township: str = ""
    pupils: int | None = None
    model_level: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is not erased."""

    id: int
    name: str
    employer: str = ""
    dispatched_by: str = ""
    telephone: str = ""
    born: int | None = None
    provisional: bool = False


SCHOOL = ("id", "name", "kind", "township", "pupils", "model_level", "closed_on")
PERSON = ("id", "name", "employer", "dispatched_by", "telephone", "born", "provisional")


def _values(row: models.School | models.Person) -> dict[str, Any]:
    columns = SCHOOL if isinstance(row, models.School) else PERSON
    return {name: getattr(row, name) for name in columns}


async def schools(session: AsyncSession) -> list[School]:
    """Every school, closed ones last."""
    aliases: dict[int, list[str]] = {}
    for row in await session.scalars(select(models.SchoolAlias).order_by(models.SchoolAlias.id)):
        aliases.setdefault(row.school_id, []).append(row.alias)
    rows = await session.scalars(
        select(models.School).order_by(models.School.closed_on.is_not(None), models.School.id)
    )
    return [School(aliases=tuple(aliases.get(row.id, ())), **_values(row)) for row in rows]


async def people(session: AsyncSession) -> list[Person]:
    """Everybody who is not erased."""
    rows = await session.scalars(
        select(models.Person).where(models.Person.erased_at.is_(None)).order_by(models.Person.id)
    )
    return [Person(**_values(row)) for row in rows]


async def school(session: AsyncSession, school_id: int) -> School:
    """One school.

    Raises:
        LookupError: there is none of this id.
    """
    row = await _row(session, models.School, school_id)
    aliases = select(models.SchoolAlias.alias).where(models.SchoolAlias.school_id == row.id)
    return School(
        aliases=tuple(await session.scalars(aliases.order_by(models.SchoolAlias.id))), **_values(row)
    )


async def person(session: AsyncSession, person_id: int) -> Person:
    """One person; for the id of somebody merged, whoever they turned out to be.

    Raises:
        LookupError: there is none of this id, or they are erased.
    """
    row = await _row(session, models.Person, person_id)
    if row.merged_into is not None:
        row = await _row(session, models.Person, row.merged_into)
    if row.erased_at is not None:
        raise LookupError(person_id)
    return Person(**_values(row))


async def _row(session: AsyncSession, model: type[Row], row_id: int) -> Row:
    row = await session.get(model, row_id)
    if row is None:
        raise LookupError(model.__tablename__, row_id)
    return row


async def add_school(session: AsyncSession, name: str) -> int:
    """Keep a new school; its id."""
    return await _add(session, models.School(name=name))


async def add_person(session: AsyncSession, name: str) -> int:
    """Keep a new person; their id."""
    return await _add(session, models.Person(name=name))


async def _add(session: AsyncSession, row: models.School | models.Person) -> int:
    session.add(row)
    await session.flush()
    return row.id


async def change(
    session: AsyncSession, kind: Literal["school", "person"], row_id: int, values: Mapping[str, Any]
) -> None:
    """Write these columns of a school or person that is there."""
    model = models.School if kind == "school" else models.Person
    row = await session.get_one(model, row_id)
    for name, value in values.items():
        setattr(row, name, value)
    await session.flush()


async def name_school(session: AsyncSession, school_id: int, aliases: Collection[str]) -> None:
    """These are the school's other names from now on."""
    held = models.SchoolAlias.school_id == school_id
    known = set(await session.scalars(select(models.SchoolAlias.alias).where(held)))
    await session.execute(delete(models.SchoolAlias).where(held, models.SchoolAlias.alias.not_in(aliases)))
    session.add_all(
        models.SchoolAlias(school_id=school_id, alias=alias) for alias in aliases if alias not in known
    )
    await session.flush()

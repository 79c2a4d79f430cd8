"""Schools and people: added, and each thing that the roster says of them changed by what somebody writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from bot.services.importing.cells import UnreadableError, same
from bot.services.importing.readers import READERS
from bot.services.roster import terms
from db import appointments, particulars
from db.history import Subject, note

Kind = Literal["school", "person"]
FIELDS: dict[str, dict[str, str]] = {
    "school": {
        "name": "text",
        "alias": "text",
        "kind": "school_kind",
        "township": "text",
        "pupils": "count",
        "model_level": "model_level",
    },
    "person": {
        "name": "text",
        "employer": "text",
        "dispatched_by": "text",
        "telephone": "text",
        "born": "born",
    },
    "appointment": {"starts_on": "first_day", "ends_on": "last_day"},
}
"""What can be changed of each, and how what is written is read: as the cells of an imported file are."""
NEEDED = ("name", "alias")
"""Never empty."""
LONGEST = 40


class UnclearError(ValueError):
    """What is written is no value of the field."""


class TakenError(Exception):
    """The name is another school's."""


def value(kind: str, field: str, written: str) -> Any:
    """What is written for a field, as it is kept; empty for 无.

    Raises:
        LookupError: there is no such field.
        UnclearError: it can't be read.
    """
    reader = READERS[FIELDS[kind][field]]
    try:
        found = reader(written)
    except UnreadableError as error:
        raise UnclearError(written) from error
    if (field in NEEDED and not found) or (isinstance(found, str) and len(found) > LONGEST):
        raise UnclearError(written)
    return found


def is_name(written: str) -> bool:
    """Whether a school or person can be called like this."""
    try:
        return bool(value("person", "name", written))
    except UnclearError:
        return False


async def change(session: AsyncSession, act: Act, kind: str, id_: int, said: tuple[str, str]) -> None:
    """Set a field (its name, what is written for it) of a school, person or appointment.

    Raises:
        LookupError: there is none of this id, or no such field.
        ValueError: what is written can't be read (`UnclearError`), or a term would end before it begins.
        TakenError: the name is another school's.
    """
    field, new = said[0], value(kind, *said)
    if kind == "appointment":
        post = await appointments.load(session, id_)
        term = (new, post.ends_on) if field == "starts_on" else (post.starts_on, new)
        await terms.change(session, act, post, term)
    elif kind == "person":
        person = await particulars.person(session, id_)
        note(session, act, Subject("person", person.id, person.name), {field: (getattr(person, field), new)})
        await particulars.change(session, "person", person.id, {field: new})
    elif field in NEEDED:
        await _name(session, act, id_, field, new)
    else:
        school = await particulars.school(session, id_)
        note(session, act, Subject("school", id_, school.name), {field: (getattr(school, field), new)})
        await particulars.change(session, "school", id_, {field: new})


async def _name(session: AsyncSession, act: Act, school_id: int, field: str, new: str) -> None:
    """Another name of a school, or a new one of its own: the old one stays an alias."""
    school = await particulars.school(session, school_id)
    owner = await owner_of(session, new)
    if owner not in (None, school.id):
        raise TakenError(new)
    about = Subject("school", school.id, school.name)
    if field == "name" and new != school.name:
        aliases = (*(one for one in school.aliases if same(one) != same(new)), school.name)
        note(session, act, about, {"name": (school.name, new)})
        await particulars.name_school(session, school.id, aliases)
        await particulars.change(session, "school", school.id, {"name": new})
    elif field == "alias" and owner is None:
        note(session, act, about, {"alias": (None, new)})
        await particulars.name_school(session, school.id, (*school.aliases, new))


async def owner_of(session: AsyncSession, name: str) -> int | None:
    """The school, open or closed, that goes by this name."""
    return next(
        (
            school.id
            for school in await particulars.schools(session)
            if same(name) in map(same, (school.name, *school.aliases))
        ),
        None,
    )


async def add_school(session: AsyncSession, act: Act, name: str) -> int:
    """A new school; the one that goes by this name, if there is one.

    Raises:
        UnclearError: that is no name.
    """
    name = value("school", "name", name)
    known = await owner_of(session, name)
    if known is not None:
        return known
    school_id = await particulars.add_school(session, name)
    note(session, act, Subject("school", school_id, name), {"name": (None, name)})
    return school_id


async def add_person(session: AsyncSession, act: Act, name: str) -> int:
    """A new person, even where somebody goes by this name: people share names.

    Raises:
        UnclearError: that is no name.
    """
    name = value("person", "name", name)
    person_id = await particulars.add_person(session, name)
    note(session, act, Subject("person", person_id, name), {"name": (None, name)})
    return person_id


async def close(session: AsyncSession, act: Act, school_id: int, today: date) -> None:
    """The school is no more: its entries stay, its appointments end today."""
    school = await particulars.school(session, school_id)
    if school.closed_on is not None:
        return
    for post in await appointments.of_school(session, school_id):
        await terms.end(session, act, post, today)
    note(session, act, Subject("school", school_id, school.name), {"closed_on": (None, today)})
    await particulars.change(session, "school", school_id, {"closed_on": today})


async def reopen(session: AsyncSession, act: Act, school_id: int) -> None:
    """The school was closed by mistake; appointments that ended with it are made anew."""
    school = await particulars.school(session, school_id)
    note(session, act, Subject("school", school_id, school.name), {"closed_on": (school.closed_on, None)})
    await particulars.change(session, "school", school_id, {"closed_on": None})

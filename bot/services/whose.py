"""Whose an entry is, and which position it counts under (rule 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Entry, Person
from bot.services.access import Access
from db import people

GIVERS = tuple(key for key, role in data.roles().items() if role.logs == "own")
"""The roles of those who log what they did themselves: whoever gives lectures and advice."""
BY_SCHOOL = "by_school"
"""Marks what a contact logged without saying whose it is."""
BY_ANOTHER = "by_another"
"""Marks what somebody else did in the writer's place."""
COMPANION = re.compile(r"[和跟与同、及](?:我|本人)?$|(?:with|and)\s*$", re.IGNORECASE)
"""What stands before a name when the writer was there too."""


async def attribute(session: AsyncSession, access: Access, entry: Entry, text: str) -> Entry:
    """The entry with its people: named in the text, else by the writer's way of logging."""
    named = told_apart(await people.named_in(session, text), access.person, entry)
    if access.logs == "own" and not named and BY_ANOTHER in entry.flags:
        return entry  # who it was is asked
    if access.logs == "own" and access.person:
        writer = access.person
        alone = bool(named) and writer not in named and not _accompanied(named[0], text)
        both = [*named] if alone else [writer, *(one for one in named if one.id != writer.id)]
        return counted(replace(entry, people=tuple(both)))
    if named:
        return counted(replace(entry, people=tuple(named)))
    flags = entry.flags | ({BY_SCHOOL} if access.logs == "school" else set())
    return await presumed(session, replace(entry, flags=flags))


async def presumed(session: AsyncSession, entry: Entry) -> Entry:
    """What a contact logs is its school's vice-principal's, while nobody has said whose it is."""
    if BY_SCHOOL not in entry.flags or "hand:people" in entry.flags or entry.school is None:
        return entry
    day = entry.held_on or entry.counted_on
    givers = await people.appointed(session, ["vice_principal"], day, entry.school.id)
    if len(givers) != 1:
        return counted(replace(entry, people=(), flags=entry.flags - {"assumed:people"}))
    return counted(replace(entry, people=tuple(givers), flags=entry.flags | {"assumed:people"}))


def told_apart(named: Sequence[Person], writer: Person | None, entry: Entry) -> list[Person]:
    """Those meant, of several with one name: the writer, else the one in post at the school, else none."""
    day, school_id = entry.held_on or entry.counted_on, entry.school.id if entry.school else None

    def fits(one: Person) -> bool:
        return one == writer or any(a.in_force(day) and a.school_id == school_id for a in one.appointments)

    def sole(one: Person) -> bool:
        others = [other for other in named if other.name == one.name and other != one]
        return not others or (fits(one) and (one == writer or not any(fits(other) for other in others)))

    return [one for one in named if sole(one)]


def _accompanied(person: Person, text: str) -> bool:
    before = text[: text.index(person.name)]
    return bool(COMPANION.search(before)) or "我" in before


async def likely(session: AsyncSession, access: Access, entry: Entry) -> list[Person]:
    """Who may have done it, likeliest first: those appointed at its school, then the writer."""
    day = entry.held_on or entry.counted_on
    at_school = await people.appointed(session, GIVERS, day, entry.school.id) if entry.school else []
    writer = [access.person] if access.person and access.logs != "school" else []
    known = {one.id for one in entry.people}
    return [one for one in {p.id: p for p in [*at_school, *writer]}.values() if one.id not in known]


def positions(person: Person, school_id: int | None, day: date) -> tuple[str, ...]:
    """What somebody's work at a school may count under that day; one position means it is decided.

    Their appointment at that school decides, else the one at the bureau, else any other.
    """
    held = [one for one in person.appointments if one.in_force(day)]
    at_school = [one for one in held if one.school_id == school_id and school_id]
    at_bureau = [one for one in held if one.school_id is None]
    for several in (at_school, at_bureau, held):
        found = (data.roles()[one.role].position(one.school_id) for one in several)
        if certain := tuple(dict.fromkeys(position for position in found if position)):
            return certain
    return ()


def counted(entry: Entry) -> Entry:
    """The entry with the position it counts under: None while it is nobody's, or undecided."""
    choice = choices(entry)
    return replace(entry, position=choice[0] if len(choice) == 1 else None)


def choices(entry: Entry) -> tuple[str, ...]:
    """The positions that the entry may count under."""
    if not entry.people:
        return ()
    school_id = entry.school.id if entry.school else None
    return positions(entry.people[0], school_id, entry.held_on or entry.counted_on)

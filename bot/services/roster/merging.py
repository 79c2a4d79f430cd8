"""Two schools, or two people, that are one: all that is the one's becomes the other's; totals stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from bot.services import duplicates
from bot.services.roster.terms import overlap
from db import appointments, entries, merging, particulars
from db.appointments import Post
from db.history import Subject, note
from db.particulars import Person, School

FILLED = {
    "school": ("kind", "township", "pupils", "model_level"),
    "person": ("employer", "dispatched_by", "telephone", "born"),
}
"""What the one who stays is given by the other, where nothing is known of them."""


async def merge(session: AsyncSession, act: Act, kind: str, winner: int, loser: int) -> None:
    """The winner is both from now on.

    A school that loses is gone, its names are aliases; the row of a person who does stays, nameless, for what
    they did under it.

    Raises:
        LookupError: one of them is not there (any more), or they are one already.
    """
    if kind == "school":
        school, other_school = [await particulars.school(session, id_) for id_ in (winner, loser)]
        if school.id == other_school.id:
            raise LookupError(kind, winner, loser)
        await _schools(session, act, school, other_school)
    elif kind == "person":
        person, other = [await particulars.person(session, id_) for id_ in (winner, loser)]
        if person.id == other.id:
            raise LookupError(kind, winner, loser)
        await _people(session, act, person, other)
    else:
        raise LookupError(kind)


async def _schools(session: AsyncSession, act: Act, school: School, other: School) -> None:
    moved = await merging.entries_of(session, "school", other.id)
    await merging.merge_schools(session, school.id, other.id)
    aliases = (*school.aliases, *other.aliases, other.name)
    await particulars.name_school(session, school.id, aliases)
    await particulars.change(session, "school", school.id, _filled("school", school, other))
    await _unite(session, await appointments.of_school(session, school.id))
    merged = {"merged": (other.name, school.name), "entries": (None, len(moved))}
    note(session, act, Subject("school", school.id, school.name), merged)
    await _doubts(session, act, school.id, set(moved))


async def _people(session: AsyncSession, act: Act, person: Person, other: Person) -> None:
    moved = await merging.entries_of(session, "person", other.id)
    await merging.merge_people(session, person.id, other.id, act.at)
    filled = _filled("person", person, other)
    await particulars.change(session, "person", person.id, filled)
    await _unite(session, await appointments.of_person(session, person.id))
    merged = {"merged": (other.name, person.name), "entries": (None, len(moved))}
    note(session, act, Subject("person", person.id, person.name), merged)


def _filled(kind: str, one: School | Person, other: School | Person) -> dict[str, object]:
    ours, theirs = asdict(one), asdict(other)
    return {name: theirs[name] for name in FILLED[kind] if not ours[name] and theirs[name]}


async def _unite(session: AsyncSession, posts: Iterable[Post]) -> None:
    """Terms of one person in one role at one school that overlap are one term."""
    held: list[Post] = []
    for post in sorted(posts, key=lambda one: one.starts_on or date.min):
        place = (post.person_id, post.role, post.school_id)
        same = [one for one in held if (one.person_id, one.role, one.school_id) == place]
        if not same or not overlap(same[-1].term, post.term):
            held.append(post)
            continue
        ends = [one.ends_on for one in (same[-1], post)]
        last = max((day for day in ends if day), default=None) if None not in ends else None
        await appointments.set_term(session, same[-1].id, (same[-1].starts_on, last))
        await appointments.remove(session, post.id)
        held[held.index(same[-1])] = await appointments.load(session, same[-1].id)


async def _doubts(session: AsyncSession, act: Act, school_id: int, moved: set[int]) -> None:
    """What was reported under both names may be one event: asked about as ever, and counted until then."""
    held = await entries.load(session, await merging.entries_of(session, "school", school_id))
    for entry in held:
        around = [
            one
            for one in held
            if (one.id in moved) != (entry.id in moved)
            and one.held_on
            and entry.held_on
            and abs(one.held_on - entry.held_on) <= timedelta(days=1)
        ]
        await duplicates.check(session, entry, act, around)

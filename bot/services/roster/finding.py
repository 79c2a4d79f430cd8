"""Schools and people by part of a name or by its pinyin initials, among those that whoever looks may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pypinyin import Style, lazy_pinyin
from rapidfuzz import process
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.access import Access
from bot.services.importing.cells import same
from db import appointments, particulars, people
from db.appointments import Post
from db.particulars import Person, School

Item = TypeVar("Item", School, Person)
LIKE = 60
"""From this likeness (of 100) on, a name is offered as one that may be meant."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody with the appointments that they hold or are to hold."""

    person: Person
    posts: tuple[Post, ...]


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """The first letters of a name's pinyin: `lzxx` for 龙洲小学."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()


def meets(part: str, names: Iterable[str]) -> bool:
    """Whether one of the names contains this part, or its pinyin initials do."""
    wanted = same(part)
    by_letters = wanted.isascii() and wanted.isalpha()
    return any(wanted in same(name) or (by_letters and wanted in initials(name)) for name in names)


async def schools(session: AsyncSession, access: Access, part: str = "") -> list[School]:
    """The schools whose name or alias has this part; closed ones last, and only if they are asked for."""
    found = [one for one in await particulars.schools(session) if access.may_see_school(one.id)]
    if not part:
        return [one for one in found if one.closed_on is None]
    return [one for one in found if meets(part, (one.name, *one.aliases))]


async def everyone(session: AsyncSession, access: Access, part: str = "") -> list[Listed]:
    """The people whose name, or the name of whose school, has this part; those in post first."""
    posts: defaultdict[int, list[Post]] = defaultdict(list)
    for post in await appointments.lasting(session, access.day):
        posts[post.person_id].append(post)
    found = [Listed(one, tuple(posts[one.id])) for one in await particulars.people(session)]
    if not access.sees_all:
        known = await people.persons(session, [one.person.id for one in found])
        found = [one for one in found if access.may_see_person(known[one.person.id])]
    if part:
        found = [one for one in found if meets(part, _names(one))]
    return sorted(found, key=lambda one: (not one.posts, one.person.id))


def _names(listed: Listed) -> list[str]:
    return [listed.person.name, *(post.school for post in listed.posts if post.school)]


async def alike(session: AsyncSession, kind: str, id_: int, most: int) -> Sequence[School | Person]:
    """Which others a school or person may be the same as, likeliest first.

    Raises:
        LookupError: there is none of this id.
    """
    if kind == "school":
        return _nearest(await particulars.school(session, id_), await particulars.schools(session), most)
    return _nearest(await particulars.person(session, id_), await particulars.people(session), most)


def _nearest(one: Item, among: Sequence[Item], most: int) -> list[Item]:
    names = {number: other.name for number, other in enumerate(among) if other.id != one.id}
    found = process.extract(one.name, names, limit=most, score_cutoff=LIKE)
    return [among[number] for *_, number in found]

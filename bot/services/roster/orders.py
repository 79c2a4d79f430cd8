"""What an officer writes to appoint somebody in one line: `张三 法治副校长 龙洲小学、世通学校`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.importing.cells import WORDS, UnreadableError, names, same
from bot.services.importing.readers import role
from bot.services.roster.keeping import is_name
from db import schools

BUREAU = WORDS["bureau"]


@dataclass(frozen=True, slots=True)
class Order:
    """Who is to be what, and where (None: at the bureau); what is not said is empty."""

    name: str
    role: str = ""
    places: tuple[int | None, ...] = ()
    unknown: str = ""
    """A place that no school goes by."""


async def read(session: AsyncSession, words: Sequence[str]) -> Order | None:
    """The order that these words are; None where no role follows a name."""
    for number, word in enumerate(words):
        if (key := _role(word)) and is_name("".join(words[:number])):
            said = [place for one in words[number + 1 :] for place in names(one)]
            return await _placed(session, Order("".join(words[:number]), key), said)
    return None


def _role(word: str) -> str:
    try:
        return role(word)
    except UnreadableError:
        return ""


async def _placed(session: AsyncSession, order: Order, said: Sequence[str]) -> Order:
    known = {
        same(name): school.id
        for school in await schools.directory(session)
        for name in (school.name, *school.aliases)
    }
    unknown = next((name for name in said if same(name) not in known and not is_bureau(name)), "")
    places = tuple(known.get(same(name)) for name in said if not unknown)
    return Order(order.name, order.role, places, unknown)


def is_bureau(name: str) -> bool:
    """Whether this is what the bureau is called."""
    return same(name) in map(same, BUREAU["names"]) or same(name).endswith(same(BUREAU["ending"]))

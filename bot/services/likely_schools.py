"""The schools that words may mean which the reader knows no school by: 龙洲, Longzhou primary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import School
from bot.services.access import Access
from bot.services.mentions import WORDS, any_of
from bot.understanding.text.plain import normalise
from db import schools

SHORTEST, MOST = 2, 8
"""Characters of a name that are looked for, and schools that are offered."""
OURS = re.compile(any_of(WORDS["own"]["ours"]))
LEVELS: dict[str, list[str]] = WORDS["levels"]
"""The endings of schools' names, by what they are called in English."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The one school that words mean, or else those they may mean, and the words that are left."""

    school_id: int | None
    schools: tuple[School, ...]
    left: str


async def likely(session: AsyncSession, words: str, me: Access | None = None) -> Meaning:
    """The school that some words mean, or may mean, for whoever asks."""
    known = await schools.directory(session) if words else ()
    if me and OURS.search(words):
        return Meaning(None, tuple(one for one in known if one.id in me.school_ids), words)
    for chunk in _chunks(words):
        found = _called(known, chunk)
        if 0 < len(found) <= MOST:
            left = " ".join(words.replace(chunk, " ").split())
            sure = len(found) == 1 and _begins(found[0], chunk)
            return Meaning(found[0].id, (), left) if sure else Meaning(None, tuple(found), words)
    return Meaning(None, (), words)


def _chunks(words: str) -> Iterable[str]:
    """What may be one name: Latin words together, others one by one."""
    latin = " ".join(one for one in words.split() if one.isascii())
    yield from (one for one in words.split() if not one.isascii() and len(one) >= SHORTEST)
    if any(letter.isalpha() for letter in latin) and latin in words:
        yield latin


def _called(known: Sequence[School], chunk: str) -> list[School]:
    if chunk.isascii():
        return [one for one in known if _sounds(one, chunk)]
    return [one for one in known if any(chunk in normalise(name) for name in (one.name, *one.aliases))]


def _begins(school: School, chunk: str) -> bool:
    names = (school.name, *school.aliases)
    return chunk.isascii() or any(normalise(name).startswith(chunk) for name in names)


def _sounds(school: School, latin: str) -> bool:
    """Whether a name begins with the sound of some words, and ends as the level among them says."""
    words = latin.split()
    spelled = "".join(word for word in words if word not in LEVELS)
    endings = [LEVELS[word] for word in words if word in LEVELS]
    ends = all(school.name.endswith(tuple(ending)) for ending in endings)
    return (
        len(spelled) > SHORTEST
        and ends
        and any(_pinyin(name).startswith(spelled) for name in (school.name, *school.aliases))
    )


@lru_cache(maxsize=4096)
def _pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name)).casefold()

"""The words of a question that mean something: what narrows it, what it asks to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Period
from bot.services.access import Access
from bot.understanding import Understanding
from bot.understanding.events.topics import topics_in, topics_named
from bot.understanding.text.lexicon import LEXICON
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise
from db import campaigns, people, schools

WORDS = data.load("words/questions")
MOST_YEARS = 3
"""A period over more years than these is searched for no campaign's name."""
NAMED_DAYS = ("theme", "frame")
"""Why the reader takes words for a theme day, with or without a date."""
BEFORE_TOPICS = re.compile(rf"(?:{alternatives(WORDS['before_topics']['words'])})$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name what an inquiry is narrowed to, or its view."""

    start: int
    end: int
    field: str
    value: Any


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words; Latin ones stand alone (on, not Longzhou)."""
    told = {latin: [word for word in words if word.isascii() == latin] for latin in (True, False)}
    forms = (rf"(?<![a-z])(?:{alternatives(told[True])})(?![a-z])", alternatives(told[False]))
    return "|".join(form for form, known in zip(forms, told.values(), strict=True) if known)


def blanked(plain: str, mentions: Iterable[Mention], by: str = " ") -> str:
    """The text without these words, as long as before."""
    for one in mentions:
        plain = plain[: one.start] + by * (one.end - one.start) + plain[one.end :]
    return plain


def views(plain: str) -> list[Mention]:
    """The words for a way to look at it."""
    return list(_words(plain, "view", WORDS["views"]))


async def mentions(
    session: AsyncSession, text: str, read: Understanding, period: Period, me: Access | None
) -> list[Mention]:
    """Every mention in a text but those of its period; they may overlap."""
    plain = normalise(text)
    return [
        *(one for field, rows in _rows().items() for one in _words(plain, field, rows)),
        *_patterns(plain),
        *_own(plain, me),
        *_topics(plain, read),
        *await _schools(session, read),
        *await _people(session, text),
        *await _campaigns(session, plain, period),
    ]


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Of words that overlap the longest; in the order of the text."""
    taken: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


@cache
def _rows() -> dict[str, Mapping[Any, list[str]]]:
    """By field, the words for each value."""
    return {
        "view": WORDS["views"],
        "asked": WORDS["asked"],
        "crowd": WORDS["crowd"],
        "kinds": {(key,): words for key, words in WORDS["kinds"].items()},
        "kinds_beside": {(key,): words for key, words in WORDS["kinds_beside"].items()},
        "positions": _positions(),
        "lacking": {True: WORDS["lacking"]["words"]},
        "idle": {True: WORDS["idle"]["words"]},
        "enough": {
            True: [
                form.format(one.least) for one in data.quotas().values() for form in WORDS["enough"]["forms"]
            ]
        },
    }


def _words(plain: str, field: str, rows: Mapping[Any, list[str]]) -> Iterator[Mention]:
    for key, words in rows.items():
        for match in re.finditer(any_of(words), plain):
            yield Mention(match.start(), match.end(), field, key)


def _patterns(plain: str) -> Iterator[Mention]:
    """What nothing can be narrowed to, such as a size."""
    for pattern in WORDS["beyond"]["patterns"]:
        for match in re.finditer(pattern, plain):
            yield Mention(match.start(), match.end(), "beyond", match[0])


def _positions() -> Mapping[tuple[str, ...], list[str]]:
    """What positions are called, by all that are called so: 法律顾问 is the bureau's and the schools'."""
    called = {
        key: {normalise(word) for word in (row.zh, row.en, *row.also)}
        for key, row in data.positions().items()
    }
    words: dict[tuple[str, ...], list[str]] = {}
    for word in sorted(set().union(*called.values())):
        words.setdefault(tuple(key for key, names in called.items() if word in names), []).append(word)
    return words


def _own(plain: str, me: Access | None) -> Iterator[Mention]:
    """Whoever asks, and their only school: 我今年讲了几场, 我们学校.

    A contact, who logs what others gave, asks for what they see.
    """
    if me and me.person:
        person = ("idle", True) if me.logs == "school" else ("person_id", me.person.id)
        school = ("school_id", me.school_ids[0]) if len(me.school_ids) == 1 else ("ours", True)
        for words, (field, value) in (("me", person), ("ours", school)):
            yield from _words(plain, field, {value: WORDS["own"][words]})


def _topics(plain: str, read: Understanding) -> Iterator[Mention]:
    """The topics that a text names, with the words that belong to them (防欺凌); 宪法日 is a day."""
    meant = topics_in(plain)
    dated = [(one.start, one.end) for one in read.found if one.field == "held_on" and one.why in NAMED_DAYS]
    for hit in topics_named(plain, LEXICON.find(plain)):
        if hit.key in meant and not any(start < hit.end and hit.start < end for start, end in dated):
            before = BEFORE_TOPICS.search(plain, 0, hit.start)
            yield Mention(before.start() if before else hit.start, hit.end, "topic", hit.key)


async def _schools(session: AsyncSession, read: Understanding) -> Iterable[Mention]:
    """The schools that the reader finds."""
    ids = {one.name: one.id for one in await schools.directory(session)}
    found = [one for one in read.found if one.field == "school" and one.value in ids]
    return [Mention(one.start, one.end, "school_id", ids[str(one.value)]) for one in found]


async def _people(session: AsyncSession, text: str) -> Iterable[Mention]:
    """People by name; a name that several share names none of them."""
    found = await people.named_in(session, text)
    names = [one.name for one in found]
    return [
        Mention(text.index(one.name), text.index(one.name) + len(one.name), "person_id", one.id)
        for one in found
        if names.count(one.name) == 1
    ]


async def _campaigns(session: AsyncSession, plain: str, period: Period) -> Iterable[Mention]:
    years = range(period.start.year, period.end.year + 1)
    known = [one for year in years[:MOST_YEARS] for one in await campaigns.of_year(session, year)]
    named = [(one, plain.find(normalise(one.title))) for one in known if one.active]
    return [Mention(at, at + len(one.title), "campaign_id", one.id) for one, at in named if at >= 0]

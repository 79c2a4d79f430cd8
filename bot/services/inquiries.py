"""What a question asks for: a period, a part of what was done in it, and a way to look at it.

The period and the filter come from the words themselves: `龙洲小学上学期`, `去年12月 反诈`, `今年讲了几场?`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any, Literal, get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Part, Period
from bot.services.periods import find_period
from bot.services.reading import read_message
from bot.understanding import Understanding
from bot.understanding.numbers import alternatives
from bot.understanding.text import normalise
from db import campaigns, people, schools
from db.parts import RECORDED

View = Literal[
    "overview",
    "month",
    "school",
    "person",
    "topic",
    "campaign",
    "position",
    "compare",
    "gaps",
    "lines",
    "quota",
]
VIEWS: tuple[View, ...] = get_args(View)


def _any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words; Latin ones stand alone (on, not Longzhou)."""
    told = {ascii_: [word for word in words if word.isascii() == ascii_] for ascii_ in (True, False)}
    forms = (rf"(?<![a-z])(?:{alternatives(told[True])})(?![a-z])", alternatives(told[False]))
    return "|".join(form for form, known in zip(forms, told.values(), strict=True) if known)


WORDS = data.load("words/questions")
FIELDS = {"school": "school_id", "topics": "topic"}
"""What the reader's findings are called in a part."""
NOTHING = re.compile(rf"(?:{_any_of(WORDS['fillers']['words'])}|[\W_]|(?<![a-z])s(?![a-z]))+")
MOST_YEARS = 3
"""A period over more years than these is searched for no campaign's name."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is looked at: a part of a period's entries, in one way, page by page."""

    period: Period
    part: Part = RECORDED
    view: View = "overview"
    page: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was understood.

    `unclear` is what stands beside the period, the filter and words that say nothing of their own;
    `spans` is whether it names a period of more than one day; `says` whether it names anything at all.
    """

    inquiry: Inquiry
    unclear: str
    spans: bool
    says: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name what an inquiry is narrowed to, or its view."""

    start: int
    end: int
    field: str
    value: Any


async def heard(
    session: AsyncSession, text: str, sent_at: datetime, zone: tzinfo, read: Understanding | None = None
) -> Heard:
    """What a question asks for; what names no period is about the year in which it is asked."""
    today, plain = sent_at.astimezone(zone).date(), normalise(text)
    views = list(_words(plain, "view", WORDS["views"]))
    named = find_period(_blanked(plain, views), today)
    period = named.period if named else Period.year(today.year)
    read = read or await read_message(session, text, sent_at, zone)
    mentions = [
        *views,
        *_words(plain, "kinds", {(key,): words for key, words in WORDS["kinds"].items()}),
        *_words(plain, "positions", _positions()),
        *await _read(session, read),
        *await _people(session, text),
        *await _campaigns(session, plain, period),
    ]
    if named:
        mentions.append(Mention(named.start, named.end, "period", period))
    meant = list(_apart(mentions))
    inquiry = Inquiry(period, *_narrowed(meant))
    left = NOTHING.sub(" ", _blanked(plain, meant)).strip()
    spans = named is not None and period.start != period.end
    return Heard(inquiry, left, spans, says=bool(meant))


def _words(plain: str, field: str, rows: Mapping[Any, list[str]]) -> Iterable[Mention]:
    for key, words in rows.items():
        for match in re.finditer(_any_of(words), plain):
            yield Mention(match.start(), match.end(), field, key)


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


async def _read(session: AsyncSession, read: Understanding) -> Iterable[Mention]:
    """The schools and topics that the reader finds."""
    ids = {one.name: one.id for one in await schools.directory(session)}
    values: dict[str, dict[Any, Any]] = {"school": ids, "topics": {key: key for key in data.topics()}}
    found = [one for one in read.found if one.value in values.get(one.field, ())]
    return [Mention(one.start, one.end, FIELDS[one.field], values[one.field][one.value]) for one in found]


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


def _apart(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """Of words that overlap the longest, and the first that says what a field is."""
    taken: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        clash = any(one.start < other.end and other.start < one.end for other in taken)
        if not clash and all(one.field != other.field or one.value == other.value for other in taken):
            taken.append(one)
    return taken


def _narrowed(meant: Iterable[Mention]) -> tuple[Part, View]:
    said = {one.field: one.value for one in meant}
    view: View = said.pop("view", "overview")
    said.pop("period", None)
    return replace(Part(), **said), view


def _blanked(plain: str, mentions: Iterable[Mention]) -> str:
    for one in mentions:
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    return plain

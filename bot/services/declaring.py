"""What officers say when they declare a campaign or change one: a sentence → its parts. Pure.

Each part is taken out of the sentence by what it begins with (主题, 要求 …) or by what it is (days, names of
schools, 所有小学); the first words left are the title, the others what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot import data
from bot.records import Campaign, Period
from bot.services.dating import Dated, blotted, periods_in
from bot.understanding.events.topics import topics_in
from bot.understanding.schools.directory import Directory
from bot.understanding.schools.naming import find_schools
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

WORDS: Mapping[str, Any] = data.load("declaring")
BREAK = "\n"
SEPARATORS = re.compile(r"[\s,，;；。!！]+")
LABELS = {
    name: re.compile(rf"(?:{alternatives(words)})(?:[ ]*[是为:：][ ]*|[ ]+)(?P<said>[^,，;；。\n]+)", re.I)
    for name, words in WORDS["labels"].items()
}
EMPTY = re.compile(
    "|".join(rf"(?:{alternatives(words)})[是为:：]?" for words in WORDS["labels"].values())
    + rf"|(?:{alternatives([*WORDS['around']['parts'], *WORDS['opening']['words']])})*",
    re.I,
)
"""What is left of a part when all it says is taken out."""
BEFORE_DEADLINE = re.compile(rf"(?:{alternatives(WORDS['deadline']['before'])})[:：是为到\s]*$", re.I)
AFTER_DEADLINE = re.compile(rf"\s*(?:{alternatives(WORDS['deadline']['after'])})(?:[上提]?交)?", re.I)
OPENING = re.compile(rf"^(?:{alternatives(WORDS['opening']['words'])})")
COUNTED_FROM_END = {step: {"counted_from": "end"} for step in ("ahead", "day")}
"""A collection is announced before its deadline, and on it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a campaign; None or empty where it says nothing of the kind."""

    title: str = ""
    period: Period | None = None
    deadline: date | None = None
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    asks: str = ""
    everyone: bool = False
    school_kinds: tuple[str, ...] = ()
    school_ids: frozenset[int] = frozenset()
    rest: tuple[str, ...] = ()
    """Words that are none of these."""

    @property
    def nothing(self) -> bool:
        return self == Said(rest=self.rest)


@dataclass(slots=True)
class _Text:
    """A text and what is left of it, equally long."""

    text: str
    left: str = field(init=False)

    def __post_init__(self) -> None:
        self.left = normalise(self.text).lower()

    def take(self, start: int, end: int) -> str:
        """Take a span out; its words as they were written."""
        self.left = blotted(self.left, [(start, end)], BREAK)
        return self.text[start:end]

    def take_all(self, pattern: re.Pattern[str], group: str | int = 0) -> list[str]:
        found = list(pattern.finditer(self.left))
        said = [self.text[slice(*match.span(group))] for match in found]
        for match in found:
            self.take(*match.span())
        return said

    def pieces(self) -> Iterator[str]:
        """What is left between signs and gaps."""
        start = 0
        for match in [*SEPARATORS.finditer(self.left), None]:
            piece = (
                self.text[start : match.start() if match else None].strip(" 、:：()（）").removeprefix("的")
            )
            if not EMPTY.fullmatch(piece):
                yield piece
            start = match.end() if match else start


def read(text: str, today: date, directory: Directory, kinds: Collection[str]) -> Said:
    """What the sentence says.

    Args:
        text: as an officer wrote it.
        today: what lacks a year is the next such day from then on.
        directory: the schools that may be named.
        kinds: of school, as the roster has them.
    """
    left = _Text(text)
    period, deadline = _dates(left, periods_in(text, today))
    named = [one for one in find_schools(left.left, directory) if one.school]
    for one in named:
        left.take(one.start, one.end)
    everyone, school_kinds = _whom(left, kinds)
    labelled = {name: left.take_all(LABELS[name], "said") for name in ("title", "topics", "asks")}
    topics = tuple(dict.fromkeys(topic for part in labelled["topics"] for topic in topics_in(part)))
    return Said(
        title="".join(labelled["title"][:1]).strip(),
        period=period,
        deadline=deadline,
        topics=topics,
        kinds=tuple(kind for kind, words in WORDS["kinds"].items() if any(w in text.lower() for w in words)),
        asks=",".join(one.strip() for one in labelled["asks"]),
        everyone=everyone,
        school_kinds=school_kinds,
        school_ids=frozenset(one.school.id for one in named if one.school),
        rest=tuple(left.pieces()),
    )


def _dates(left: _Text, found: list[Dated]) -> tuple[Period | None, date | None]:
    """When it is: from the first day said to the last; or until when something is handed in."""
    deadline = None
    for one in found:
        start, end = one.start, one.end
        if before := BEFORE_DEADLINE.search(left.left, 0, start):
            start = before.start()
        if after := AFTER_DEADLINE.match(left.left, end):
            end = after.end()
        if before or after:
            deadline = one.period.end
        left.take(start, end)
    if deadline and len(found) == 1:
        return None, deadline
    edges = [day for one in found for day in (one.period.start, one.period.end)]
    return (Period(min(edges), max(edges)) if edges else None), deadline


def _whom(left: _Text, kinds: Collection[str]) -> tuple[bool, tuple[str, ...]]:
    """Whether all schools are meant, else of which kinds."""
    words = WORDS["whom"]
    known = {kind: [kind] for kind in kinds} | WORDS["school_kinds"]
    every, kind = alternatives(words["every"]), alternatives(list(known))
    several = rf"(?:{kind})(?:[、和及]?(?:{kind}))*"
    listed = left.take_all(re.compile(rf"(?:{every})(?:{several})(?:学校)?(?:参加)?"))
    listed += left.take_all(re.compile(rf"(?<![^\s,，;；。]){several}(?![^\s,，;；。])"))
    meant = [one for part in listed for word in re.findall(kind, part) for one in known[word]]
    if meant:
        return False, tuple(one for one in kinds if one in meant)
    return bool(left.take_all(re.compile(rf"(?:{every})(?:{alternatives(words['schools'])})(?:参加)?"))), ()


def declared(said: Said, today: date) -> Campaign:
    """The campaign that a first sentence declares; without a title or a period where it says none.

    A collection (one with a deadline or a kind of entry) runs from today to its deadline, and is announced
    before its end rather than its start.
    """
    rest = list(said.rest)
    title = said.title or (OPENING.sub("", rest.pop(0)) if rest else "")
    campaign = Campaign(
        title,
        said.period or _until(said.deadline, today) or NOWHEN,
        topics=said.topics or topics_in(title),
        kinds=said.kinds,
        asks=",".join([*([said.asks] if said.asks else []), *rest]),
        school_kinds=said.school_kinds,
        school_ids=said.school_ids,
        active=False,
    )
    return replace(campaign, steps=COUNTED_FROM_END) if said.deadline or said.kinds else campaign


NOWHEN = Period(date.min, date.min)
"""Not said yet."""


def _until(deadline: date | None, today: date) -> Period | None:
    return Period(min(today, deadline), deadline) if deadline else None


def lacks(campaign: Campaign) -> str | None:
    """The one thing to ask before the campaign can be shown: `title` or `period`."""
    if campaign.period == NOWHEN:
        return "period"
    return None if campaign.title else "title"


def changed(campaign: Campaign, said: Said, today: date) -> Campaign | None:
    """The campaign with what a later sentence says of it; None where that says anything else as well."""
    if said.nothing or said.rest:
        return None
    period = said.period or _until(said.deadline, min(today, campaign.period.start)) or campaign.period
    campaign = replace(
        campaign,
        title=said.title or campaign.title,
        period=period,
        topics=said.topics or campaign.topics,
        kinds=said.kinds or campaign.kinds,
        asks=said.asks or campaign.asks,
        steps=COUNTED_FROM_END if said.deadline or said.kinds else campaign.steps,
    )
    if said.everyone or said.school_kinds or said.school_ids:
        return replace(campaign, school_kinds=said.school_kinds, school_ids=said.school_ids)
    return campaign

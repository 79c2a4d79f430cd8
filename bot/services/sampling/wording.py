"""Telling what was done in a sentence that the reader reads as it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from random import Random
from typing import Any

from bot import data
from bot.services.sampling.deeds import Deed
from bot.understanding import Directory, Item, Understanding, read
from db.roster import School

TRIES = 12
DATED = 0.3
"""How often a day is called by its date, though it was close by."""
NEAR = {-1: "tomorrow", 0: "today", 1: "yesterday"}


class UnreadableError(Exception):
    """No sentence for it is read as it is meant."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A message: what it tells, its words, and what the reader makes of them."""

    deed: Deed
    text: str
    read: Understanding


class Teller:
    """Tells deeds, always in the same words for the same deed and seed."""

    def __init__(self, directory: Directory, zone: tzinfo, seed: str) -> None:
        self._directory, self._zone, self._seed = directory, zone, seed
        self._words = data.load("sample_sentences")

    def tell(self, deed: Deed) -> Telling:
        """The message that the deed's writer sends.

        Raises:
            UnreadableError: every sentence for it is read otherwise.
        """
        rng = Random(f"{self._seed}/{deed.sent_at}/{deed.writer.name}")
        texts = []
        for text in self._sentences(deed, rng):
            said = read(text, deed.sent_at, self._directory, self._zone)
            items = (said.plans, said.items) if deed.state == "planned" else (said.items, said.plans)
            if not items[1] and [heard(item) for item in items[0]] == [meant(deed)]:
                return Telling(deed, text, said)
            texts.append(text)
        raise UnreadableError(f"{meant(deed)}: " + " | ".join(texts))

    def _sentences(self, deed: Deed, rng: Random) -> Iterator[str]:
        """Sentences to try: at random, and then the plainest one."""
        patterns = self._words["sentences"][deed.sentences]
        for _ in range(TRIES):
            yield rng.choice(patterns).format_map(self._blanks(deed, rng))
        yield patterns[-1].format_map(self._blanks(deed, Plain()))

    def _blanks(self, deed: Deed, rng: Random) -> dict[str, str]:
        words, school = self._words, deed.school
        grade = self._grade(school, deed.audience or 0, rng) if school else ""
        how = "rough" if deed.audience_rough else "several" if deed.quantity > 1 else "exact"
        heads = rng.choice(words["heads"][how]) if deed.audience else ""
        pupils = words["pupils"][how if how in words["pupils"] else "exact"]
        called = words["activity"] if deed.kind == "activity" else words["topic"]
        count = words["count"]["rough"] if deed.quantity_rough else deed.count
        return {
            "day": self._day(deed.held_on, deed.sent_at.astimezone(self._zone).date(), rng),
            "school": rng.choice([school.name, school.name, *school.aliases]) if school else "",
            "topic": rng.choice(called[deed.topic]),
            "heads": heads.format(n=deed.audience, grade=grade),
            "pupils": (pupils if deed.audience else words["pupils"]["unsaid"]).format(
                n=deed.audience, grade=grade
            ),
            "hours": rng.choice(words["hours"][str(deed.class_hours)]) if deed.class_hours else "",
            "times": rng.choice(words["times"].get(str(deed.quantity), [""])),
            "count": count.format(n=deed.quantity),
            "who": deed.people[0].name,
            "with": deed.people[-1].name,
        }

    def _grade(self, school: School, audience: int, rng: Random) -> str:
        """Who listened: one year of pupils, or, where those would be too few, the upper half or all."""
        part = audience / (school.pupils or audience or 1)
        whole = [name for name, least in self._words["whole"].items() if part > least]
        return str(rng.choice(whole[-1:] or self._words["grades"].get(school.kind, [""])))

    def _day(self, day: date, sent_on: date, rng: Random) -> str:
        """How a day is called by somebody who writes on another."""
        weekday = self._words["weekdays"][day.weekday()]
        way = rng.choice(self._words["day"][_way(day, sent_on, rng)])
        return str(way).format(month=day.month, day=day.day, weekday=weekday)


def _way(day: date, sent_on: date, rng: Random) -> str:
    """The way to call a day: by its date, which is always right, or from where the writer stands."""
    if rng.random() < DATED:
        return "dated"
    if near := NEAR.get((sent_on - day).days):
        return near
    monday = sent_on - timedelta(days=sent_on.weekday())
    if monday <= day < sent_on:
        return "this_week"
    return "last_week" if monday - timedelta(days=7) <= day < monday else "dated"


class Plain(Random):
    """Chooses the first of everything: the plainest words there are."""

    def choice(self, seq: Any) -> Any:
        return seq[0]

    def random(self) -> float:
        return 0


def meant(deed: Deed) -> tuple[object, ...]:
    """What the reader is to find, and nothing else."""
    return (
        deed.kind,
        deed.day,
        deed.school.name if deed.school else None,
        {deed.topic},
        (deed.quantity, deed.quantity_rough),
        (deed.audience, deed.audience_rough),
        deed.class_hours,
    )


def heard(item: Item) -> tuple[object, ...]:
    """What the reader found, in the same form."""
    counts_cases = data.kinds()[item.kind].quantity == "cases"
    return (
        item.kind,
        item.held_on,
        item.school,
        set(item.topics),
        (item.cases if counts_cases else item.sessions, item.quantity_approximate),
        (item.audience, item.audience_approximate),
        item.class_hours,
    )

"""When things happen in a school year: seasons with their topics, and who is visited on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

PEAK = 6
"""How many times likelier a theme day is than another day of its season."""
LIKELY = 0.5
"""How often a season is about its first topic."""
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of a year: its working days with their weights, its topics, its share of the year."""

    days: Mapping[date, int]
    topics: tuple[str, ...]
    share: float

    def topic(self, rng: Random) -> str:
        """What something in it is about, the first topic likelier than the others."""
        return self.topics[0] if rng.random() < LIKELY else rng.choice(self.topics)


def season(row: Mapping[str, Any], year: int) -> Season:
    """A row of `[[seasons]]` in this year."""
    start, end = (date.fromisoformat(f"{year}-{row[edge]}") for edge in ("from", "to"))
    peak = _working_day(date.fromisoformat(f"{year}-{row['peak']}")) if "peak" in row else None
    span = (start + timedelta(days=n) for n in range((end - start).days + 1))
    days = {day: PEAK if day == peak else 1 for day in span if day.weekday() <= FRIDAY}
    return Season(days, tuple(row["topics"]), row["share"])


def _working_day(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


class Diary:
    """Which days are taken: the same twice within a day of each other would be doubted to be one thing."""

    def __init__(self) -> None:
        self._taken: defaultdict[object, set[date]] = defaultdict(set)

    def book(
        self, rng: Random, whom: object, days: Mapping[date, int], otherwise: Iterable[date] = ()
    ) -> date:
        """One of these days, by their weights; one of the others where they are taken."""
        free = {day: weight for day, weight in days.items() if self._free(whom, day)}
        free = free or {day: 1 for day in otherwise if self._free(whom, day)}
        day = rng.choices(list(free), list(free.values()))[0]
        self._taken[whom].add(day)
        return day

    def _free(self, whom: object, day: date) -> bool:
        return not {day + timedelta(days=n) for n in (-1, 0, 1)} & self._taken[whom]

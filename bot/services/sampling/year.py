"""A year of the sample district while it is being made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any

from bot.services.sampling.district import District
from bot.services.sampling.seasons import Diary, Season

LATER = {0: 13, 1: 4, 2: 1, 3: 1, 5: 1}
"""How many days later somebody writes of what they did, with weights."""


@dataclass(frozen=True, slots=True)
class Year:
    """What `sample.toml` says of a year, the people, and what chance and days are left."""

    number: int
    row: Mapping[str, Any]
    seasons: Sequence[Season]
    district: District
    zone: tzinfo
    rng: Random
    diary: Diary = field(default_factory=Diary)

    def sent(self, day: date) -> datetime:
        """When somebody writes of what was done on a day: mostly that evening."""
        (later,) = self.rng.choices(list(LATER), list(LATER.values()))
        evening = datetime.combine(day + timedelta(days=later), time(18), self.zone)
        return evening + timedelta(minutes=self.rng.randrange(240))

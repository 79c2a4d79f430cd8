"""Working days: the State Council's holidays and make-up days, and what the officers know better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

LONGEST_BREAK = 366
"""Days that are searched for a working one; only overrides that leave out a whole year can exhaust them."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar of working days. An override (True: works) wins over what was published."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether people work on `day`; where nothing is published, from Monday to Friday."""
        if day in self.overrides:
            return self.overrides[day]
        if self.known(day.year):
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def known(self, year: int) -> bool:
        """Whether the holidays and make-up days of `year` are published; if not, only weekends are known."""
        return _published(year)

    def on_or_before(self, day: date) -> date:
        """`day` if people work on it, else the last working day before it."""
        return self._nearest(day, -1)

    def on_or_after(self, day: date) -> date:
        """`day` if people work on it, else the first working day after it."""
        return self._nearest(day, 1)

    def shift(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it, if negative); `day` itself for 0."""
        direction = 1 if n > 0 else -1
        for _ in range(abs(n)):
            day = self._nearest(day + timedelta(days=direction), direction)
        return day

    def _nearest(self, day: date, direction: int) -> date:
        walk = (day + timedelta(days=direction * n) for n in range(LONGEST_BREAK))
        return next(filter(self.is_workday, walk), day)


@cache
def _published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True

"""Days, periods and the clock."""

from __future__ import annotations

import asyncio
from calendar import monthrange
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Clock:
    """The one source of the time: instants are aware and in UTC, days are the district's.

    `moved` ends whenever the clock was set to another time, which the real one never is.
    """

    zone: tzinfo
    tell: Callable[[], datetime] = lambda: datetime.now(UTC)
    moved: Callable[[], Awaitable[object]] = asyncio.Event().wait

    def now(self) -> datetime:
        return self.tell().astimezone(UTC)

    def today(self) -> date:
        return self.day(self.tell())

    def day(self, moment: datetime) -> date:
        """The district's day at `moment`."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included.

    Raises:
        ValueError: it would end before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def school_year(cls, year: int) -> Period:
        """学年: from 1 September of `year` to 31 August of the next."""
        return cls(date(year, 9, 1), date(year + 1, 8, 31))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def is_year(self) -> bool:
        """Whether it is a whole calendar year."""
        return self == Period.year(self.start.year)

    def in_months(self) -> Period:
        """The whole months that it begins and ends in."""
        return Period(
            self.start.replace(day=1), self.end.replace(day=monthrange(self.end.year, self.end.month)[1])
        )

    def year_before(self) -> Period:
        """The same days a year before; a period to the end of a month ends with that month there, too."""
        return Period(_year_before(self.start, last=False), _year_before(self.end, last=True))


def _year_before(day: date, *, last: bool) -> date:
    length = monthrange(day.year - 1, day.month)[1]
    ends_month = last and day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, length if ends_month else min(day.day, length))

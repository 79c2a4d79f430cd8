"""Reckoning a day from the day of sending, and from what was said before it.

understanding.md, "Date": weeks run from Monday to Sunday; what lacks a year or a month is the most recent
past one.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot import data
from bot.understanding.days.day import Day, existing
from bot.understanding.text.numbers import parse

TIME = data.load("words/time")


class Reckoning:
    """What a day is reckoned from: the day of sending, and the year, month, week and day said before."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.year: int | None = None
        self.month: int | None = None
        self.last: date | None = None
        self.coming: date | None = None
        """The day said last, read forward."""
        self.ahead = False
        """Whether a weekday just read tells that the date before it is to come."""
        self.end = -1
        """The day said last."""
        self.week: tuple[int, int] | None = None
        """The week (from this one) and the day of it that were said last."""
        self.weekdays: dict[int, int] = {}
        """The week, past or this one, that was said of each weekday."""

    def in_week(self, blank: Day, index: int, week: int | None) -> Day:
        """A day of a week counted from this one; of none, the most recent such day."""
        if week is None:
            week = self.weekdays.get(index)
        if week is None and self.week and index > self.week[1]:
            week = self.week[0]
        if week is not None:
            self.week = week, index
            if week <= 0:
                self.weekdays[index] = week
            monday = self.today - timedelta(self.today.weekday())
            return Day(blank.start, blank.end, monday + timedelta(weeks=week, days=index))
        back = (self.today.weekday() - index) % 7
        day, coming = self.today - timedelta(back), self.today + timedelta(-back % 7)
        return Day(blank.start, blank.end, day, "week", coming)

    def said(self, blank: Day, year: int, month: int, day: int) -> Day | None:
        """A date told whole."""
        self.year, self.month = year, month
        found = existing(year, month, day)
        return Day(blank.start, blank.end, found) if found else None

    def dated(self, blank: Day, year: str | None, month: int, day: int) -> Day | None:
        """A month and a day: in the year said, here or before, else the most recent past one."""
        said = self.year_of(year)
        if said:
            return self.said(blank, said, month, day)
        self.month = month
        if self.year and (found := existing(self.year, month, day)) and self._may_be(found):
            return blank._replace(day=found, why="year")
        years = range(self.today.year - 4, self.today.year + 5)
        return self.nearest(blank, [existing(y, month, day) for y in years], "year")

    def _may_be(self, day: date) -> bool:
        """Whether a day in the year said before may be meant: a past one, or one after one that lies ahead.

        下月8号讲工伤、15号讲反诈 names two days to come.
        """
        return day <= self.today or bool(self.last and self.today < self.last <= day)

    def only(self, blank: Day, day: int) -> Day | None:
        """A day alone: in the month said before, else the most recent past one."""
        if self.month is not None:
            return self.dated(blank, None, self.month, day)
        months = self.today.year * 12 + self.today.month - 1
        near = [existing(m // 12, m % 12 + 1, day) for m in range(months - 2, months + 3)]
        return self.nearest(blank, near, "month")

    def nearest(self, blank: Day, days: list[date | None], why: str) -> Day | None:
        """The last of some days that is past; read forward, the first that is not."""
        past = [d for d in days if d and d <= self.today]
        coming = [d for d in days if d and d >= self.today]
        return Day(blank.start, blank.end, past[-1], why, coming[0]) if past and coming else None

    def year_of(self, word: str | None) -> int | None:
        """The year that a word names (去年, 25年)."""
        if not word:
            return None
        word = word.rstrip("的")
        if word in TIME["years"]:
            return self.today.year + int(TIME["years"][word])
        year = int(parse(word.rstrip("年")) or 0)
        return year + 2000 if year < 100 else year

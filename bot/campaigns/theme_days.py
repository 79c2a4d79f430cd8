"""From the rules of the theme days to the days of a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from bot.data import Theme
from bot.records import Period


def occurrence(theme: Theme, year: int) -> Period | None:
    """When `theme` is in `year`: from the day that is known, else by its rule; None before it existed."""
    if year < (theme.since or year):
        return None
    start = _known(theme, year) or _by_rule(theme.rule, year)
    if theme.through:
        return Period(start, date.fromisoformat(f"{year}-{theme.through}"))
    return Period(start, start + timedelta(days=theme.days - 1))


def year_of(themes: Iterable[Theme], year: int) -> list[tuple[Theme, Period]]:
    """Every theme that is observed in `year`, with its dates, in their order."""
    dated = [(theme, period) for theme in themes if (period := occurrence(theme, year))]
    return sorted(dated, key=lambda pair: (pair[1].start, pair[1].end))


def is_provisional(theme: Theme, year: int) -> bool:
    """Whether the dates of `year` are only a guess, to be confirmed when the year's notice is out."""
    return theme.provisional and _known(theme, year) is None


def rrule(theme: Theme) -> str | None:
    """The rule by which a calendar program can repeat `theme` every year.

    None where the days are set by yearly notice, and for the week that holds a date: its rule lists several
    days of the month, which Outlook doesn't read (MS-OXCICAL 2.1.3.2.2, the yearly templates).
    """
    return None if theme.provisional or "," in theme.rule else theme.rule


def _known(theme: Theme, year: int) -> date | None:
    return next((day for day in theme.known if day.year == year), None)


def _by_rule(rule: str, year: int) -> date:
    new_year = datetime.combine(date(year, 1, 1), time.min)  # days have no zone
    first: datetime = rrulestr(rule, dtstart=new_year)[0]
    return first.date()

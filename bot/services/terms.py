"""School years and their terms: 秋季 from September to January, 春季 from February to August. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from bot.records import Period


def school_year(day: date) -> Period:
    """The school year that a day lies in."""
    return Period.school_year(term_of(day)[0])


def term(day: date) -> Period:
    """The term that a day lies in."""
    return term_in(*term_of(day))


def term_of(day: date) -> tuple[int, bool]:
    """The school year of a day, and whether it lies in its spring term."""
    return (day.year if day.month >= 9 else day.year - 1), 2 <= day.month < 9


def term_in(school_year: int, spring: bool) -> Period:
    """The spring or the autumn term of the school year that begins in a year."""
    whole, turn = Period.school_year(school_year), date(school_year + 1, 2, 1)
    return Period(turn, whole.end) if spring else Period(whole.start, turn - timedelta(1))

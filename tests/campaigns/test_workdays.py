"""Working days: against another library's calendar, and what officers change."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns.workdays import Workdays

PUBLISHED = Workdays()
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
ANY_DAY = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("year", range(2010, 2027))
def test_working_days_are_those_of_another_calendar(year: int) -> None:
    china = holidays.country_holidays("CN", years=[year - 1, year, year + 1])
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    assert [d for d in days if d.year == year and PUBLISHED.is_workday(d) != china.is_working_day(d)] == []


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-10-01", False),  # 国庆节
        ("2026-10-10", True),  # a Saturday made up for it
        ("2026-11-21", False),  # a Saturday
        ("2026-11-23", True),
    ],
)
def test_holidays_and_made_up_days_are_known(day: str, works: bool) -> None:
    assert PUBLISHED.is_workday(date.fromisoformat(day)) is works


def test_an_override_wins() -> None:
    closed, made_up = date(2026, 11, 23), date(2026, 11, 22)
    workdays = Workdays({closed: False, made_up: True})
    assert (workdays.is_workday(closed), workdays.is_workday(made_up)) == (False, True)


def test_a_year_not_published_has_weekends_only_and_says_so() -> None:
    assert (PUBLISHED.known(2026), PUBLISHED.known(2027)) == (True, False)
    assert PUBLISHED.is_workday(date(2027, 10, 1))
    assert not PUBLISHED.is_workday(date(2027, 10, 2))


def test_a_day_off_gives_way_to_the_working_day_beside_it() -> None:
    assert PUBLISHED.on_or_before(date(2026, 10, 3)) == date(2026, 9, 30)
    assert PUBLISHED.on_or_after(date(2026, 10, 3)) == date(2026, 10, 8)


def test_shifting_counts_made_up_days() -> None:
    assert PUBLISHED.shift(date(2026, 10, 8), 2) == date(2026, 10, 10)
    assert PUBLISHED.shift(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_a_year_without_one_working_day_ends_the_search() -> None:
    year = {date(2026, 1, 1) + timedelta(days=n): False for n in range(-400, 800)}
    assert Workdays(year).on_or_after(date(2026, 6, 1)) == date(2026, 6, 1)


@given(DAYS)
def test_a_shift_by_nothing_stays(day: date) -> None:
    assert PUBLISHED.shift(day, 0) == day


@given(DAYS, st.integers(-20, 20))
def test_a_shift_from_a_working_day_leads_back(day: date, n: int) -> None:
    day = PUBLISHED.on_or_before(day)
    assert PUBLISHED.shift(PUBLISHED.shift(day, n), -n) == day


@given(DAYS, st.integers(-10, 10), st.integers(0, 10))
def test_a_longer_shift_leads_further(day: date, n: int, more: int) -> None:
    assert PUBLISHED.shift(day, n) <= PUBLISHED.shift(day, n + more)


@given(DAYS, st.integers(1, 20))
def test_a_shift_counts_the_working_days_it_passes(day: date, n: int) -> None:
    end = PUBLISHED.shift(day, n)
    passed = [day + timedelta(days=k) for k in range(1, (end - day).days + 1)]
    assert sum(map(PUBLISHED.is_workday, passed)) == n


@given(ANY_DAY)
def test_any_day_of_the_century_has_working_days_around_it(day: date) -> None:
    before, after = PUBLISHED.on_or_before(day), PUBLISHED.on_or_after(day)
    assert before <= day <= after
    assert PUBLISHED.is_workday(before)
    assert PUBLISHED.is_workday(after)

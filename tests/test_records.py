"""Periods, and how measures add up."""

from datetime import date

import pytest

from bot.records import Measures, Period


def test_a_year_is_the_calendar_year() -> None:
    assert Period.year(2024) == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_a_school_year_runs_from_september_to_august() -> None:
    assert Period.school_year(2023) == Period(date(2023, 9, 1), date(2024, 8, 31))


def test_a_month_ends_on_its_last_day() -> None:
    assert Period.month(2024, 2) == Period(date(2024, 2, 1), date(2024, 2, 29))


def test_a_period_may_be_one_day() -> None:
    assert Period(date(2024, 6, 26), date(2024, 6, 26))


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="2024-06-25"):
        Period(date(2024, 6, 26), date(2024, 6, 25))


def test_a_sum_is_approximate_when_any_part_is() -> None:
    whole = Measures(audience=300) + Measures(audience=460, audience_approximate=True)
    assert (whole.audience, whole.audience_approximate) == (760, True)


def test_class_hours_add_up_exactly() -> None:
    assert sum([Measures(class_hours=0.1)] * 10, Measures()).class_hours == 1.0

"""What is asked of /report and /export: a period, the day of its record; what is left over is named."""

from __future__ import annotations

from datetime import date

import pytest

from bot.records import Period
from bot.services.wanting import Wanted, wanted
from tests.end_to_end.stage import NOW

YEAR = Period.year(2024)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Wanted(YEAR)),
        ("2023", Wanted(Period.year(2023))),
        ("2024年度报告", Wanted(YEAR)),
        ("2024年上半年", Wanted(Period(date(2024, 1, 1), date(2024, 6, 30)))),
        ("2024-03-01 2024-05-31", Wanted(Period(date(2024, 3, 1), date(2024, 5, 31)))),
        ("2023 截至 2023-11-30", Wanted(Period.year(2023), date(2023, 11, 30))),
        ("2023 as of 2023-11-30", Wanted(Period.year(2023), date(2023, 11, 30))),
        ("截至 2024-05-31", Wanted(YEAR, date(2024, 5, 31))),
    ],
)
def test_what_is_asked_for_is_understood(words: str, asked: Wanted) -> None:
    assert wanted(words, NOW.date()) == asked


@pytest.mark.parametrize(
    ("words", "unclear"),
    [
        ("明白", "明白"),
        ("龙洲小学 2024", "龙洲小学"),
        ("2024 龙洲小学", "龙洲小学"),
        ("2024 截至 2024-05-31 禁毒", "禁毒"),
        ("2024 截至 明白", "明白"),
        ("2024 截至", "2024 截至"),
    ],
)
def test_what_is_left_over_is_named(words: str, unclear: str) -> None:
    assert wanted(words, NOW.date()).unclear == unclear


@pytest.mark.parametrize("words", ["2024-06-30 2024-01-01", "2024-06-30 到 2024-01-01", "2024到2023"])
def test_a_range_that_ends_before_it_starts_is_said_to(words: str) -> None:
    found = wanted(words, NOW.date())
    assert (found.reversed, found.unclear) == (words, "")


@pytest.mark.parametrize(("month", "year"), [(1, 2024), (2, 2024), (3, 2025), (12, 2025)])
def test_where_no_year_is_named_it_is_the_one_whose_report_is_due(month: int, year: int) -> None:
    assert wanted("", date(2025, month, 10)).period == Period.year(year)

"""Days and ranges that officers type, read ahead from the day they write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records import Period
from bot.services.dating import only_period, periods_in

TODAY = date(2024, 6, 26)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12月2日—8日", "2024-12-02", "2024-12-08"),
        ("9月22日到26日", "2024-09-22", "2024-09-26"),
        ("9月22-26日", "2024-09-22", "2024-09-26"),
        ("9月22日—9月26日", "2024-09-22", "2024-09-26"),
        ("12.2-12.8", "2024-12-02", "2024-12-08"),
        ("2025年3月1日到3月5日", "2025-03-01", "2025-03-05"),
        ("2026年9月1日到5日", "2026-09-01", "2026-09-05"),
        ("2025-03-01到2025-03-05", "2025-03-01", "2025-03-05"),
        ("下周一至周五", "2024-07-01", "2024-07-05"),
        ("本周三到周五", "2024-06-26", "2024-06-28"),
        ("12月28日到1月5日", "2024-12-28", "2025-01-05"),
        ("明天", "2024-06-27", "2024-06-27"),
        ("3月1日", "2025-03-01", "2025-03-01"),
        ("改成12月2日到8日。", "2024-12-02", "2024-12-08"),
        ("Dec 2 - Dec 8", "2024-12-02", "2024-12-08"),
    ],
)
def test_a_range_lies_ahead(text: str, start: str, end: str) -> None:
    assert only_period(text, TODAY) == Period(day(start), day(end))


def test_a_range_that_has_begun_is_this_years() -> None:
    assert only_period("6月22日到28日", TODAY) == Period(day("2024-06-22"), day("2024-06-28"))
    assert only_period("22日到26日", TODAY) == Period(day("2024-06-22"), day("2024-06-26"))


def test_a_range_over_new_year_that_has_begun_is_not_over() -> None:
    assert only_period("12月28日到1月5日", day("2024-12-30")) == Period(day("2024-12-28"), day("2025-01-05"))


def test_several_days_are_several() -> None:
    found = [one.period.start for one in periods_in("10月8日、9日放假,10月12日上班", TODAY)]
    assert found == [day("2024-10-08"), day("2024-10-09"), day("2024-10-12")]


@pytest.mark.parametrize("text", ["谢谢", "宪法日", "3月", "9月22日到26日法治宣传周", "10月8日、10月9日", ""])
def test_what_says_more_less_or_nothing_is_no_period(text: str) -> None:
    assert only_period(text, TODAY) is None


@given(DAYS, DAYS, DAYS)
def test_a_range_with_its_year_is_read_as_written_on_whatever_day(
    one: date, other: date, today: date
) -> None:
    start, end = sorted((one, other))
    text = f"{start.year}年{start.month}月{start.day}日到{end.year}年{end.month}月{end.day}日"
    assert only_period(text, today) == Period(start, end)


@given(DAYS, st.integers(0, 60), st.integers(0, 300))
def test_a_range_without_a_year_is_the_next_that_is_not_over(start: date, length: int, ahead: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    today = date.fromordinal(end.toordinal() - ahead)
    if (start.month, start.day) != (2, 29) != (end.month, end.day):
        text = f"{start.month}月{start.day}日—{end.month}月{end.day}日"
        assert only_period(text, today) == Period(start, end)

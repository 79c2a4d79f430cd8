"""The period that words name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records import Period
from bot.services.periods import find_period, find_periods
from bot.services.terms import school_year, term

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2002, 1, 1), date(2090, 12, 31))


def found(text: str, today: date = TODAY) -> str | None:
    named = find_period(text, today)
    return f"{named.period.start}/{named.period.end}" if named else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年讲了几场?", "2026-01-01/2026-12-31"),
        ("2024", "2024-01-01/2024-12-31"),
        ("24年", "2024-01-01/2024-12-31"),
        ("前年", "2024-01-01/2024-12-31"),
        ("上半年", "2026-01-01/2026-06-30"),
        ("去年下半年", "2025-07-01/2025-12-31"),
        ("2024年第四季度", "2024-10-01/2024-12-31"),
        ("9月", "2026-09-01/2026-09-30"),
        ("十二月", "2025-12-01/2025-12-31"),
        ("去年12月 反诈", "2025-12-01/2025-12-31"),
        ("2024年2月份", "2024-02-01/2024-02-29"),
        ("2024-03", "2024-03-01/2024-03-31"),
        ("3月到6月", "2026-03-01/2026-06-30"),
        ("3-6月", "2026-03-01/2026-06-30"),
        ("去年9月到12月", "2025-09-01/2025-12-31"),
        ("去年9月到今年3月", "2025-09-01/2026-03-31"),
        ("去年11月到2月", "2025-11-01/2026-02-28"),
        ("2024学年", "2024-09-01/2025-08-31"),
        ("2024-2025学年", "2024-09-01/2025-08-31"),
        ("2024学年下学期", "2025-02-01/2025-08-31"),
        ("龙洲小学上学期", "2026-02-01/2026-08-31"),
        ("本学期", "2026-09-01/2027-01-31"),
        ("2024年秋季学期", "2024-09-01/2025-01-31"),
        ("春季学期", "2026-02-01/2026-08-31"),
        ("上个月", "2026-10-01/2026-10-31"),
        ("本周", "2026-11-23/2026-11-29"),
        ("最近30天", "2026-10-25/2026-11-23"),
        ("昨天", "2026-11-22/2026-11-22"),
        ("12月4日", "2025-12-04/2025-12-04"),
        ("6月1日至30日", "2026-06-01/2026-06-30"),
        ("2024-03-01 2024-06-30", "2024-03-01/2024-06-30"),
        ("２０２４年３月１日—２０２４年６月３０日", "2024-03-01/2024-06-30"),
        ("20240301-20240630", "2024-03-01/2024-06-30"),
        ("last year", "2025-01-01/2025-12-31"),
        ("this term", "2026-09-01/2027-01-31"),
        ("Sep 2024", "2024-09-01/2024-09-30"),
        ("last December", "2025-12-01/2025-12-31"),
        ("March to June", "2026-03-01/2026-06-30"),
        ("first half of 2024", "2024-01-01/2024-06-30"),
        ("Q3", "2026-07-01/2026-09-30"),
        ("school year 2023", "2023-09-01/2024-08-31"),
        ("2023-2024学年 第二学期", "2024-02-01/2024-08-31"),
        ("23-24学年", "2023-09-01/2024-08-31"),
        ("9月以来", "2026-09-01/2026-11-23"),
        ("9.1至今", "2026-09-01/2026-11-23"),
        ("从2023年到现在", "2023-01-01/2026-11-23"),
        ("since September", "2026-09-01/2026-11-23"),
        ("9.1-9.30", "2026-09-01/2026-09-30"),
        ("9/1 9/30", "2026-09-01/2026-09-30"),
        ("2024.9.1-9.30", "2024-09-01/2024-09-30"),
        ("9月1日到9月30日", "2026-09-01/2026-09-30"),
        ("2024 年 9 月", "2024-09-01/2024-09-30"),
        ("二〇二四年", "2024-01-01/2024-12-31"),
        ("二○二四年", "2024-01-01/2024-12-31"),
        ("二零二四年九月", "2024-09-01/2024-09-30"),
        ("9月和10月", "2026-09-01/2026-10-31"),
        ("全年人次", "2026-01-01/2026-12-31"),
        ("今年300人以上", "2026-01-01/2026-12-31"),
    ],
)
def test_the_words_for_a_period_mean_its_days(text: str, period: str) -> None:
    assert found(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "20245",
        "13月",
        "2月30日",
        "龙洲小学 300人",
        "三年级",
        "第5季度",
        "全年级",
        "3.5课时",
        "1.2万",
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize("text", ["2024-06-30 2024-03-01", "2024年6月至2024年3月", "9.30-9.1"])
def test_a_range_the_wrong_way_round_is_backwards(text: str) -> None:
    named = find_period(text, TODAY)
    assert named is not None
    assert (named.backwards, named.end) == (True, len(text))


@pytest.mark.parametrize("text", ["11月到2月", "去年9月到今年3月", "9月1日到9月30日"])
def test_a_range_that_goes_on_into_the_next_year_is_not(text: str) -> None:
    named = find_period(text, TODAY)
    assert named is not None
    assert not named.backwards


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("今年上半年和去年上半年", [2026, 2025]),
        ("去年和今年", [2026, 2025]),
        ("今年", [2026]),
        ("今年和前年", [2026]),
    ],
)
def test_a_second_period_is_the_one_a_year_before_or_none(text: str, periods: list[int]) -> None:
    assert [one.period.start.year for one in find_periods(text, TODAY)] == periods


@given(DAYS, DAYS)
def test_two_days_name_the_period_between_them(one: date, other: date) -> None:
    start, end = sorted((one, other))
    for text in (f"{start} {end}", f"{start}到{end}", f"{start:%Y年%m月%d日}至{end:%Y年%m月%d日}"):
        assert found(text) == f"{start}/{end}"


@given(DAYS, st.integers(1, 12))
def test_a_month_without_a_year_is_the_latest_that_has_begun(today: date, month: int) -> None:
    named = find_period(f"{month}月", today)
    assert named is not None
    start = named.period.start
    assert start <= today < start.replace(year=start.year + 1)


@given(DAYS)
def test_terms_share_out_the_school_year(day: date) -> None:
    whole, half = school_year(day), term(day)
    assert whole.start <= half.start <= day <= half.end <= whole.end
    other = term(half.end + timedelta(1)) if half.start == whole.start else term(half.start - timedelta(1))
    assert {half.start, other.start} | {half.end, other.end} >= {whole.start, whole.end}


@given(st.text(max_size=40), DAYS)
def test_any_text_is_read_without_an_error(text: str, today: date) -> None:
    named = find_period(text, today)
    assert named is None or 0 <= named.start < named.end <= len(text)


@given(DAYS, DAYS)
def test_the_year_before_is_as_long_but_for_a_leap_day(one: date, other: date) -> None:
    period = Period(*sorted((one, other)))
    before = period.year_before()
    assert (period.start.month, before.start.year) == (before.start.month, period.start.year - 1)
    assert abs((period.end - period.start) - (before.end - before.start)) <= timedelta(2)


def test_a_february_is_compared_with_the_whole_february_before() -> None:
    assert Period.month(2025, 2).year_before() == Period.month(2024, 2)
    assert Period.month(2024, 2).year_before() == Period.month(2023, 2)

"""The year's calendar: known past dates, the rules, and the data behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from bot.campaigns.theme_days import is_provisional, occurrence, rrule, year_of
from bot.data import themes, topics
from bot.records import Period

EVERY_YEAR = range(2000, 2101)

KNOWN_WEEKS = [
    ("constitution_week", "2019-12-01", "2019-12-07"),
    ("constitution_week", "2020-11-30", "2020-12-06"),
    ("constitution_week", "2021-11-29", "2021-12-05"),
    ("constitution_week", "2022-12-04", "2022-12-10"),
    ("constitution_week", "2023-12-01", "2023-12-07"),
    ("constitution_week", "2024-12-01", "2024-12-07"),
    ("constitution_week", "2025-12-01", "2025-12-07"),
    ("cybersecurity_week", "2016-09-19", "2016-09-25"),
    ("cybersecurity_week", "2020-09-14", "2020-09-20"),
    ("cybersecurity_week", "2021-10-11", "2021-10-17"),
    ("cybersecurity_week", "2022-09-05", "2022-09-11"),
    ("cybersecurity_week", "2023-09-11", "2023-09-17"),
    ("cybersecurity_week", "2024-09-09", "2024-09-15"),
    ("cybersecurity_week", "2025-09-15", "2025-09-21"),
    ("disaster_reduction_week", "2020-05-09", "2020-05-15"),
    ("disaster_reduction_week", "2021-05-08", "2021-05-14"),
    ("disaster_reduction_week", "2023-05-06", "2023-05-12"),
    ("disaster_reduction_week", "2025-05-12", "2025-05-18"),
    ("henan_law_week", "2023-04-17", "2023-04-21"),
]

BY_RULE = [
    ("school_safety_day", "2020-03-30"),
    ("school_safety_day", "2022-03-28"),
    ("school_safety_day", "2023-03-27"),
    ("school_safety_day", "2025-03-31"),
    ("school_safety_day", "2027-03-29"),
    ("school_safety_day", "2028-03-27"),
    ("national_defence_day", "2027-09-18"),
    ("national_defence_day", "2028-09-16"),
    ("family_education_week", "2022-05-09"),
    ("family_education_week", "2027-05-10"),
    ("family_education_week", "2028-05-15"),
    ("constitution_week", "2026-12-01"),
    ("cybersecurity_week", "2026-09-14"),
    ("anti_fraud_month", "2027-06-15"),
]


def first_day(rule: str, year: int) -> date:
    theme = replace(themes()["teachers_day"], rule=rule)
    period = occurrence(theme, year)
    assert period
    return period.start


@pytest.mark.parametrize(("key", "start", "end"), KNOWN_WEEKS)
def test_a_past_week_is_when_it_was(key: str, start: str, end: str) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert occurrence(themes()[key], period.start.year) == period
    assert not is_provisional(themes()[key], period.start.year)


@pytest.mark.parametrize(("key", "start"), BY_RULE)
def test_a_rule_gives_the_computed_day(key: str, start: str) -> None:
    day = date.fromisoformat(start)
    period = occurrence(themes()[key], day.year)
    assert period
    assert period.start == day


def test_the_reference_district_s_four_days_are_on() -> None:
    on = [theme for theme in themes().values() if theme.on]
    assert {theme.zh: str(period.start) for theme, period in year_of(on, 2024)} == {
        "全民国家安全教育日": "2024-04-15",
        "国际禁毒日": "2024-06-26",
        "全国消防日": "2024-11-09",
        "国家宪法日": "2024-12-04",
    }


@pytest.mark.parametrize(
    ("year", "third_monday", "week_count"),
    [
        (2016, "2016-09-19", "2016-09-12"),
        (2020, "2020-09-21", "2020-09-14"),
        (2022, "2022-09-19", "2022-09-12"),
        (2023, "2023-09-18", "2023-09-11"),
        (2024, "2024-09-16", "2024-09-09"),
        (2025, "2025-09-15", "2025-09-15"),
        (2026, "2026-09-21", "2026-09-14"),
    ],
)
def test_the_third_week_has_two_readings(year: int, third_monday: str, week_count: str) -> None:
    assert str(first_day("FREQ=YEARLY;BYMONTH=9;BYDAY=3MO", year)) == third_monday
    assert str(first_day(themes()["standard_language_week"].rule, year)) == week_count


def test_a_month_long_theme_ends_with_its_month() -> None:
    assert occurrence(themes()["fire_month"], 2026) == Period.month(2026, 11)


def test_a_theme_is_not_in_the_years_before_it_existed() -> None:
    assert occurrence(themes()["constitution_day"], 2013) is None
    assert themes()["constitution_day"] not in [theme for theme, _ in year_of(themes().values(), 2013)]


def test_a_year_not_announced_yet_is_provisional() -> None:
    assert is_provisional(themes()["constitution_week"], 2027)


def test_a_fixed_day_is_never_provisional() -> None:
    assert not is_provisional(themes()["constitution_day"], 2027)


def test_a_year_is_in_the_order_of_its_days() -> None:
    days = [period.start for _, period in year_of(themes().values(), 2026)]
    assert days == sorted(days)
    assert {day.year for day in days} == {2026}


def test_there_are_at_least_45_themes_each_with_its_own_names() -> None:
    rows = themes().values()
    assert len(rows) >= 45
    assert len({row.zh for row in rows}) == len({row.en for row in rows}) == len(rows)


@pytest.mark.parametrize("key", themes())
def test_a_rule_gives_exactly_one_day_of_every_year(key: str) -> None:
    first, last = map(datetime.fromisoformat, ("2000-01-01", "2100-12-31"))
    starts = rrulestr(themes()[key].rule, dtstart=first).between(first, last, inc=True)
    assert [day.year for day in starts] == list(EVERY_YEAR)


@pytest.mark.parametrize("key", themes())
def test_a_theme_begins_and_ends_in_its_year(key: str) -> None:
    periods = {year: period for year in EVERY_YEAR if (period := occurrence(themes()[key], year))}
    assert {y: (p.start.year, p.end.year) for y, p in periods.items()} == {y: (y, y) for y in periods}
    assert 2100 in periods


@pytest.mark.parametrize("key", themes())
def test_a_theme_s_topics_exist(key: str) -> None:
    assert set(themes()[key].topics) <= set(topics())


@pytest.mark.parametrize("key", themes())
def test_a_theme_suggests_what_to_do(key: str) -> None:
    assert themes()[key].forms


@pytest.mark.parametrize("key", themes())
def test_laws_are_named_without_title_marks(key: str) -> None:
    assert not {"《", "》"} & set("".join(themes()[key].laws))


@pytest.mark.parametrize("key", themes())
def test_a_length_is_said_once(key: str) -> None:
    assert themes()[key].through is None or themes()[key].days == 1


@pytest.mark.parametrize("key", ["constitution_week", "family_education_week"])
def test_a_calendar_program_is_given_no_rule_it_would_get_wrong(key: str) -> None:
    assert rrule(themes()[key]) is None


def test_a_calendar_program_repeats_what_is_fixed() -> None:
    assert rrule(themes()["national_defence_day"]) == "FREQ=YEARLY;BYMONTH=9;BYDAY=3SA"

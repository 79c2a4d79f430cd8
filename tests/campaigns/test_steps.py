"""When the steps of a campaign are due, and how long they are of use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns.steps import allowed_at, due, ties_window, useful_until
from bot.campaigns.workdays import Workdays
from bot.data import Step, steps
from bot.records import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Asia/Shanghai", "Asia/Kathmandu", "America/New_York", "UTC")]
)
WORKDAYS = Workdays()
STEPS = st.builds(
    replace,
    st.sampled_from(list(steps().values())),
    days=st.integers(-30, 30),
    at=st.times().map(lambda at: f"{at:%H:%M}"),
)
PERIODS = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(0, 40),
)
MOMENTS = st.datetimes(*map(datetime.fromisoformat, ("2024-01-01", "2027-12-31")), timezones=st.just(UTC))


def period(start: str, end: str | None = None) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


def local(moment: datetime, zone: tzinfo = SHANGHAI) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def is_quiet(moment: datetime) -> bool:
    return not 8 <= moment.hour < 20


@pytest.mark.parametrize(
    ("key", "moment"),
    [
        ("ahead", "2024-11-27 10:00"),
        ("eve", "2024-12-03 16:00"),
        ("day", "2024-12-04 08:00"),
        ("follow_up", "2024-12-06 10:00"),
    ],
)
def test_a_step_is_due_so_many_days_from_the_campaign(key: str, moment: str) -> None:
    assert local(due(steps()[key], period("2024-12-04"), WORKDAYS, SHANGHAI)) == moment


def test_a_due_time_is_an_instant_in_utc() -> None:
    moment = due(steps()["day"], period("2024-12-04"), WORKDAYS, SHANGHAI)
    assert moment == datetime(2024, 12, 4, tzinfo=UTC)
    assert moment.tzinfo is UTC


def test_a_follow_up_is_counted_from_the_last_day() -> None:
    week = period("2025-12-01", "2025-12-07")
    assert local(due(steps()["follow_up"], week, WORKDAYS, SHANGHAI)) == "2025-12-09 10:00"


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("2024-11-09", "2024-11-08 08:00"),  # a Saturday
        ("2026-10-05", "2026-09-30 08:00"),  # in the National Day holidays
        ("2026-10-10", "2026-10-10 08:00"),  # a Saturday on which people work
        ("2027-10-01", "2027-10-01 08:00"),  # a holiday not published yet
    ],
)
def test_a_step_on_a_day_off_moves_to_the_working_day_before(start: str, moment: str) -> None:
    assert local(due(steps()["day"], period(start), WORKDAYS, SHANGHAI)) == moment


@pytest.mark.parametrize(
    ("at", "moved"), [("06:30", "08:00"), ("07:59", "08:00"), ("19:59", "19:59"), ("20:00", "19:59")]
)
def test_a_time_in_quiet_hours_moves_to_their_edge(at: str, moved: str) -> None:
    step = replace(steps()["day"], at=at)
    assert local(due(step, period("2024-12-04"), WORKDAYS, SHANGHAI)) == f"2024-12-04 {moved}"


def until(step: Step, campaign: Period, zone: tzinfo) -> datetime:
    """Until when a step is of use that is sent when it is due."""
    return useful_until(step, campaign, due(step, campaign, WORKDAYS, zone), zone)


def test_a_wall_clock_stays_through_the_change_to_summer_time() -> None:
    new_york = ZoneInfo("America/New_York")
    clock_change = Period(date(2026, 3, 9), date(2026, 3, 9))  # the day before it is 23 hours long
    assert local(due(steps()["ahead"], clock_change, WORKDAYS, new_york), new_york) == "2026-03-02 10:00"
    assert local(until(steps()["day"], period("2026-03-08"), new_york), new_york) == "2026-03-09 00:00"


@pytest.mark.parametrize(
    ("key", "moment"),
    [
        ("ahead", "2025-12-01 00:00"),
        ("eve", "2025-12-01 00:00"),
        ("day", "2025-12-08 00:00"),
        ("follow_up", "2025-12-16 10:00"),
    ],
)
def test_a_step_is_of_use_until_what_it_says_is_past(key: str, moment: str) -> None:
    week = period("2025-12-01", "2025-12-07")
    assert local(until(steps()[key], week, SHANGHAI)) == moment


def test_a_step_before_a_deadline_is_of_use_on_the_last_day() -> None:
    step = replace(steps()["ahead"], days=-3, counted_from="end")
    assert local(until(step, period("2025-12-01", "2025-12-31"), SHANGHAI)) == "2026-01-01 00:00"


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-23 09:30", "2026-11-23 09:30"),
        ("2026-11-23 07:00", "2026-11-23 08:00"),
        ("2026-11-23 19:59", "2026-11-23 19:59"),
        ("2026-11-23 20:00", "2026-11-24 08:00"),
        ("2026-11-20 21:00", "2026-11-23 08:00"),  # Friday evening
        ("2026-09-30 20:30", "2026-10-08 08:00"),
    ],
)
def test_what_is_late_waits_for_the_next_waking_hour_of_a_working_day(moment: str, allowed: str) -> None:
    asked = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert local(allowed_at(asked, WORKDAYS, SHANGHAI)) == allowed


def test_entries_are_tied_from_3_working_days_before_to_2_after() -> None:
    assert ties_window(period("2024-12-04"), WORKDAYS) == period("2024-11-29", "2024-12-06")


def test_days_off_do_not_shorten_the_window_of_ties() -> None:
    assert ties_window(period("2026-10-01"), WORKDAYS) == period("2026-09-28", "2026-10-09")


@given(STEPS, PERIODS, ZONES)
def test_nothing_is_due_on_a_day_off_or_in_quiet_hours(step: Step, campaign: Period, zone: tzinfo) -> None:
    moment = due(step, campaign, WORKDAYS, zone).astimezone(zone)
    assert WORKDAYS.is_workday(moment.date())
    assert not is_quiet(moment)


@given(STEPS, PERIODS, ZONES)
def test_a_step_is_of_use_when_it_is_due(step: Step, campaign: Period, zone: tzinfo) -> None:
    assert due(step, campaign, WORKDAYS, zone) < until(step, campaign, zone)


@given(MOMENTS, ZONES)
def test_what_is_allowed_is_never_earlier_and_never_at_a_bad_time(moment: datetime, zone: tzinfo) -> None:
    allowed = allowed_at(moment, WORKDAYS, zone)
    assert allowed >= moment
    assert WORKDAYS.is_workday(allowed.astimezone(zone).date())
    assert not is_quiet(allowed.astimezone(zone))
    assert allowed_at(allowed, WORKDAYS, zone) == allowed


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=10)))
def test_a_later_moment_is_not_allowed_earlier(moment: datetime, later: timedelta) -> None:
    assert allowed_at(moment, WORKDAYS, SHANGHAI) <= allowed_at(moment + later, WORKDAYS, SHANGHAI)


@given(PERIODS)
def test_the_window_of_ties_holds_the_campaign(campaign: Period) -> None:
    window = ties_window(campaign, WORKDAYS)
    assert window.start < campaign.start
    assert window.end > campaign.end

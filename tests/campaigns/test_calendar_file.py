"""The calendar file, as a parser reads it back and as it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from bot.campaigns.calendar_file import CalendarEvent, calendar_file
from bot.campaigns.theme_days import is_provisional, rrule, year_of
from bot.data import themes
from bot.records import Period

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
WEEK = CalendarEvent(
    "constitution_week-2026@pufa",
    "宪法宣传周",
    Period(date(2026, 12, 1), date(2026, 12, 7)),
    "常讲:宪法;民法典, 第一行\n第二行" + "长" * 200,
)


def written(*events: CalendarEvent, zone: ZoneInfo = SHANGHAI) -> bytes:
    return calendar_file(events, zone, NOW, "龙洲区普法日历")


def read_back(event: CalendarEvent) -> Event:
    (found,) = Calendar.from_ical(written(event)).events
    return found


def test_a_campaign_is_of_whole_days_and_ends_the_day_after_its_last() -> None:
    event = read_back(WEEK)
    assert (event.start, event.end) == (date(2026, 12, 1), date(2026, 12, 8))
    assert b"DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261208\r\n" in written(WEEK)


def test_its_text_is_read_back_as_it_was() -> None:
    event = read_back(WEEK)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (WEEK.title, WEEK.description)


def test_its_name_stays_and_its_changes_are_counted() -> None:
    event = read_back(replace(WEEK, sequence=3))
    assert (event["UID"], event["SEQUENCE"]) == ("constitution_week-2026@pufa", 3)


def test_it_says_when_it_was_written() -> None:
    assert read_back(WEEK).DTSTAMP == NOW


@pytest.mark.parametrize(("provisional", "status"), [(True, "TENTATIVE"), (False, "CONFIRMED")])
def test_a_provisional_date_is_tentative(provisional: bool, status: str) -> None:
    assert read_back(replace(WEEK, provisional=provisional))["STATUS"] == status


def test_it_rings_a_week_before_at_ten_and_on_the_day_at_eight() -> None:
    alarms = [part for part in read_back(WEEK).walk() if isinstance(part, Alarm)]
    assert [alarm.TRIGGER for alarm in alarms] == [timedelta(days=-7, hours=10), timedelta(hours=8)]
    assert {(alarm["ACTION"], alarm["DESCRIPTION"]) for alarm in alarms} == {("DISPLAY", "宪法宣传周")}


def test_it_repeats_only_if_asked() -> None:
    yearly = replace(WEEK, rrule="FREQ=YEARLY;BYMONTH=9;BYDAY=3SA")
    assert read_back(yearly)["RRULE"] == {"FREQ": ["YEARLY"], "BYMONTH": [9], "BYDAY": ["3SA"]}
    assert "RRULE" not in read_back(WEEK)


def test_nobody_is_busy_because_a_campaign_runs() -> None:
    assert read_back(WEEK)["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("name", ["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "UTC"])
def test_the_calendar_has_a_name_and_a_zone(name: str) -> None:
    calendar = Calendar.from_ical(written(WEEK, zone=ZoneInfo(name)))
    assert (calendar["X-WR-CALNAME"], calendar["X-WR-TIMEZONE"]) == ("龙洲区普法日历", name)
    assert calendar["METHOD"] == "PUBLISH"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == [name]


def test_the_zone_has_the_offset_of_the_year() -> None:
    (zone,) = Calendar.from_ical(written(WEEK)).timezones
    assert datetime(2026, 12, 1, tzinfo=zone.to_tz()).utcoffset() == timedelta(hours=8)


def test_no_line_is_longer_than_75_octets() -> None:
    lines = written(WEEK).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])  # no character is cut in two


def test_the_same_campaigns_at_the_same_time_are_the_same_file() -> None:
    assert written(WEEK) == written(WEEK)


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_a_whole_year_is_read_back_day_by_day(year: int) -> None:
    events = [
        CalendarEvent(f"{t.key}-{year}@pufa", t.zh, p, t.note, rrule(t), is_provisional(t, year))
        for t, p in year_of(themes().values(), year)
    ]
    calendar = Calendar.from_ical(written(*events))
    assert calendar.errors == []
    assert [(e["UID"], e.start, e.end - timedelta(days=1)) for e in calendar.events] == [
        (event.uid, event.period.start, event.period.end) for event in events
    ]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


@given(
    WORDS.filter(lambda text: r"\N" not in text),  # which icalendar takes for an end of line
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 60),
)
def test_any_title_and_days_are_read_back(title: str, start: date, days: int) -> None:
    event = read_back(replace(WEEK, title=title, period=Period(start, start + timedelta(days=days))))
    assert (event["SUMMARY"], event.start, event.duration) == (title, start, timedelta(days=days + 1))

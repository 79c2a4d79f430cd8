"""Campaigns as an iCalendar file (RFC 5545) that Apple's, Google's and Outlook's calendars read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vRecur

from bot.records import Period

ALARMS = (timedelta(days=-7, hours=10), timedelta(hours=8))
"""From the midnight a campaign starts with: a week before at 10:00, and on the day at 08:00."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One campaign in a calendar file.

    `uid` stays with the campaign for good (`constitution_day-2024@pufa`): a calendar that has it already
    changes it in place, if `sequence` has risen with the change. With an `rrule` it repeats every year.
    """

    uid: str
    title: str
    period: Period
    description: str = ""
    rrule: str | None = None
    provisional: bool = False
    sequence: int = 0


def calendar_file(events: Iterable[CalendarEvent], zone: ZoneInfo, now: datetime, name: str) -> bytes:
    """The .ics of `events`, each of whole days and with two alarms.

    Whole days have no zone (RFC 5545, 3.3.4); `zone` tells a program the calendar's own, by its name and by
    its rules from the year of `now` on.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//pufa//campaigns//ZH")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", zone.key)
    calendar.add_component(Timezone.from_tzinfo(zone, first_date=date(now.year, 1, 1)))
    for event in events:
        calendar.add_component(_component(event, now))
    content: bytes = calendar.to_ical()
    return content


def _component(event: CalendarEvent, now: datetime) -> Event:
    component = Event()
    component.add("UID", event.uid)
    component.add("DTSTAMP", now.astimezone(UTC))
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTART", event.period.start)
    component.add("DTEND", event.period.end + timedelta(days=1))  # excluded
    component.add("SUMMARY", event.title)
    component.add("DESCRIPTION", event.description)
    component.add("STATUS", "TENTATIVE" if event.provisional else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT")  # nobody is busy for a week because a campaign runs
    if event.rrule:
        component.add("RRULE", vRecur.from_ical(event.rrule))
    for trigger in ALARMS:
        component.add_component(_alarm(event.title, trigger))
    return component


def _alarm(text: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text)
    alarm.add("TRIGGER", trigger)
    return alarm

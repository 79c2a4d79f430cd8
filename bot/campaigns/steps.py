"""When the steps of a campaign are due: on working days, in waking hours, and while they are still of use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.campaigns.workdays import Workdays
from bot.data import Step
from bot.records import Period

MORNING = time(8)
EVENING = time(20)
"""Quiet hours are from the evening, included, to the morning, excluded."""
LAST_MINUTE = time(19, 59)

FOLLOW_UP_LASTS = timedelta(days=7)
TIED_BEFORE = 3
TIED_AFTER = 2
"""Working days."""


def due(step: Step, period: Period, workdays: Workdays, zone: tzinfo) -> datetime:
    """When `step` of a campaign of `period` is to be sent (UTC).

    On a day off it moves to the working day before, at the same time (what looks back, to the one after); a
    time in quiet hours moves to the edge of that day's waking hours.
    """
    at = min(max(time.fromisoformat(step.at), MORNING), LAST_MINUTE)
    working = workdays.on_or_after if step.days > 0 else workdays.on_or_before
    return _instant(working(intended(step, period)), at, zone)


def useful_until(step: Step, period: Period, due_at: datetime, zone: tzinfo) -> datetime:
    """Until when `step`, due then, is still worth sending late (UTC, excluded).

    What announces the start, until the campaign starts; what comes afterwards, for 7 days; anything else,
    until the campaign's last day is over.
    """
    if step.days > 0:
        return due_at.astimezone(UTC) + FOLLOW_UP_LASTS
    if step.days < 0 and step.counted_from == "start":
        return _instant(period.start, time.min, zone)
    return _instant(period.end + timedelta(days=1), time.min, zone)


def allowed_at(moment: datetime, workdays: Workdays, zone: tzinfo) -> datetime:
    """The first moment from `moment` (aware) on that lies on a working day and outside quiet hours (UTC)."""
    local = moment.astimezone(zone)
    today = local.date()
    day = workdays.on_or_after(today if local.time() < EVENING else today + timedelta(days=1))
    if day == today and local.time() >= MORNING:
        return moment.astimezone(UTC)
    return _instant(day, MORNING, zone)


def ties_window(period: Period, workdays: Workdays) -> Period:
    """The days on which an entry is held to be tied to a campaign of `period` by rule."""
    return Period(workdays.shift(period.start, -TIED_BEFORE), workdays.shift(period.end, TIED_AFTER))


def intended(step: Step, period: Period) -> date:
    """The day of a step, if people work on it."""
    edge = period.start if step.counted_from == "start" else period.end
    return edge + timedelta(days=step.days)


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)

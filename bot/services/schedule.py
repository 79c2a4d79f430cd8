"""When each step of a campaign will be sent, for officers to see beforehand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot import data
from bot.campaigns.steps import due, intended, useful_until
from bot.campaigns.workdays import Workdays
from bot.records import Campaign, Clock
from bot.services.planning import steps_of


@dataclass(frozen=True, slots=True)
class StepTime:
    """A step that is on: when it is sent, in the district's time."""

    step: data.Step
    at: datetime
    intended: date
    """The day it would be on, were it no day off."""
    is_late: bool
    """It was due already and is still of use: once a declared campaign is on, it is sent at once."""


def schedule(campaign: Campaign, workdays: Workdays, clock: Clock) -> list[StepTime]:
    """The steps of a campaign in order of time."""
    return [_timed(step, campaign, workdays, clock) for step in steps_of(campaign)]


def _timed(step: data.Step, campaign: Campaign, workdays: Workdays, clock: Clock) -> StepTime:
    at = due(step, campaign.period, workdays, clock.zone)
    is_late = at <= clock.now() < useful_until(step, campaign.period, at, clock.zone)
    return StepTime(step, at.astimezone(clock.zone), intended(step, campaign.period), is_late)


def unpublished(campaign: Campaign, workdays: Workdays) -> list[int]:
    """The years of a campaign whose holidays and make-up days are not published yet."""
    years = range(campaign.period.start.year, campaign.period.end.year + 1)
    return [year for year in years if not workdays.known(year)]

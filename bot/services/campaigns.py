"""Campaigns: the year's theme days taken from the calendar, and what officers change or declare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.campaigns.steps import ties_window
from bot.campaigns.theme_days import is_provisional, year_of
from bot.campaigns.workdays import Workdays
from bot.records import Campaign, Period
from db import campaigns, reminders

YEARS_BACK = 3
"""Past years whose entries find their theme days; the reports of those can still be asked about."""


def subject(campaign: Campaign) -> str:
    """What reminders of the campaign's steps are about."""
    return f"campaign:{campaign.id}"


async def workdays(session: AsyncSession) -> Workdays:
    """The working days, as officers know them."""
    return Workdays(await campaigns.overrides(session))


async def known_years(session: AsyncSession, today: date) -> list[int]:
    """The years whose theme days are not all written down yet, past ones to the next."""
    years = range(today.year - YEARS_BACK, today.year + 2)
    known = await campaigns.themes_known(session, years)
    return [year for year in years if known.get(year, 0) < len(_themes(year))]


@cache
def _themes(year: int) -> list[tuple[data.Theme, Period]]:
    return year_of(data.themes().values(), year)


async def open_year(session: AsyncSession, year: int, now: datetime) -> None:
    """Write down the theme days of a year that are not there; on or off as in the year before."""
    there, before = await campaigns.themes_of(session, year), await campaigns.themes_of(session, year - 1)
    days = await workdays(session)
    missing = [(theme, period) for theme, period in _themes(year) if theme.key not in there]
    made = [_made(theme, period, now, active=before.get(theme.key, theme.on)) for theme, period in missing]
    await campaigns.add(session, year, [(one, ties_window(one.period, days)) for one in made])


def _made(theme: data.Theme, period: Period, now: datetime, *, active: bool) -> Campaign:
    return Campaign(
        theme.zh,
        period,
        theme=theme.key,
        laws=theme.laws,
        topics=theme.topics,
        active=active,
        provisional=is_provisional(theme, period.start.year),
        since=now,
    )


async def keep(session: AsyncSession, campaign: Campaign) -> Campaign:
    """Keep a campaign that an officer declares or changes, with its window."""
    return await campaigns.keep(session, campaign, ties_window(campaign.period, await workdays(session)))


async def turn(session: AsyncSession, campaign: Campaign, now: datetime, *, on: bool) -> Campaign:
    """Remind of a campaign from now on, or no more; of a theme day, in later years too."""
    if not on:
        await reminders.skip_waiting(session, subject(campaign), "off", now)
    if campaign.theme:
        await campaigns.turn_later(session, campaign.theme, campaign.period.start.year, on=on)
    return await keep(session, replace(campaign, active=on, since=now if on else campaign.since))


async def confirm(session: AsyncSession, campaign: Campaign) -> Campaign:
    """The dates that were provisional are right."""
    return await keep(session, replace(campaign, provisional=False))


async def move(session: AsyncSession, campaign: Campaign, period: Period, now: datetime) -> Campaign:
    """Give a campaign other dates; those who were told the old ones will be told these."""
    if period == campaign.period:
        return await confirm(session, campaign)
    await reminders.skip_waiting(session, subject(campaign), "moved", now)
    told = await reminders.next_round(session, subject(campaign))
    round_ = max(told, campaign.round + 1)  # rises in any case: a calendar file tells by it what is newer
    since = None if told else campaign.since
    moved = replace(campaign, period=period, provisional=False, round=round_, since=since)
    return await keep(session, moved)


async def say_workdays(
    session: AsyncSession, days: dict[date, bool | None], by: int | None, today: date
) -> None:
    """Keep what officers know better than the calendar, and work out the windows of campaigns again."""
    await campaigns.override(session, days, by)
    for year in {day.year for day in days} | {today.year}:
        await rewindow(session, await campaigns.of_year(session, year))


async def rewindow(session: AsyncSession, several: Iterable[Campaign]) -> None:
    """Work out again when what is held is tied to these."""
    days = await workdays(session)
    for campaign in several:
        await campaigns.keep(session, campaign, ties_window(campaign.period, days))

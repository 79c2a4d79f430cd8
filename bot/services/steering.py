"""What officers change of campaigns: each change done once, and noted in the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Campaign, Entry, Period
from bot.services import campaigns as keeping
from bot.services.planning import steps_of
from db import campaigns, history, reminders, schools, ties
from db.history import Subject

WORKDAYS = "放假调休"
"""What the working days are called in the history."""


async def draw_up(session: AsyncSession, draft: Campaign, act: Act) -> Campaign:
    """Keep a campaign that an officer declares; it is off until they have looked at it."""
    return await _noted(session, act, None, await keeping.keep(session, draft))


async def amend(session: AsyncSession, old: Campaign, new: Campaign, act: Act) -> Campaign:
    """Keep what an officer changed of a declared campaign that is not on yet."""
    return await _noted(session, act, old, await keeping.keep(session, new))


async def drop(session: AsyncSession, draft: Campaign, act: Act) -> None:
    """Take back a campaign that was declared and never on."""
    history.note(session, act, _subject(draft), {"title": (draft.title, None)})
    await campaigns.remove(session, draft.id)


async def turn(session: AsyncSession, campaign: Campaign, act: Act, *, on: bool) -> Campaign:
    """Remind of a campaign, or no more.

    Of one that was declared, the steps that were due before and are still of use are made up for.
    """
    if campaign.active == on:
        return campaign
    if on and not campaign.theme:
        turned = await keeping.keep(session, replace(campaign, active=True))
    else:
        turned = await keeping.turn(session, campaign, act.at, on=on)
    return await _noted(session, act, campaign, turned)


async def confirm(session: AsyncSession, campaign: Campaign, act: Act) -> Campaign:
    """The provisional dates are right."""
    return await _noted(session, act, campaign, await keeping.confirm(session, campaign))


async def move(session: AsyncSession, campaign: Campaign, period: Period, act: Act) -> Campaign:
    """Give a campaign other dates.

    Raises:
        ValueError: a theme day would leave its year.
    """
    if campaign.theme and period.start.year != campaign.period.start.year:
        raise ValueError(period)
    return await _noted(session, act, campaign, await keeping.move(session, campaign, period, act.at))


async def set_step(
    session: AsyncSession, campaign: Campaign, step: str, values: Mapping[str, Any], act: Act
) -> Campaign:
    """Set what differs of a step; one that is off is not sent any more where it waits."""
    steps = {**campaign.steps, step: {**campaign.steps.get(step, {}), **values}}
    if values.get("on") is False:
        await reminders.skip_waiting(session, keeping.subject(campaign), "off", act.at, {step})
    changed = await keeping.keep(session, replace(campaign, steps=steps))
    return await _noted(session, act, campaign, changed)


async def tie(session: AsyncSession, campaign: Campaign, entry: Entry, act: Act, *, tied: bool) -> None:
    """Tie an entry to a campaign by hand, or untie it."""
    before = campaign.id in {id_ for id_, _ in await ties.of_entry(session, entry.id)}
    if before != tied:
        await ties.by_hand(session, entry.id, campaign.id, act, tied=tied)
        now = (None, entry.id) if tied else (entry.id, None)
        history.note(session, act, _subject(campaign), {"entry": now})


async def say_workdays(
    session: AsyncSession, days: Mapping[date, bool | None], act: Act, today: date
) -> None:
    """Keep which days are worked, other than the published calendar says."""
    before = await campaigns.overrides(session)
    await keeping.say_workdays(session, dict(days), act.by, today)
    fields = {day.isoformat(): (before.get(day), works) for day, works in sorted(days.items())}
    history.note(session, act, Subject("setting", None, WORKDAYS), fields)


async def _noted(session: AsyncSession, act: Act, old: Campaign | None, new: Campaign) -> Campaign:
    names = {one.id: one.name for one in await schools.directory(session)}
    before, after = _plain(old, names) if old else {}, _plain(new, names)
    fields = {name: (before.get(name), value) for name, value in after.items() if old or value}
    history.note(session, act, _subject(new), fields)
    return new


def _subject(campaign: Campaign) -> Subject:
    return Subject("campaign", campaign.id, campaign.title)


def _plain(campaign: Campaign, names: Mapping[int, str]) -> dict[str, Any]:
    """What the history keeps of a campaign: as the bureau reads it."""
    return {
        "title": campaign.title,
        "dates": f"{campaign.period.start}—{campaign.period.end}",
        "active": campaign.active,
        "tentative": campaign.provisional,
        "topics": list(campaign.topics),
        "collected": [data.kinds()[kind].zh for kind in campaign.kinds],
        "asks": campaign.asks,
        "asked": [*campaign.school_kinds, *sorted(names.get(id_, "?") for id_ in campaign.school_ids)],
        "steps": [f"{step.zh} {step.at}" for step in steps_of(campaign)],
    }

"""A nudge: one more reminder for the people of schools that are silent, because an officer wants it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.campaigns.steps import allowed_at
from bot.records import Act, Campaign, Clock, Reminder
from bot.services.campaigns import subject, workdays
from bot.services.progress import Progress, concerned
from db import deliveries, history, people, reminders

NUDGE = "nudge"
"""The step of such reminders."""


async def silent(session: AsyncSession, going: Progress, day: date) -> list[int]:
    """The persons who can be reached for a silent school."""
    schools = {one.id for one in going.of("silent")}
    reached = await people.reachable(session)
    posts = await concerned(session, going.campaign, day)
    return sorted(id_ for id_, ids in posts.items() if id_ in reached and ids & schools)


async def was_today(session: AsyncSession, campaign: Campaign, clock: Clock) -> bool:
    """Whether a nudge about the campaign was asked for today: once a day is enough."""
    last = await deliveries.last_due(session, subject(campaign), NUDGE)
    return last is not None and clock.day(last) == clock.today()


async def goes_out(session: AsyncSession, clock: Clock) -> datetime:
    """When what is due now is sent: at once, or when people work again."""
    return allowed_at(clock.now(), await workdays(session), clock.zone)


async def nudge(session: AsyncSession, campaign: Campaign, persons: Sequence[int], act: Act) -> None:
    """Write the reminders down, due now, in a round of their own."""
    about = subject(campaign)
    round_ = await reminders.next_round(session, about)
    rows = [Reminder(about, NUDGE, f"person:{id_}", act.at, round_) for id_ in persons]
    await reminders.plan(session, rows)
    of = history.Subject("campaign", campaign.id, campaign.title)
    history.note(session, act, of, {NUDGE: (None, len(rows))})

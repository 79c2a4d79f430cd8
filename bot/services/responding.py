"""What somebody says to a reminder: planned, declined, later, silence for this year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.campaigns.steps import MORNING, allowed_at
from bot.records import Act, Campaign, Clock, Entry, Person, Reminder, School
from bot.services import recording
from bot.services.campaigns import workdays
from bot.services.progress import Progress, reminded_roles
from db import campaigns, reminders


def own_schools(progress: Progress, person: Person, clock: Clock) -> list[School]:
    """The schools of the campaign that somebody is reminded for, in the order appointed."""
    roles, today = reminded_roles(), clock.today()
    held = [one.school_id for one in person.appointments if one.role in roles and one.in_force(today)]
    return [progress.schools[id_] for id_ in dict.fromkeys(held) if id_ and id_ in progress.schools]


async def say(session: AsyncSession, campaign: Campaign, several: list[School], said: str, act: Act) -> None:
    """These schools have planned something for the campaign, or take no part this time."""
    await campaigns.reply(session, campaign.id, [one.id for one in several], said, act)


async def later(session: AsyncSession, reminder: Reminder, clock: Clock) -> datetime:
    """Remind again on the next working morning, once however often it is pressed; when that will be."""
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), MORNING, clock.zone)
    morning = allowed_at(tomorrow, await workdays(session), clock.zone)
    if not await reminders.waits(session, reminder.subject, reminder.recipient):
        round_ = await reminders.next_round(session, reminder.subject)
        again = replace(reminder, id=0, round=round_, due_at=morning, state="due", reason="")
        await reminders.plan(session, [again])
    return morning


def prefilled(campaign: Campaign, several: list[School], day: date) -> Entry:
    """An entry with what is known of the campaign; its day is asked, so that nothing counts unsaid."""
    entry = recording.blank(campaign.kinds[0] if campaign.kinds else "lecture", day)
    school = several[0] if len(several) == 1 else None
    known = {"school": school, "topics": campaign.topics}
    assumed = {f"assumed:{name}" for name, value in known.items() if value}
    return replace(entry, school=school, topics=campaign.topics, flags=entry.flags | assumed)

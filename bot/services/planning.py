"""Planning: which reminders are owed by now, each written down once (rule 8).

Nothing is written before it is due, so that nothing is to be re-planned when dates, roster or working days
change. Planning is idempotent: it is repeated at every tick, and at a start it finds what fell due meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.campaigns.steps import due, useful_until
from bot.campaigns.workdays import Workdays
from bot.records import Campaign, Clock, Entry, Period, Reminder
from bot.services import digest
from bot.services.campaigns import subject, workdays
from bot.services.progress import concerned
from db import campaigns, entries, people, reminders

AROUND = timedelta(days=45)
"""Campaigns that are looked at: longer before and after than any step reaches."""
PLANS_AROUND = timedelta(days=20)
PLANS_ASKED_FOR = timedelta(days=6)
CONFIRM = data.Step("confirm", "", "", -30, "start", "10:00", on=True)
"""Officers are asked a month ahead whether dates set by yearly notice are right."""
PLAN_DAY = data.Step("plan_day", "", "", 0, "start", "08:00", on=True)
PLAN_AFTER = data.Step("plan_after", "", "", 0, "start", "10:00", on=True)

Recipients = Callable[[AsyncSession, date], Awaitable[Iterable[int]]]
"""The persons to whom something is owed on a day."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to remind of: its steps in order, each with the days it is reckoned from."""

    key: str
    steps: Sequence[tuple[data.Step, Period]]
    recipients: Recipients
    since: datetime | None
    """Steps that were due before then are not made up for."""
    round: int = 0

    def from_step(self, key: str) -> set[str]:
        """A step and those after it: whoever was told of one, while the clock ran ahead, needs it no more."""
        keys = [step.key for step, _ in self.steps]
        return {*keys[keys.index(key) :]}


@dataclass(frozen=True, slots=True)
class Moment:
    """When planning is done, and the working days as they are known then."""

    now: datetime
    zone: tzinfo
    workdays: Workdays

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def owed(self, one: Subject) -> list[tuple[str, datetime, bool]]:
        """The steps that are due by now: key, when they were, and whether they are still of use."""
        dated = ((step, period, due(step, period, self.workdays, self.zone)) for step, period in one.steps)
        return [
            (step.key, at, self.now < useful_until(step, period, at, self.zone))
            for step, period, at in dated
            if at <= self.now and (one.since is None or at >= one.since)
        ]


async def plan(session: AsyncSession, clock: Clock) -> list[Reminder]:
    """The reminders that are owed by now and not written down yet, in the state that they are to have."""
    moment = Moment(clock.now(), clock.zone, await workdays(session))
    subjects = [one for source in SOURCES for one in await source(session, moment)]
    return [row for one in subjects for row in await _missing(session, one, moment)]


async def _missing(session: AsyncSession, one: Subject, moment: Moment) -> list[Reminder]:
    """What lacks of a subject: the latest useful step is to be sent; those before it are superseded."""
    owed = moment.owed(one)
    begun = await reminders.steps_begun(session, one.key, one.round) if owed else set()
    latest = max((n for n, (_, _, useful) in enumerate(owed) if useful), default=-1)
    if latest < 0 and all(step in begun for step, _, _ in owed):
        return []
    recipients = [f"person:{id_}" for id_ in await one.recipients(session, moment.today)]
    rows: list[Reminder] = []
    for number, (step, due_at, _) in enumerate(owed):
        if number == latest:
            state, reason = "due", ""
            told = await reminders.recipients_of(session, one.key, one.from_step(step), one.round)
        elif step in begun:
            continue
        else:
            state, reason = _too_late([s for s, _, _ in owed[number + 1 :]], begun, before=number < latest)
            told = set()
        rows += [
            Reminder(one.key, step, recipient, due_at, one.round, state, reason)
            for recipient in recipients
            if recipient not in told
        ]
    return rows


def _too_late(later: Sequence[str], begun: set[str], *, before: bool) -> tuple[str, str]:
    """The state of a step that is not sent any more, and why: a later one is or was, or nothing is of use."""
    return ("skipped", "superseded") if before or any(step in begun for step in later) else ("missed", "")


def superseded(rows: Iterable[Reminder]) -> dict[str, set[str]]:
    """By subject, the steps before those that are to be sent now: what waits of them is not sent any more."""
    order = list(data.steps())
    steps = {(row.subject, row.step) for row in rows if row.state == "due" and row.step in order}
    return {about: {*order[: order.index(step)]} for about, step in steps}


def steps_of(campaign: Campaign) -> list[data.Step]:
    """The steps of a campaign that are on, in order, as the bureau has set them."""
    every = [replace(step, **campaign.steps.get(step.key, {})) for step in data.steps().values()]
    return [step for step in every if step.on]


async def _campaigns(session: AsyncSession, moment: Moment) -> Iterator[Subject]:
    around = await campaigns.active_between(session, moment.today - AROUND, moment.today + AROUND)
    return (one for campaign in around for one in _of_campaign(campaign))


def _of_campaign(one: Campaign) -> Iterator[Subject]:
    """The campaign itself, and its dates where nobody has confirmed them."""

    async def recipients(session: AsyncSession, day: date) -> Iterable[int]:
        return await concerned(session, one, day)

    steps = [(step, one.period) for step in steps_of(one)]
    yield Subject(subject(one), steps, recipients, one.since, one.round)
    if one.provisional:
        yield Subject(f"dates:{one.id}", [(CONFIRM, one.period)], _officers, one.since, one.round)


async def _officers(session: AsyncSession, day: date) -> Iterable[int]:
    roles = [role.key for role in data.roles().values() if role.admits]
    return [one.id for one in await people.appointed(session, roles, day)]


async def _plans(session: AsyncSession, moment: Moment) -> Iterator[Subject]:
    today = moment.today
    known = await entries.planned(session, today - PLANS_AROUND, today + PLANS_AROUND)
    return (_plan(entry, entry.held_on, since, moment.workdays) for entry, since in known if entry.held_on)


def asked_about(held_on: date, days: Workdays) -> Period:
    """When it is asked how a plan for that day went: from the working day after, for a week."""
    after = days.shift(held_on, 1)
    return Period(after, after + PLANS_ASKED_FOR)


def _plan(entry: Entry, held_on: date, since: datetime, days: Workdays) -> Subject:
    """Reminded of on the day; asked about on the working day after, or within a week."""

    async def recipients(_reading: AsyncSession, _day: date) -> Iterable[int]:
        return [one.id for one in entry.people] or ([entry.logged_by] if entry.logged_by else [])

    steps = [(PLAN_DAY, Period(held_on, held_on)), (PLAN_AFTER, asked_about(held_on, days))]
    return Subject(f"plan:{entry.id}", steps, recipients, since, round=held_on.toordinal())


async def _digests(session: AsyncSession, moment: Moment) -> Iterator[Subject]:
    """One a working day for each officer who wants one, at the time they chose."""
    today = moment.today
    if not moment.workdays.is_workday(today):
        return iter(())
    times: dict[str, list[int]] = {}
    for person_id in await _officers(session, today):
        at = digest.chosen(await people.person_preference(session, person_id, digest.PREFERENCE))
        times.setdefault(at or digest.OFF, []).append(person_id)
    times.pop(digest.OFF, None)
    return (_digest(today, at, persons) for at, persons in times.items())


def _digest(today: date, at: str, persons: Sequence[int]) -> Subject:
    async def recipients(_reading: AsyncSession, _day: date) -> Iterable[int]:
        return persons

    step = data.Step(at, "", "", 0, "start", at, on=True)
    return Subject(f"digest:{today}", [(step, Period(today, today))], recipients, None)


Source = Callable[[AsyncSession, Moment], Awaitable[Iterator[Subject]]]
SOURCES: tuple[Source, ...] = (_campaigns, _plans, _digests)
"""What there is to be reminded of."""

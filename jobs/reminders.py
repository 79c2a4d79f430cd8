"""The tick: writes down what is owed by now, then sends it, each reminder at most once (rule 8).

A reminder is claimed and the claim committed before it is sent; a claim whose process died leaves it
unconfirmed. What waits for the pace, for the morning or for Telegram is not claimed.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.campaigns.steps import allowed_at
from bot.chat.letters import Desk, Skip, write
from bot.chat.once import Attempt
from bot.records import Reminder
from bot.services import campaigns, planning
from bot.services.progress import Progress
from db import chats, people, reminders
from db.reminders import Fate
from jobs.office import Office

log = logging.getLogger(__name__)

BATCH = 100
SIDE_BY_SIDE = 8
SOON = timedelta(seconds=20)
"""A pause that Telegram asked for is waited out; anything later is left to the next tick."""


async def run(office: Office) -> None:
    """Write down what is owed, and send what is due while people may be written to."""
    await write_down(office)
    while not office.leaving.is_set() and await _is_allowed(office):
        async with office.database.read() as session:
            batch = await reminders.due(session, office.clock.now(), BATCH)
            later = None if batch else await reminders.next_due(session)
        if batch:
            await _send_all(office, batch)
        elif later is not None and later - office.clock.now() < SOON:
            await _pause(office, later - office.clock.now())
        else:
            return


async def write_down(office: Office) -> None:
    """The year's theme days, what is owed by now, and what was abandoned in the middle of sending."""
    now = office.clock.now()
    async with office.database.read() as session:
        years = await campaigns.known_years(session, office.clock.today())
    for year in years:
        async with office.database.write() as session:
            await campaigns.open_year(session, year, now)
    async with office.database.read() as session:
        rows = await planning.plan(session, office.clock)
    async with office.database.write() as session:
        for subject, steps in planning.superseded(rows).items():
            await reminders.skip_waiting(session, subject, "superseded", now, steps)
        await reminders.plan(session, rows)
        if lost := await reminders.doubt_abandoned(session, now):
            log.warning("%s reminders were being sent when we stopped: unconfirmed", lost)


async def _is_allowed(office: Office) -> bool:
    """Whether people may be written to now: on working days, outside quiet hours."""
    now = office.clock.now()
    async with office.database.read() as session:
        days = await campaigns.workdays(session)
    return allowed_at(now, days, office.clock.zone) <= now


async def _pause(office: Office, wait: timedelta) -> None:
    try:
        await asyncio.wait_for(office.leaving.wait(), max(wait.total_seconds(), 0.05))
    except TimeoutError:
        return


async def _send_all(office: Office, batch: list[Reminder]) -> None:
    known: dict[int, Progress] = {}
    room = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(reminder: Reminder) -> None:
        async with room:
            if not office.leaving.is_set():
                await _send(office, reminder, known)

    async with asyncio.TaskGroup() as group:
        for reminder in batch:
            group.create_task(one(reminder))


async def _send(office: Office, reminder: Reminder, known: dict[int, Progress]) -> None:
    async with office.database.read() as session:
        written = await write(Desk(session, office.clock, known), reminder)
    if isinstance(written, Skip):
        await _settle(office, reminder, Fate(written.state, written.reason))
        return
    reader, letter = written
    await office.sender.turn(reader.account.id)
    if office.leaving.is_set() or not await _claim(office, reminder):
        return
    try:
        made = await office.sender.once(reader.account.id, letter.text, letter.buttons)
    except Exception:
        log.exception("Reminder %s could not be made", reminder.id)
        await _settle(office, reminder, Fate("failed", "error"))
    else:
        await _keep(office, reminder, made)
        if made.state == "sent" and letter.asks:
            await _ask(office, made.chat_id, *letter.asks)


async def _claim(office: Office, reminder: Reminder) -> bool:
    async with office.database.write() as session:
        return await reminders.claim(session, reminder.id, office.clock.now())


async def _keep(office: Office, reminder: Reminder, made: Attempt) -> None:
    """Write down what came of an attempt."""
    now = office.clock.now()
    async with office.database.write() as session:
        if made.state == "again":
            await reminders.postpone(session, reminder.id, now + timedelta(seconds=made.wait))
        elif made.state == "gone":
            await people.lost(session, made.chat_id, now)
            await reminders.settle(session, reminder.id, Fate("failed", "gone", made.chat_id), now)
        else:
            fate = Fate(made.state, "", made.chat_id, made.message_id)
            await reminders.settle(session, reminder.id, fate, now)


async def _ask(office: Office, chat_id: int, field: str, entry_id: int) -> None:
    """Wait for the answer to what the reminder asks, unless something else is being asked there."""
    async with office.database.write() as session:
        if await chats.asked(session, chat_id) is None:
            await chats.ask(session, chats.Asked(chat_id, entry_id, field), office.clock.now())


async def _settle(office: Office, reminder: Reminder, fate: Fate) -> None:
    async with office.database.write() as session:
        await reminders.settle(session, reminder.id, fate, office.clock.now())

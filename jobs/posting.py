"""Sending reminders, each at most once (rule 8).

A reminder is claimed and the claim committed before it is sent; a claim whose process died leaves it
unconfirmed. What waits for the pace, for the morning or for Telegram is not claimed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.campaigns.steps import allowed_at
from bot.campaigns.workdays import Workdays
from bot.chat.letters import Desk, Letter, Reader, Skip, write
from bot.chat.once import Attempt
from bot.records import Clock, Reminder
from bot.services.progress import Progress
from db import chats, people, reminders
from db.reminders import Fate
from db.work import reason, unreachable
from jobs.office import Office

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
PAUSES = (0.2, 1.0, 5.0, 20.0)
"""Seconds between attempts to write down what came of a reminder; less, together, than a claim lasts."""

Change = Callable[[AsyncSession], Awaitable[None]]


def may_write(clock: Clock, days: Workdays) -> bool:
    """Whether people may be written to now: on working days, outside quiet hours."""
    now = clock.now()
    return allowed_at(now, days, clock.zone) <= now


async def post(office: Office, batch: list[Reminder], days: Workdays) -> None:
    """Send these reminders, some side by side.

    Where one fails, its neighbours still end: one cut off in the middle would be unconfirmed for nothing.
    """
    known: dict[int, Progress] = {}
    room = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(reminder: Reminder) -> None:
        async with room:
            if not office.leaving.is_set() and may_write(office.clock, days):
                await _post(office, reminder, known, days)

    ended = await asyncio.gather(*map(one, batch), return_exceptions=True)
    for error in ended:
        if error is not None:
            raise error


async def _post(office: Office, reminder: Reminder, known: dict[int, Progress], days: Workdays) -> None:
    written = await _written(office, reminder, known)
    if isinstance(written, Skip):
        async with office.database.write() as session:
            fate = Fate(written.state, written.reason)
            await reminders.pass_over(session, reminder.id, fate, office.clock.now())
        return
    reader, letter = written
    async with office.sender.turn(reader.account.id):
        if office.leaving.is_set() or not may_write(office.clock, days) or not await _claim(office, reminder):
            return  # we leave, the evening came, or another has taken it
        made = await _attempt(office, reminder, reader, letter)
    await _keep(office, lambda session: _settle(session, office.clock, reminder, made))
    if made.state == "sent" and letter.asks:
        field, entry_id = letter.asks
        asked = chats.Asked(made.chat_id, entry_id, field)
        await _keep(office, lambda session: _ask(session, office.clock, asked))


async def _written(
    office: Office, reminder: Reminder, known: dict[int, Progress]
) -> tuple[Reader, Letter] | Skip:
    """The letter; one that can't be written is set aside, so that it doesn't keep others from being sent."""
    try:
        async with office.database.read() as session:
            return await write(Desk(session, office.clock, known), reminder)
    except Exception as error:
        if unreachable(error):
            raise
        log.exception("Reminder %s could not be written", reminder.id)
        return Skip("error", "failed")


async def _claim(office: Office, reminder: Reminder) -> bool:
    async with office.database.write() as session:
        return await reminders.claim(session, reminder.id, office.clock.now())


async def _attempt(office: Office, reminder: Reminder, reader: Reader, letter: Letter) -> Attempt:
    try:
        return await office.sender.once(reader.account.id, letter.text, letter.buttons)
    except Exception:
        log.exception("Reminder %s went wrong; it may have been sent", reminder.id)
        return Attempt("unconfirmed", reader.account.id)


async def _keep(office: Office, change: Change) -> None:
    """Write down what has happened already, though the database be out of reach for a while."""
    for pause in (*PAUSES, None):
        try:
            async with office.database.write() as session:
                await change(session)
        except Exception as error:
            if pause is None or not unreachable(error):
                raise
            log.warning("The database does not answer (%s); trying on", reason(error))
            await asyncio.sleep(pause)
        else:
            return


async def _settle(session: AsyncSession, clock: Clock, reminder: Reminder, made: Attempt) -> None:
    now = clock.now()
    if made.state == "again":
        await reminders.postpone(session, reminder.id, now + timedelta(seconds=made.wait))
    elif made.state == "gone":
        await people.lost(session, made.chat_id, now)
        if reminder.person_id in await people.reachable(session):  # from another account of theirs
            await reminders.postpone(session, reminder.id, now)
        else:
            await reminders.settle(session, reminder.id, Fate("failed", "gone", made.chat_id), now)
    else:
        fate = Fate(made.state, "", made.chat_id, made.message_id)
        await reminders.settle(session, reminder.id, fate, now)


async def _ask(session: AsyncSession, clock: Clock, asked: chats.Asked) -> None:
    """Wait for the answer to what the reminder asks, unless something else is being asked there."""
    await chats.ask_unless_asked(session, asked, clock.now())

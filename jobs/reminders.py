"""The tick: writes down what is owed by now, then has it sent (rule 8). Sending: `jobs/posting.py`."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.services import campaigns, planning
from db import reminders
from db.work import reason, unreachable
from jobs.office import Office
from jobs.posting import may_write, post

log = logging.getLogger(__name__)

BATCH = 100
AT_A_TIME = 30.0
"""Seconds of sending until it is looked again at what is owed: a later step replaces what still waits."""
SOON = timedelta(seconds=20)
"""A pause that Telegram asked for is waited out; anything later is left to the next tick."""


async def run(office: Office) -> None:
    """Write down what is owed, and send what is due while people may be written to."""
    try:
        await write_down(office)
        while await _send(office):
            await write_down(office)
    except Exception as error:
        if not unreachable(error):
            raise
        log.warning("The database does not answer (%s); reminders go on at the next tick", reason(error))


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


async def _send(office: Office) -> bool:
    """Send what is due; whether time ran out before everything was."""
    time = asyncio.get_running_loop().time
    end = time() + AT_A_TIME
    while not office.leaving.is_set():
        now = office.clock.now()
        async with office.database.read() as session:
            days = await campaigns.workdays(session)
            batch = await reminders.due(session, now, BATCH)
            later = None if batch else await reminders.next_due(session)
        if not may_write(office.clock, days):
            return False
        if batch and time() > end:
            return True
        if batch:
            await post(office, batch, days)
        elif later is not None and later - now < SOON:
            await _pause(office, later - now)
        else:
            return False
    return False


async def _pause(office: Office, wait: timedelta) -> None:
    try:
        await asyncio.wait_for(office.leaving.wait(), max(wait.total_seconds(), 0.05))
    except TimeoutError:
        return

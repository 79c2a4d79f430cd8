"""Making the reports that were asked for, each in a process of its own, and delivering them.

Nothing is claimed: after a stop a report is made anew, and of two processes that make one the first delivers.
"""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.chat import report_letter
from bot.chat.report_letter import DELIVERED, Done
from bot.chat.wording import Wording
from bot.services import compilations as snapshots
from bot.services import figures
from bot.services.access import Access
from bot.services.apart import apart
from bot.services.compiling import Order
from db import compilations, inbox, people
from db.compilations import Asked, Statement
from jobs.office import Office

log = logging.getLogger(__name__)

ATTEMPTS = 3
PRINTING = ("bot.services.printing", "print_apart")


async def run(office: Office) -> None:
    """Make what was asked for and is not made, oldest first."""
    async with office.database.read() as session:
        waiting = await compilations.waiting(session)
    for asked in waiting:
        if office.leaving.is_set():
            return
        await _make(office, asked)


async def _make(office: Office, asked: Asked) -> None:
    order = Order(asked.period, office.clock.now(), office.clock.zone, asked.as_of)
    url = office.database.plain_url
    with TemporaryDirectory() as folder:
        printed = await apart(*PRINTING, folder, url, order, leaving=office.leaving)
        if printed:
            files = await asyncio.to_thread(_read, Path(folder))
            await _deliver(office, asked, order, files)
        elif not office.leaving.is_set():
            await _stumble(office, asked)
    office.sender.kick(asked.chat_id)


def _read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (*DELIVERED, "summary.json")}


async def _deliver(office: Office, asked: Asked, order: Order, files: dict[str, bytes]) -> None:
    """Keep what the report says, and owe it to whoever asked and still may."""
    lines = [Statement(**row) for row in json.loads(files["summary.json"])["stated"]]
    async with office.database.write() as session:
        account = await people.account(session, asked.chat_id)
        if account is None or not Access(account, office.clock.today()).may("admit"):
            await compilations.stumble(session, asked.id, most=1)
            return
        earlier = await compilations.last(session, asked.period, but=asked.id)
        if not await compilations.made(session, asked.id, order.seen_at, lines):
            return
        since = await snapshots.changes_since(session, earlier, lines) if earlier else None
        known = await figures.of_year(session, asked.period.start.year)
        done = Done(order, files, known, since)
        calls = await asyncio.to_thread(report_letter.letter, Wording(account.language), asked.chat_id, done)
        await inbox.owe(session, asked.inbox_id, calls)


async def _stumble(office: Office, asked: Asked) -> None:
    """Count the failed attempt; after the last, say so."""
    async with office.database.write() as session:
        given_up = await compilations.stumble(session, asked.id, ATTEMPTS)
        log.error("The report %s could not be made%s", asked.id, ", given up" if given_up else "")
        account = await people.account(session, asked.chat_id)
        if given_up and account is not None:
            call = report_letter.failed(Wording(account.language), asked.chat_id, asked.period)
            await inbox.owe(session, asked.inbox_id, [call])

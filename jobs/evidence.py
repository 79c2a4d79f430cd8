"""Fetching what was sent for entries: after the message was answered, as often as it takes."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import TelegramError

from bot.chat.delivery import Outcome, outcome
from bot.services.evidence import FOLDER, Store
from db import evidence
from jobs.office import Office

log = logging.getLogger(__name__)

BATCH = 20


async def run(office: Office) -> None:
    """Fetch what is wanted; trouble that passes leaves the rest to the next tick."""
    store = Store(office.folder / FOLDER)
    async with office.database.read() as session:
        wanted = await evidence.wanted(session, BATCH)
    for sent in wanted:
        if office.leaving.is_set() or not await _fetch(office, store, sent):
            return


async def _fetch(office: Office, store: Store, sent: evidence.Sent) -> bool:
    """Whether it was settled: kept, or surely lost."""
    try:
        content = await office.sender.fetch(sent.file_id)
    except TelegramError as error:
        if outcome(error) is Outcome.AGAIN:
            return False
        log.info("Telegram does not give a file any more: %s", error)
        async with office.database.write() as session:
            await evidence.lost(session, sent.unique_id)
        return True
    sha256 = await asyncio.to_thread(store.keep, content)
    async with office.database.write() as session:
        await evidence.kept(session, sent.unique_id, sha256, len(content))
    return True

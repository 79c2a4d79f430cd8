"""Forgetting: what strangers wrote and nobody let in (rule 12)."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.records import Clock
from db import inbox
from db.work import Database

log = logging.getLogger(__name__)

STRANGERS_KEPT = timedelta(days=7)


async def run(database: Database, clock: Clock) -> None:
    """Delete strangers' messages older than seven days."""
    async with database.write() as session:
        count = await inbox.forget_held(session, clock.now() - STRANGERS_KEPT)
    if count:
        log.info("Forgot %s messages of strangers", count)

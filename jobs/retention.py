"""Forgetting: personal data is kept for as long as it is needed, and no longer (rule 12)."""

from __future__ import annotations

import logging
from datetime import timedelta

from db import chats, inbox
from jobs.office import Office

log = logging.getLogger(__name__)

STRANGERS_KEPT = timedelta(days=7)
"""What strangers wrote, and nobody let in."""
UPDATES_KEPT = timedelta(days=30)
"""Updates that are answered or were set aside. Telegram delivers none again after a day."""
TEXTS_KEPT = timedelta(days=3 * 365)
"""Messages behind entries, until the reports of three years can no longer be asked about."""


async def run(office: Office) -> None:
    """Forget what is older than it may be; entries stay."""
    now = office.clock.now()
    async with office.database.write() as session:
        strangers = await inbox.forget(session, ("held",), now - STRANGERS_KEPT)
        updates = await inbox.forget(session, ("answered", "failed"), now - UPDATES_KEPT)
        texts = await chats.forget_texts(session, now - TEXTS_KEPT)
    if strangers or updates or texts:
        log.info("Forgot %s messages of strangers, %s updates, %s texts", strangers, updates, texts)

"""Forgetting: personal data is kept for as long as it is needed, and no longer (rule 12)."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot import data
from bot.chat.files import FOLDER, forget_files
from db import chats, inbox
from jobs.compilations import OUTBOX
from jobs.office import Office

log = logging.getLogger(__name__)


async def run(office: Office) -> None:
    """Forget what is older than `bot/data/retention.toml` says; entries stay."""
    now = office.clock.now()
    before = {kind: now - timedelta(days=days) for kind, days in data.load("retention").items()}
    async with office.database.write() as session:
        strangers = await inbox.forget(session, ("held",), before["strangers"])
        updates = await inbox.forget(session, ("answered", "failed"), before["updates"])
        texts = await chats.forget_texts(session, before["texts"])
    for folder in (FOLDER, OUTBOX):
        forget_files(office.folder / folder, before["files"])
    if strangers or updates or texts:
        log.info("Forgot %s messages of strangers, %s updates, %s texts", strangers, updates, texts)

"""How updates come in: stored before Telegram is told that we have them, then applied, chat by chat.

python-telegram-bot's own updater acknowledges what it holds only in memory. Here an update is in the inbox
before the next `getUpdates` confirms it, and the transaction that holds its effects marks it applied.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

from bot.chat.files import FOLDER, Files, Sheets, WordFile, concerns_a_file
from bot.chat.lanes import Lanes
from bot.chat.sender import Sender
from bot.chat.wording import Wording
from bot.chat.work import Context, Work, current
from bot.patience import longer
from bot.records import Clock
from bot.services.access import Access
from bot.settings import Settings
from db import inbox, people
from db.inbox import Call, Received
from db.work import Database, reason, unreachable

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 30
ATTEMPTS = 3
SIDE_BY_SIDE = 16
GRACE = 10.0

App = Application[Any, Context, Any, Any, Any, Any]


class Intake:
    """Receives updates and applies them, the oldest of each chat first."""

    def __init__(
        self, database: Database, application: App, sender: Sender, clock: Clock, settings: Settings
    ) -> None:
        self._database, self._application, self._sender, self._clock = database, application, sender, clock
        self._officers = frozenset(settings.officers)
        self._files = Files(settings.data_dir / FOLDER, application.bot, clock)
        self._lanes = Lanes(self._apply_oldest)
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self.errand = asyncio.Event()
        """Set when an update asked for something that a job does."""

    async def start(self) -> None:
        """Take up what was received and not applied when we stopped."""
        async with self._database.read() as session:
            for chat_id in await inbox.busy_chats(session):
                self._lanes.kick(chat_id)

    async def stop(self) -> None:
        """Finish the updates under way; the others are applied at the next start."""
        await self._lanes.stop(GRACE)

    async def poll(self) -> None:
        """Ask Telegram for updates, for ever; trouble is logged once and waited out."""
        offset, pause = None, 0.0
        while True:
            try:
                updates = await self._application.bot.get_updates(
                    offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
                )
                await self.receive(updates)
            except Exception as error:
                if isinstance(error, InvalidToken) or not (
                    isinstance(error, TelegramError) or unreachable(error)
                ):
                    raise
                if not pause:
                    log.warning("No updates can be had (%s); trying on", _trouble(error))
                pause = longer(pause)
                await asyncio.sleep(pause)
                continue
            if pause:
                log.info("Updates come in again")
            pause, offset = 0.0, updates[-1].update_id + 1 if updates else offset

    async def receive(self, updates: Sequence[Update]) -> None:
        """Keep these updates, and begin to apply them."""
        if not updates:
            return
        now = self._clock.now()
        rows = [
            {
                "bot_id": self._application.bot.id,
                "update_id": update.update_id,
                "chat_id": _chat_of(update),
                "account_id": update.effective_user.id if update.effective_user else None,
                "payload": update.to_dict(),
                "state": "received",
                "attempts": 0,
                "received_at": now,
            }
            for update in updates
        ]
        async with self._database.write() as session:
            await inbox.store(session, rows)
        for row in rows:
            self._lanes.kick(row["chat_id"])

    async def _apply_oldest(self, chat_id: int) -> bool:
        async with self._room:
            async with self._database.read() as session:
                row = await inbox.oldest(session, chat_id)
            if row is None:
                return False
            try:
                calls = await self._apply(row, await self._brought(row))
            except Exception as error:
                if unreachable(error):
                    raise
                calls = await self._stumble(row, error)
        for owed_to in {call.chat_id for call in calls}:
            self._sender.kick(owed_to)
        return True

    async def _brought(self, row: Received) -> Sheets | WordFile | None:
        """The file that the update is about, if its sender may bring one."""
        update = Update.de_json(row.payload, self._application.bot)
        user = update.effective_user
        if user is None or not concerns_a_file(update):
            return None
        async with self._database.read() as session:
            known = await people.account(session, user.id)
        allowed = known is not None and Access(known, self._clock.today()).may("admit")
        return await self._files.bring(update, row.id) if allowed or user.id in self._officers else None

    async def _apply(self, row: Received, brought: Sheets | WordFile | None) -> Sequence[Call]:
        """The effects of an update and the answers it owes, in one transaction."""
        async with self._database.write() as session:
            if not await inbox.claim(session, row.id):
                return ()
            bot = self._application.bot
            work = Work(session, self._clock, bot.id, self._officers, row.id, row.chat_id, brought=brought)
            current.set(work)
            await self._application.process_update(Update.de_json(row.payload, bot))
            if work.error is not None:
                raise work.error
            await inbox.owe(session, row.id, work.calls)
            if work.held:
                await inbox.hold(session, row.id)
            elif not work.calls:
                await inbox.finish(session, row.id)
        for number in work.done_with:
            self._files.forget(number)
        if work.errand:
            self.errand.set()
        for chat_id in work.released:
            self._lanes.kick(chat_id)
        return work.calls

    async def _stumble(self, row: Received, error: Exception) -> Sequence[Call]:
        """Count the failed attempt; after the last, set the row aside and say so."""
        error_id = secrets.token_hex(4)
        async with self._database.write() as session:
            attempts = await inbox.stumble(session, row.id)
            log.error(
                "Update row %s failed, attempt %s, error %s", row.id, attempts, error_id, exc_info=error
            )
            if attempts < ATTEMPTS:
                return ()
            await inbox.set_aside(session, row.id, error_id)
            user = Update.de_json(row.payload, self._application.bot).effective_user
            known = await people.account(session, user.id) if user else None
            t = Wording(known.language if known else "zh")
            calls = [_notice(row.chat_id, t("nothing.busy", error=error_id))]
            officers = await people.admitting(session, self._clock.today())
            for officer in (one for one in officers if one.id != row.chat_id):
                told = Wording(officer.language)(
                    "nothing.failed", error=error_id, name=known.name if known else "?"
                )
                calls.append(_notice(officer.id, told))
            await inbox.owe(session, row.id, calls)
        return calls


async def note_error(_update: object, context: Context) -> None:
    """python-telegram-bot swallows a handler's error; it is kept for the transaction to fail with."""
    context.work.error = context.error


def _notice(chat_id: int, text: str) -> Call:
    return Call("say", {"text": str(text), "reply_to": None}, chat_id)


def _chat_of(update: Update) -> int:
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else user.id if user else 0


def _trouble(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "another program asks for this bot's updates: stop it, or use a token of its own"
    return reason(error)

"""The sender: delivers what chats are owed, in order within a chat, chats side by side, at a set pace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter
from telegram import Bot
from telegram.error import TelegramError

from bot.chat.buttons import Rows, said
from bot.chat.delivery import METHODS, Outcome, moved_to, outcome, wait_asked
from bot.chat.lanes import Lanes
from bot.chat.once import Attempt, attempt
from bot.records import Clock
from db import inbox, people
from db.inbox import Owed
from db.work import Database

log = logging.getLogger(__name__)

BURST = 5
REMEMBERED = 5000
"""Chats whose pace is kept; so many at once are only written to by reminders, one each."""
SIDE_BY_SIDE = 16
"""Requests under way at once: more only makes httpx slower (docs/dependencies.md)."""
GRACE = 3.0
DOWNLOAD_SECONDS = 60
LONGEST_PAUSE = 60.0
MOVED = "moved"
"""The chat has another id now: the lane of that one sends what is owed."""


class Pace:
    """Messages a second, overall and for each chat (which may burst); 0 is no limit."""

    def __init__(self, overall: float, per_chat: float) -> None:
        self._overall = AsyncLimiter(max(overall, 1), max(overall, 1) / overall) if overall else None
        self._per_chat = per_chat
        self._chats: dict[int, AsyncLimiter] = {}
        self._rested_at = 0.0

    def rest(self, seconds: float) -> None:
        """Telegram asks for a pause: nothing goes out for so long."""
        self._rested_at = max(self._rested_at, asyncio.get_running_loop().time() + seconds)

    async def wait(self, chat_id: int) -> None:
        """Until the next message to this chat may go out."""
        await self._rest()
        if self._per_chat:
            if len(self._chats) > REMEMBERED:
                self._chats.clear()
            limiter = self._chats.setdefault(chat_id, AsyncLimiter(BURST, BURST / self._per_chat))
            await limiter.acquire()
        if self._overall:
            await self._overall.acquire()

    async def _rest(self) -> None:
        left = self._rested_at - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)
            await self._rest()  # a longer pause may have been asked for meanwhile


class Sender:
    """Sends every waiting answer; `kick` tells it that a chat is owed one."""

    def __init__(self, database: Database, bot: Bot, clock: Clock, pace: Pace) -> None:
        self._database, self._bot, self._clock, self._pace = database, bot, clock, pace
        self._lanes = Lanes(self._deliver_one)
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self._troubled = False

    def kick(self, chat_id: int) -> None:
        """Deliver what this chat is owed."""
        self._lanes.kick(chat_id)

    async def start(self) -> None:
        """Take up what was owed when we stopped."""
        async with self._database.read() as session:
            for chat_id in await inbox.owed_chats(session):
                self.kick(chat_id)

    async def stop(self) -> None:
        """Finish the calls under way; what waits is sent at the next start."""
        await self._lanes.stop(GRACE)

    @asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncIterator[None]:
        """A reminder's turn to go to this chat: a request made at once keeps the pace, and is not held up."""
        await self._pace.wait(chat_id)
        async with self._room:
            yield

    async def once(self, chat_id: int, text: str, buttons: Rows) -> Attempt:
        """Try once to send a message that must not come twice, at its turn."""
        made = await attempt(self._bot, chat_id, said(text, buttons))
        if made.wait:
            self._pace.rest(made.wait)
        return made

    async def fetch(self, file_id: str) -> bytes:
        """A file that somebody sent.

        Raises:
            TelegramError: Telegram doesn't give it, now or ever.
        """
        async with self._room:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))

    async def _deliver_one(self, chat_id: int) -> bool:
        async with self._database.read() as session:
            owed = await inbox.next_owed(session, chat_id)
        if owed is None:
            return False
        state, message_id = await self._deliver(owed)
        if state == MOVED:
            return True
        async with self._database.write() as session:
            if state == Outcome.GONE.value:
                await people.lost(session, chat_id, self._clock.now())
            await inbox.settle(session, owed, "sent" if state == "sent" else "refused", message_id)
        return True

    async def _deliver(self, owed: Owed) -> tuple[str, int | None]:
        """Send until Telegram has it or never will: `sent`, `gone`, `refused` or `moved`, and the message."""
        chat_id, pause = owed.call.chat_id, 1.0
        while True:
            try:
                if owed.call.method != "toast":
                    await self._pace.wait(chat_id)
                async with self._room:
                    message_id = await METHODS[owed.call.method](self._bot, chat_id, owed.call.parameters)
            except TelegramError as error:
                new_chat = moved_to(error)
                if new_chat is not None:
                    await self._move(chat_id, new_chat)
                    return MOVED, None
                result = outcome(error)
                if result is not Outcome.AGAIN:
                    log.info("Telegram did not take a %s: %s", owed.call.method, error)
                    return result.value, None
                self._note_trouble(error)
                if asked := wait_asked(error):
                    self._pace.rest(asked)
                await asyncio.sleep(asked or pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception:
                log.exception("A %s could not be made", owed.call.method)
                return Outcome.REFUSED.value, None
            else:
                self._note_trouble(None)
                return "sent", message_id

    async def _move(self, old: int, new: int) -> None:
        async with self._database.write() as session:
            await inbox.move_chat(session, old, new)
        self.kick(new)

    def _note_trouble(self, error: TelegramError | None) -> None:
        """Say once that Telegram can't be reached, and once that it can again."""
        if bool(error) != self._troubled:
            self._troubled = bool(error)
            log.log(
                logging.WARNING if error else logging.INFO,
                "Telegram does not take our answers (%s); trying on"
                if error
                else "Telegram takes answers again%s",
                error or "",
            )

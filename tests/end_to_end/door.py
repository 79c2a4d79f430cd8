"""The real application, one update at a time, in process: what it would do and say, with nothing kept.

Quick enough to try everything as everybody: each update meets the same database.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from telegram import Update

from bot.app import build, connect
from bot.chat.work import Work, current
from bot.intake import App
from bot.practice import PracticeServer
from bot.records import Clock
from bot.settings import Settings
from db.inbox import Call
from db.models import InboxRow
from db.work import Database
from tests.district import add
from tests.end_to_end.stage import NOW, ZONE

MESSAGE = 7
"""The message of ours under which every button is pressed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of an update: the calls owed, whether it is held as a stranger's."""

    calls: tuple[Call, ...]
    held: bool

    def said(self, chat_id: int) -> list[str]:
        """Every text that goes to this chat."""
        return [str(call.parameters["text"]) for call in self.calls if call.chat_id == chat_id]

    @property
    def popup(self) -> str:
        """What pops up at a press."""
        return next((str(call.parameters["text"]) for call in self.calls if call.method == "toast"), "")


class Door:
    """Where updates come in."""

    def __init__(self, application: App, database: Database) -> None:
        self._application, self.database, self._count = application, database, 0

    async def press(self, who: int, data: str, *, group: int | None = None) -> Seen:
        """Press a button that says this, in the private chat or in a group."""
        chat = {"id": group, "type": "supergroup", "title": "法治群"} if group else private(who)
        message = {"message_id": MESSAGE, "date": _seconds(), "chat": chat, "text": "…"}
        query = {"id": "1", "from": user(who), "chat_instance": "1", "data": data, "message": message}
        return await self._come(group or who, callback_query=query)

    async def say(self, who: int, text: str) -> Seen:
        """Write something."""
        return await self._come(who, message=self._message(who, text=text))

    async def edit(self, who: int, text: str) -> Seen:
        """Edit a message that was never read, so that it is as good as new."""
        return await self._come(who, edited_message=self._message(who, text=text, edit_date=_seconds()))

    async def send(self, who: int, file_name: str) -> Seen:
        """Send a file of this name."""
        document = {"file_id": "1", "file_unique_id": "1", "file_name": file_name, "file_size": 1}
        return await self._come(who, message=self._message(who, document=document))

    def _message(self, who: int, **content: Any) -> dict[str, Any]:
        message = {"message_id": 100 + self._count, "date": _seconds(), "chat": private(who)}
        entities = [{"type": "bot_command", "offset": 0, "length": 5}]
        slash = {"entities": entities} if str(content.get("text", "")).startswith("/") else {}
        return {**message, "from": user(who), **content, **slash}

    async def _come(self, chat_id: int, **content: Any) -> Seen:
        self._count += 1
        bot = self._application.bot
        async with self.database.write() as session:
            update = {"update_id": self._count, **content}
            row = InboxRow(
                bot_id=bot.id,
                update_id=self._count,
                chat_id=chat_id,
                payload=update,
                state="applied",
                attempts=0,
                received_at=NOW,
            )
            await add(session, row)
            work = Work(session, Clock(ZONE, lambda: NOW), bot.id, frozenset(), row.id, chat_id)
            current.set(work)
            await self._application.process_update(Update.de_json(update, bot))
            if work.error is not None:
                raise AssertionError(content) from work.error
            seen = Seen(tuple(work.calls), work.held)
            await session.rollback()
        return seen


def user(who: int) -> dict[str, Any]:
    return {"id": who, "is_bot": False, "first_name": f"某{who}", "language_code": "zh"}


def private(who: int) -> dict[str, Any]:
    return {"id": who, "type": "private", "first_name": f"某{who}"}


def _seconds() -> int:
    return int(NOW.astimezone(UTC).timestamp())


@asynccontextmanager
async def door(database: Database, folder: Path) -> AsyncIterator[Door]:
    """The application with every handler, in front of this database."""
    async with PracticeServer(folder / "practice", port=0) as server:
        application = build(Settings(token=server.token, telegram_api=server.url, data_dir=folder))
        await connect(application)
        try:
            yield Door(application, database)
        finally:
            await application.shutdown()

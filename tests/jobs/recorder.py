"""Telegram as far as reminders go: a real bot whose requests end here, where every message is remembered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.chat.sender import Pace, Sender
from bot.records import Clock
from db.work import Database
from jobs.office import Office

Answer = Callable[[int], Awaitable[tuple[int, dict[str, Any]] | None]]
"""What is to be answered to a message to a chat, other than that it is sent."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was sent."""

    chat_id: int
    id: int
    text: str


class Recorder(BaseRequest):
    """Takes every message; `answer` may do something first, and answer otherwise."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.sent: list[Message] = []
        self._answer = answer

    @property
    def read_timeout(self) -> float:
        return 5

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        given: dict[str, Any] = dict(request_data.parameters) if request_data else {}
        chat_id = int(given["chat_id"])
        if self._answer and (other := await self._answer(chat_id)):
            return other[0], json.dumps(other[1]).encode()
        self.sent.append(Message(chat_id, len(self.sent) + 1, given["text"]))
        result = {
            "message_id": len(self.sent),
            "date": 0,
            "chat": {"id": chat_id, "type": "private"},
            "text": given["text"],
        }
        return 200, json.dumps({"ok": True, "result": result}).encode()


def office(database: Database, clock: Clock, recorder: Recorder) -> Office:
    """What the tick works with; messages end at the recorder, at no pace."""
    bot = Bot("1:token", request=recorder, get_updates_request=recorder)
    return Office(database, clock, Sender(database, bot, clock, Pace(0, 0)), Path("nowhere"))

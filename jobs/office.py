"""What a job works with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.sender import Sender
from bot.records import Clock
from db.work import Database


@dataclass(frozen=True, slots=True)
class Office:
    """The database, the time, the way to Telegram, the data folder; `leaving` is set when we stop."""

    database: Database
    clock: Clock
    sender: Sender
    folder: Path
    leaving: asyncio.Event = field(default_factory=asyncio.Event)
    errand: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when somebody asked for what a job does: it is done at once."""

    async def asked(self) -> None:
        """Until somebody asks."""
        await self.errand.wait()
        self.errand.clear()


Job = Callable[[Office], Awaitable[None]]

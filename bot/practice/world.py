"""What every part of the practice server shares: the store, the clock, the queue, the audience."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import data
from bot.practice import messages
from bot.practice.clock import PracticeClock
from bot.practice.faults import Fault, Faults
from bot.practice.messages import Kept
from bot.practice.store import Json, Store
from bot.practice.updates import Updates
from bot.practice.waiting import Signal

REMEMBERED_CALLS = 5000


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and with whom it is practised.

    Attributes:
        features: what the assistant can do; the tour leaves out the steps of what it can't yet.
        timezone: the district's zone, that the page shows times in.
        personas: the invented people, as in `bot/data/personas.toml`.
    """

    features: Collection[str] = ("log", "correct", "reminder", "summary", "report")
    timezone: str = "Asia/Shanghai"
    personas: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: data.load("personas"))

    def tour(self) -> list[Json]:
        """The steps of the guided tour, as in `bot/data/tour.toml`."""
        return [step for step in data.load("tour")["steps"] if step["feature"] in self.features]


class World:
    """The practice world in one folder."""

    def __init__(self, folder: Path, scene: Scene, faults: Iterable[Fault] = ()) -> None:
        self.scene = scene
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.store = Store(folder / "telegram.db")
        self.clock = PracticeClock(self.store)
        self.faults = Faults(faults)
        self.updates = Updates(self.store, self.faults)
        self.changed = Signal()
        self.closing = False
        self.calls: deque[Json] = deque(maxlen=REMEMBERED_CALLS)
        self.listeners: set[asyncio.Queue[Json]] = set()

    def announce(self, event: str, **content: object) -> None:
        """Tells everyone who watches (the page) that something happened."""
        for listener in self.listeners:
            listener.put_nowait({"event": event, **content})
        self.changed.fire()

    def keep(self, kept: Kept) -> Json:
        """Keeps a message, announces it, returns it as Telegram's Message object."""
        messages.keep(self.store, kept)
        self.announce("message", chat_id=kept.chat_id, message=messages.seen(self.store, kept))
        return messages.shown(self.store, kept)

    def change(self, kept: Kept, content: Json) -> Json:
        """Edits a message (see `messages.change`), announces it, returns the Message object."""
        messages.change(self.store, kept, content, self.clock.timestamp())
        self.announce("message", chat_id=kept.chat_id, message=messages.seen(self.store, kept))
        return messages.shown(self.store, kept)

    def close(self) -> None:
        """Wakes everyone who waits and ends; the store stays open for the last answers."""
        self.closing = True
        self.updates.signal.fire()
        self.announce("closing")

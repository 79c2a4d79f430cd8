"""Lanes: each key's work is done in order, keys side by side (rule 10)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from db.work import reason, unreachable

log = logging.getLogger(__name__)

LONGEST_PAUSE = 10.0


class Lanes:
    """Runs `step(key)` until it says that nothing is left, one at a time for each key.

    What is left to do is in the database: a lane that ends early loses nothing, and a database that is out of
    reach for a while only makes its lane wait.
    """

    def __init__(self, step: Callable[[int], Awaitable[bool]]) -> None:
        self._step = step
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._waiting: set[int] = set()
        self._stopping = False

    def kick(self, key: int) -> None:
        """There is something to do for this key."""
        if self._stopping:
            return
        self._waiting.add(key)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._run(key))

    async def stop(self, grace: float) -> None:
        """Begin no more steps, and give those under way so many seconds to end."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks.values(), timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: int) -> None:
        pause = 0.0
        try:
            while key in self._waiting and not self._stopping:
                self._waiting.discard(key)
                pause = await self._one(key, pause)
        finally:
            del self._tasks[key]  # at once, so that a kick that comes now begins anew

    async def _one(self, key: int, pause: float) -> float:
        """One step; the seconds that the next one would wait, should the database still be out of reach."""
        try:
            if await self._step(key):
                self._waiting.add(key)
        except Exception as error:
            if not unreachable(error):
                log.exception("A lane broke off; it goes on when its chat is heard of again")
                return 0.0
            if not pause:
                log.warning("The database does not answer (%s); trying on", reason(error))
            pause = min(pause * 2 or 0.1, LONGEST_PAUSE)
            await asyncio.sleep(pause)
            self._waiting.add(key)
            return pause
        return 0.0

"""Trying until it works: trouble that passes is waited out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import NetworkError

from db.work import reason, unreachable

log = logging.getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts: twice as long each time."""


def longer(pause: float) -> float:
    """The pause after the next failure."""
    return min(pause * 2 or SHORTEST_PAUSE, LONGEST_PAUSE)


async def patiently(what: str, attempt: Callable[[], Awaitable[object]]) -> None:
    """Try until it works; trouble that passes is logged once and waited out."""
    pause = 0.0
    while True:
        try:
            await attempt()
        except Exception as error:
            if not (isinstance(error, NetworkError) or unreachable(error)):
                raise
            if not pause:
                log.warning("%s can't be reached (%s); trying on", what, reason(error))
            pause = longer(pause)
            await asyncio.sleep(pause)
        else:
            return

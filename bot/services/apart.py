"""Slow work in a process of its own, so that nobody waits for it; what it needs is imported there only."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
from importlib import import_module
from typing import Any


async def apart(module: str, function: str, *arguments: Any, leaving: asyncio.Event) -> bool:
    """Whether a function of ours, called in a new process, came to its end.

    Args:
        module: where it is.
        function: its name.
        arguments: what can be sent to another process.
        leaving: when this is set, the process is stopped at once.
    """
    made = multiprocessing.get_context("spawn").Process(
        target=_call, args=(module, function, *arguments), daemon=True
    )
    await asyncio.to_thread(made.start)
    ended = asyncio.create_task(asyncio.to_thread(made.join))
    stop = asyncio.create_task(leaving.wait())
    try:
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.cancel()
        if made.is_alive():
            made.kill()
        await ended
    return made.exitcode == 0


def _call(module: str, function: str, *arguments: Any) -> None:
    called = getattr(import_module(module), function)
    gc.freeze()  # what is imported stays: the collector's looking through it took a quarter of the time
    called(*arguments)

"""The pace of sending: a burst at once, the rest as fast as Telegram takes it."""

from __future__ import annotations

import asyncio
import time

from bot.chat.sender import BURST, Pace


async def seconds(pace: Pace, chats: list[int]) -> float:
    start = time.perf_counter()
    await asyncio.gather(*(pace.wait(chat) for chat in chats))
    return time.perf_counter() - start


async def test_zero_is_no_limit() -> None:
    assert await seconds(Pace(0, 0), [1] * 1000) < 0.5


async def test_a_chat_may_burst_and_then_waits() -> None:
    assert await seconds(Pace(0, 100), [1] * BURST) < 0.01
    assert await seconds(Pace(0, 20), [1] * (BURST + 4)) > 0.15


async def test_chats_do_not_wait_for_each_other() -> None:
    assert await seconds(Pace(0, 1), list(range(100))) < 0.5


async def test_all_chats_together_keep_the_overall_pace() -> None:
    assert await seconds(Pace(20, 0), list(range(24))) > 0.15

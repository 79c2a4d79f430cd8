"""Lanes: in order within a key, keys side by side (rule 10)."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest

from bot.chat.lanes import Lanes


class Work:
    """Things to do for each key; how much of it is under way at once is noted."""

    def __init__(self, **todo: int) -> None:
        self.todo = {int(key[1:]): count for key, count in todo.items()}
        self.done: list[int] = []
        self.at_once: defaultdict[int, int] = defaultdict(int)
        self.most: defaultdict[int, int] = defaultdict(int)
        self.gates: dict[int, asyncio.Event] = {}
        self._steps: asyncio.Queue[int] = asyncio.Queue()

    async def step(self, key: int) -> bool:
        self.at_once[key] += 1
        self.most[key] = max(self.most[key], self.at_once[key])
        if key in self.gates:
            await self.gates[key].wait()
        await asyncio.sleep(0)
        self.at_once[key] -= 1
        if not self.todo.get(key):
            return False
        self.todo[key] -= 1
        self.done.append(key)
        self._steps.put_nowait(key)
        return True

    async def more(self, count: int) -> None:
        """Wait until so many further steps are done."""
        async with asyncio.timeout(5):
            for _ in range(count):
                await self._steps.get()


async def test_everything_of_a_key_is_done_one_at_a_time_however_often_it_is_kicked() -> None:
    work = Work(k1=50)
    lanes = Lanes(work.step)
    for _ in range(5):
        lanes.kick(1)
    await work.more(50)
    await lanes.stop(1)
    assert work.most[1] == 1


async def test_a_key_that_waits_holds_up_no_other() -> None:
    work = Work(k1=1, k2=3)
    work.gates[1] = asyncio.Event()
    lanes = Lanes(work.step)
    lanes.kick(1)
    lanes.kick(2)
    await work.more(3)
    assert work.done == [2, 2, 2]
    work.gates[1].set()
    await work.more(1)
    await lanes.stop(1)


async def test_a_kick_after_the_end_begins_anew() -> None:
    work = Work(k1=1)
    lanes = Lanes(work.step)
    lanes.kick(1)
    await work.more(1)
    await asyncio.sleep(0)
    work.todo[1] = 1
    lanes.kick(1)
    await work.more(1)
    await lanes.stop(1)


async def test_a_database_out_of_reach_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    work, failures = Work(k1=2), [OSError("no route"), OSError("no route")]

    async def step(key: int) -> bool:
        if failures:
            raise failures.pop()
        return await work.step(key)

    lanes = Lanes(step)
    lanes.kick(1)
    await work.more(2)
    await lanes.stop(1)
    assert len([record for record in caplog.records if record.levelname == "WARNING"]) == 1


async def test_a_step_that_breaks_ends_its_lane_and_no_other(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(k2=1)

    async def step(key: int) -> bool:
        if key == 1:
            raise RuntimeError
        return await work.step(key)

    lanes = Lanes(step)
    lanes.kick(1)
    lanes.kick(2)
    await work.more(1)
    await lanes.stop(1)
    assert "broke off" in caplog.text


async def test_stopping_begins_nothing_more_and_cancels_what_is_late() -> None:
    work = Work(k1=5)
    work.gates[1] = asyncio.Event()
    lanes = Lanes(work.step)
    lanes.kick(1)
    await asyncio.sleep(0)
    await lanes.stop(0.01)
    lanes.kick(2)
    await asyncio.sleep(0)
    assert work.done == []
    assert work.at_once[2] == 0

"""How fast many are reminded: at least 95 % of the pace that is set, in memory that doesn't grow.

`PUFA_BENCH_PEOPLE=10000 PUFA_BENCH_RATE=30 make bench` is the whole thing (six minutes a database);
`PUFA_BENCH_RATE=1000` finds where this machine can't keep up.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.app import CONNECTIONS
from bot.chat.sender import Pace, Sender
from bot.practice import PracticeServer
from bot.practice.people import add_person
from bot.records import Clock
from db.models import Reminder
from db.work import Database
from jobs.office import Office
from jobs.reminders import run, write_down
from tests.end_to_end.chaos import FIRST_ACCOUNT, FORKING, STARTS_AT, settle
from tests.end_to_end.stage import ZONE

PEOPLE = int(os.environ.get("PUFA_BENCH_PEOPLE", "600"))
RATE = float(os.environ.get("PUFA_BENCH_RATE", "30"))
GROWTH = 40
"""Megabytes; the chats whose pace is remembered are some of them."""


def serve(folder: Path, told: Connection) -> None:
    """A practice server with so many people who have written to us, until it is killed."""

    async def serving() -> None:
        async with PracticeServer(folder, port=0) as server:
            for number in range(PEOPLE):
                add_person(server.world.store, {"id": FIRST_ACCOUNT + number})
            server.world.store.run("UPDATE users SET started = 1")
            told.send((server.token, server.url))
            await asyncio.Event().wait()

    asyncio.run(serving())


@contextmanager
def telegram(folder: Path) -> Iterator[tuple[str, str]]:
    """The token and the address of a practice server in another process."""
    here, there = FORKING.Pipe()
    process = FORKING.Process(target=serve, args=(folder, there), daemon=True)
    process.start()
    try:
        assert here.poll(60)
        yield here.recv()
    finally:
        process.kill()
        process.join()


def megabytes() -> float:
    """The memory that this process has in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def send(database_url: str, token: str, url: str) -> tuple[int, float, float]:
    """Remind everybody: how many were, in how many seconds, and by how many megabytes we grew."""
    database = Database(database_url)
    await settle(database, PEOPLE)
    ahead = STARTS_AT - datetime.now(UTC)
    request, other = (HTTPXRequest(connection_pool_size=CONNECTIONS) for _ in range(2))
    async with Bot(token, base_url=f"{url}/bot", request=request, get_updates_request=other) as bot:
        clock = Clock(ZONE, lambda: datetime.now(UTC) + ahead)
        office = Office(database, clock, Sender(database, bot, clock, Pace(RATE, 1)), Path("nowhere"))
        await write_down(office)
        before, start = megabytes(), time.perf_counter()
        await run(office)
        seconds, grown = time.perf_counter() - start, megabytes() - before
    async with database.read() as session:
        count = await session.scalar(select(func.count()).where(Reminder.state == "sent"))
    await database.close()
    return count or 0, seconds, grown


@pytest.mark.timeout(1800)
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_everybody_is_reminded_at_the_pace_that_is_set(
    benchmark: Any, database_url: str, tmp_path: Path
) -> None:
    with telegram(tmp_path / "practice") as (token, url):
        result = benchmark.pedantic(
            lambda: asyncio.run(send(database_url, token, url)), rounds=1, iterations=1
        )
    count, seconds, grown = result
    benchmark.extra_info.update(sent=count, a_second=count / seconds, megabytes_grown=grown)
    print(f"{count} sent, {count / seconds:.1f} a second of {RATE}, {grown:.1f} MB grown")
    assert count > PEOPLE * 0.8
    assert count / seconds >= 0.95 * RATE or RATE > 30
    assert grown < GROWTH

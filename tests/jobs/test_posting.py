"""Sending reminders when things go wrong: each at most once, none held up by another."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest
from sqlalchemy import select

from bot.records import Clock
from db.models import Account, Reminder
from db.work import Database
from jobs.reminders import run, write_down
from tests.district import add
from tests.end_to_end.chaos import FIRST_ACCOUNT, STARTS_AT, settle
from tests.end_to_end.stage import ZONE
from tests.jobs.recorder import Recorder, office

PEOPLE = 30
OPEN = 24
"""Those of them who have an account, and whose school has not recorded anything."""
REFUSED = (500, {"ok": False, "description": "Internal Server Error"})
BLOCKED = (403, {"ok": False, "description": "Forbidden: bot was blocked by the user"})
BUSY = (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 1}})


async def states(database: Database) -> Counter[str]:
    """How many reminders of the day are in each state."""
    async with database.read() as session:
        query = select(Reminder.state).where(
            Reminder.step == "day", Reminder.due_at > STARTS_AT - timedelta(1)
        )
        return Counter(await session.scalars(query))


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now: datetime = STARTS_AT
        self.clock = Clock(ZONE, lambda: self.now)


async def test_one_that_cannot_be_written_does_not_hold_up_the_others(database: Database) -> None:
    await settle(database, PEOPLE)
    unheard = Reminder(
        subject="unheard-of:1", step="x", recipient="person:1", due_at=STARTS_AT - timedelta(9)
    )
    async with database.write() as session:
        await add(session, unheard)
    recorder = Recorder()
    await run(office(database, Watch().clock, recorder))
    async with database.read() as session:
        row = await session.get_one(Reminder, unheard.id)
        assert (row.state, row.reason) == ("failed", "error")
    assert len(recorder.sent) == (await states(database))["sent"] == OPEN


async def test_nothing_is_sent_after_the_evening_came_in_the_middle(database: Database) -> None:
    await settle(database, PEOPLE)
    watch = Watch()

    async def evening(_chat: int) -> None:
        if len(recorder.sent) == 3:
            watch.now = STARTS_AT.replace(hour=20, minute=0)

    recorder = Recorder(evening)
    await run(office(database, watch.clock, recorder))
    assert 4 <= len(recorder.sent) < OPEN
    assert (await states(database))["claimed"] == 0
    before = len(recorder.sent)
    watch.now = STARTS_AT + timedelta(hours=23, minutes=59)  # 07:59 of the next day
    await run(office(database, watch.clock, recorder))
    assert len(recorder.sent) == before


async def test_a_pause_that_telegram_asks_for_is_kept_by_everybody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as `bot.app` does
    await settle(database, PEOPLE)
    times: list[float] = []

    async def busy(_chat: int) -> tuple[int, dict[str, Any]] | None:
        times.append(asyncio.get_running_loop().time())
        return BUSY if len(times) == 1 else None

    watch, start = Watch(), asyncio.get_running_loop().time()
    watch.clock = Clock(
        ZONE, lambda: STARTS_AT + timedelta(seconds=asyncio.get_running_loop().time() - start)
    )
    recorder = Recorder(busy)
    await run(office(database, watch.clock, recorder))
    assert len(recorder.sent) == (await states(database))["sent"] == OPEN
    assert [one for one in times[16:] if one - times[0] < 1] == []  # those under way already may end


async def test_an_error_of_telegram_leaves_it_in_doubt_and_is_not_repeated(database: Database) -> None:
    await settle(database, PEOPLE)
    asked: Counter[int] = Counter()

    async def stumble(chat: int) -> tuple[int, dict[str, Any]] | None:
        asked[chat] += 1
        return REFUSED if len(asked) == 5 else None

    recorder = Recorder(stumble)
    for _ in range(2):
        await run(office(database, Watch().clock, recorder))
    found = await states(database)
    assert found["unconfirmed"] + found["sent"] == OPEN
    assert found["unconfirmed"] >= 1
    assert set(asked.values()) == {1}


async def test_two_at_once_send_each_reminder_once(database: Database, database_url: str) -> None:
    await settle(database, PEOPLE)
    recorder, other = Recorder(), Database(database_url)
    both = [office(one, Watch().clock, recorder) for one in (database, other)]
    await asyncio.gather(*map(run, both))
    await other.close()
    assert Counter(Counter(one.chat_id for one in recorder.sent).values()) == {1: OPEN}
    assert (await states(database))["sent"] == OPEN


async def test_what_was_sent_is_known_though_the_database_went_away(
    database: Database, database_url: str
) -> None:
    if database.is_sqlite:
        pytest.skip("a file does not go away")
    await settle(database, PEOPLE)
    watch = Watch()
    await write_down(office(database, watch.clock, Recorder()))
    name, server = database.url.database, database_url.replace(f"/{database.url.database}", "/postgres")
    away: list[asyncio.Task[None]] = []

    async def go(_chat: int) -> None:
        if not away:
            away.append(asyncio.create_task(come_back()))
            await sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            await sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    async def come_back() -> None:
        await asyncio.sleep(0.5)
        await sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    async def sql(statement: str) -> None:
        connection = await asyncpg.connect(server)
        await connection.execute(statement)
        await connection.close()

    recorder = Recorder(go)
    await run(office(database, watch.clock, recorder))
    await asyncio.gather(*away)
    await run(office(database, watch.clock, recorder))
    found = await states(database)
    assert found["sent"] == OPEN == len(recorder.sent)


async def test_whoever_blocked_the_bot_on_one_account_is_reminded_on_the_other(database: Database) -> None:
    await settle(database, PEOPLE)
    first = FIRST_ACCOUNT + 5  # of somebody whose school has recorded nothing
    other = Account(id=first + 10**6, person_id=6, first_seen_at=STARTS_AT)
    async with database.write() as session:
        await add(session, other)

    async def blocked(chat: int) -> tuple[int, dict[str, Any]] | None:
        return BLOCKED if chat == first else None

    recorder = Recorder(blocked)
    await run(office(database, Watch().clock, recorder))
    assert [one.chat_id for one in recorder.sent].count(other.id) == 1
    assert (await states(database))["sent"] == len(recorder.sent) == OPEN

"""Killed with SIGKILL while messages wait: nothing lost, nothing twice, everything answered (rule 1)."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.practice import PracticeServer
from db.models import InboxRow
from db.work import Database
from tests.end_to_end.stage import VICE_PRINCIPAL, Stage, settle_district
from tests.practice.players import Players

MESSAGES = 200
KILLS = 3
ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)
async def test_200_waiting_messages_survive_three_kills(database_url: str, tmp_path: Path) -> None:
    async with (
        PracticeServer(tmp_path / "practice", port=0) as server,
        Players(server.url) as players,
        opened(database_url) as database,
    ):
        await players.post("people", id=VICE_PRINCIPAL, first_name="李建国", language_code="zh-hans")
        for number in range(MESSAGES):
            await players.say(f"今天在龙洲小学讲禁毒,{1000 + number}人", VICE_PRINCIPAL)
        environment = {
            **os.environ,
            "PUFA_TOKEN": server.token,
            "PUFA_TELEGRAM_API": server.url,
            "PUFA_DATABASE_URL": database_url,
            "PUFA_DATA_DIR": str(tmp_path),
            "PUFA_SEND_RATE": "0",
            "PUFA_CHAT_RATE": "0",
        }
        for kill in range(1, KILLS + 1):
            async with running(environment) as assistant:
                await until_applied(database, kill * MESSAGES // (KILLS + 2))
                assistant.kill()
        async with running(environment):
            stage = Stage(server, players, database)
            await until_applied(database, MESSAGES)
            await stage.settled()
            audiences = [entry.audience for entry in await stage.entries()]
            answered = await answered_messages(players)
    assert sorted(audience or 0 for audience in audiences) == [1000 + n for n in range(MESSAGES)]
    assert len(answered) == MESSAGES


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    async with database.write() as session:
        await settle_district(session)
    yield database
    await database.close()


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`pufa run` in a process of its own, killed at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=environment, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_applied(database: Database, count: int) -> None:
    """Wait until so many updates have been applied."""
    applied = select(func.count()).where(InboxRow.state.in_(("applied", "answered")))
    async with asyncio.timeout(150):  # half a minute on an idle machine, which a suite in parallel is not
        while True:
            async with database.read() as session:
                if (await session.scalar(applied) or 0) >= count:
                    return
            await asyncio.sleep(0.02)


async def answered_messages(players: Players) -> set[int]:
    """The messages of the person that the assistant replied to."""
    found = await players.get(f"chats/{VICE_PRINCIPAL}/messages", after=0)
    return {
        one["reply_to_message"]["message_id"]
        for one in found["messages"]
        if one.get("from", {}).get("is_bot") and "reply_to_message" in one
    }

"""Killed with SIGKILL in the middle of sending while Telegram stumbles: nobody is reminded twice (rule 8)."""

from __future__ import annotations

import secrets
from collections import Counter
from pathlib import Path

import pytest

from jobs.posting import SIDE_BY_SIDE
from tests.end_to_end.chaos import DONE_SCHOOL, FIRST_ACCOUNT, SCHOOLS, Chaos, chaos

FINAL = {"sent", "unconfirmed", "failed", "skipped", "missed"}


async def test_a_send_survives_10_kills(database_url: str, tmp_path: Path) -> None:
    await survived(database_url, tmp_path, people=300, kills=10)


@pytest.mark.chaos
@pytest.mark.timeout(3600)
async def test_a_send_to_2000_survives_200_kills(database_url: str, tmp_path: Path) -> None:
    await survived(database_url, tmp_path, people=2000, kills=200)


async def survived(database_url: str, folder: Path, people: int, kills: int) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # shown where it fails
    async with chaos(database_url, folder, people, seed) as run:
        for number in range(kills):
            await run.kill(kills - number - 1)
            assert await run.waiting(), f"nothing was left to send at kill {number}"
        await run.finish()
        await nobody_got_one_twice(run)
        await everyone_has_one_fate(run, people)
        await doubts_are_founded(run, kills)
        await fates_are_true(run)


async def nobody_got_one_twice(run: Chaos) -> None:
    assert {chat: ids for chat, ids in run.delivered().items() if len(ids) > 1} == {}


async def everyone_has_one_fate(run: Chaos, people: int) -> None:
    rows = await run.reminders()
    assert Counter(row.recipient for row in rows) == {f"person:{n + 1}": 1 for n in range(people)}
    print(Counter((row.state, row.reason) for row in rows))
    assert {row.state for row in rows} <= FINAL


async def doubts_are_founded(run: Chaos, kills: int) -> None:
    rows = [row for row in await run.reminders() if row.state == "unconfirmed"]
    stopped = {row.id for row in rows if row.reason == "stopped"}
    assert stopped == stopped & run.in_flight
    assert len(run.in_flight) <= kills * SIDE_BY_SIDE
    assert {row.chat_id for row in rows if row.reason == ""} <= run.faulty()
    assert {row.reason for row in rows} <= {"stopped", ""}


async def fates_are_true(run: Chaos) -> None:
    delivered = run.delivered()
    for row in await run.reminders():
        number = int(row.recipient.removeprefix("person:")) - 1
        blocked, unbound = (FIRST_ACCOUNT + number) % 20 == 0, number % 20 == 1
        there = delivered.get(FIRST_ACCOUNT + number, [])
        match row.state:
            case "sent":
                assert there == [row.message_id]
            case "unconfirmed":
                assert not unbound
            case "failed":
                assert (blocked, row.reason, there) == (True, "gone", [])
            case _:
                assert there == []
                assert unbound or number % SCHOOLS + 1 == DONE_SCHOOL

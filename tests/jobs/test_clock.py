"""The clock that runs the jobs."""

import asyncio

import pytest

from bot.records import Clock
from db.work import Database
from jobs import clock as ticker
from jobs.office import Office
from tests.end_to_end.stage import ZONE
from tests.jobs.offices import office


async def test_a_job_under_way_is_waited_for_without_complaint(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def job(opened: Office) -> None:
        begun.set()
        async with opened.database.write():
            await asyncio.sleep(0.1)
        ended.set()

    monkeypatch.setattr(ticker, "HOURLY", (job,))
    async with asyncio.timeout(10), ticker.ticking(office(database, Clock(ZONE))):
        await begun.wait()
    await asyncio.sleep(0)
    assert ended.is_set()
    assert caplog.messages == []

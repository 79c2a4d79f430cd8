"""A year of 100,000 entries compiled apart: 10 s, 250 MB, and the event loop answers within 100 ms."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert, select

from bot.records import Period
from bot.services.apart import apart
from bot.services.compiling import PAPERS, Order
from bot.services.printing import print_apart
from db.base import analyze
from db.models import Account, Base, Entry, EntryPerson, EntrySource, EntryTopic, Text
from db.work import Database
from tests.district import people, schools

SECONDS, MEGABYTES, LATEST = 10.0, 250, 0.1
ENTRIES, YEAR = 100_000, Period.year(2024)
SAID = "今天下午在龙洲小学给五年级300名学生讲了防欺凌,两课时"


async def fill(database: Database) -> None:
    """A year of lectures, each with a message, a person and a topic."""
    at = datetime(2024, 6, 26, tzinfo=UTC)
    lecture = {
        "kind": "lecture",
        "state": "recorded",
        "position": "vice_principal",
        "quantity": 1,
        "audience": 300,
    }
    async with database.write() as session:
        await people(session, 200)
        await schools(session, 99)
        session.add(Account(id=1, name="李建国", language="zh", person_id=1, first_seen_at=at))
        await session.flush()
        days = (YEAR.start + timedelta(number % 366) for number in range(ENTRIES))
        dated = [
            {"held_on": day, "counted_on": day, "created_at": at, "school_id": 1 + day.day} for day in days
        ]
        await session.execute(insert(Entry), [lecture | row for row in dated])
        ids = list(await session.scalars(select(Entry.id)))
        text = {"bot_id": 1, "chat_id": 1, "account_id": 1, "sent_at": at, "text": SAID}
        source = {"source": "message", "item": 0}
        rows: dict[type[Base], list[dict[str, Any]]] = {
            Text: [text | {"id": id_, "message_id": id_} for id_ in ids],
            EntrySource: [source | {"entry_id": n, "source_key": f"1/1/{n}", "text_id": n} for n in ids],
            EntryPerson: [{"entry_id": n, "person_id": n % 200 + 1, "ordinal": 0} for n in ids],
            EntryTopic: [{"entry_id": n, "topic": "bullying"} for n in ids],
        }
        for model, several in rows.items():
            await session.execute(insert(model), several)
        await analyze(session, Entry, *rows)


def fill_at(url: str) -> None:
    """The same, in a process of its own."""

    async def fill_and_close() -> None:
        database = Database(url)
        await fill(database)
        await database.close()

    asyncio.run(fill_and_close())


def print_and_tell(folder: Path, *arguments: Any) -> None:
    """Prints and writes down the most memory this process held, in KiB, as Linux tells it.

    What a parent reads of its children counts the parent itself, and the process that filled the database.
    """
    print_apart(folder, *arguments)
    [most] = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    (folder / "most").write_text(most)


async def longest_wait(work: asyncio.Task[bool]) -> float:
    """How late the event loop was at the most while something is done elsewhere, in seconds."""
    latest, clock = 0.0, time.perf_counter
    while not work.done():
        due = clock() + 0.01
        await asyncio.sleep(0.01)
        latest = max(latest, clock() - due)
    return latest


@pytest.mark.timeout(300)
def test_a_year_of_100_000_entries(benchmark: BenchmarkFixture, database_url: str, tmp_path: Path) -> None:
    order = Order(YEAR, datetime(2024, 12, 31, 8, tzinfo=UTC), ZoneInfo("Asia/Shanghai"))
    waits = []

    async def compiled() -> None:
        printing = (__name__, "print_and_tell", tmp_path, database_url, order)
        files = (PAPERS["workbook"], tmp_path / "evidence")
        work = asyncio.create_task(apart(*printing, *files, leaving=asyncio.Event()))
        waits.append(await longest_wait(work))
        assert await work

    with asyncio.Runner() as runner:
        assert runner.run(apart(__name__, "fill_at", database_url, leaving=asyncio.Event()))
        benchmark(lambda: runner.run(compiled()))
    with ZipFile(tmp_path / "totals.xlsx") as book:
        assert book.read("xl/worksheets/sheet7.xml").count(b"<row ") == ENTRIES + 1
    assert benchmark.stats is not None
    most = int((tmp_path / "most").read_text()) / 1024
    benchmark.extra_info.update(latest=max(waits), megabytes=most)
    assert max(waits) <= LATEST
    assert benchmark.stats.stats.median <= SECONDS
    assert most <= MEGABYTES

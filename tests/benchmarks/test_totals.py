"""How long a year's totals take, by each dimension: a median of 20 ms at 100,000 entries, 200 at a million.

The entries lie in ten years. PUFA_BENCH_ENTRIES is their number (100000), PUFA_BENCH_YEARS the years; the
bar grows with the entries, and holds for ten years. What was measured: docs/totals.md.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.data import topics
from bot.records import Campaign, Dimension, Period, Scope
from bot.services.tables import table
from bot.services.totals import totals
from db import campaigns
from db.models import Entry, EntryPerson, EntryTopic
from db.work import Database
from tests.conftest import BACKENDS, migrated, statement
from tests.district import people, schools

ENTRIES = int(os.environ.get("PUFA_BENCH_ENTRIES", "100000"))
YEARS = int(os.environ.get("PUFA_BENCH_YEARS", "10"))
BAR = 0.020 * ENTRIES / 100_000
LAST_YEAR, SCHOOLS, PEOPLE, A_BATCH = 2024, 99, 135, 5000
YEAR, EVERYTHING = Period.year(LAST_YEAR), Scope(everything=True)
KINDS = (
    *(("lecture", "vice_principal"),) * 6,
    *(("activity", "vice_principal"), ("activity", "contact"), ("visit", "contact"), ("lesson", None)),
    *(("consultation", "bureau_adviser"), ("consultation", "school_adviser"), ("other", "instructor")),
)
TIDYING = ("SET synchronous_commit = on", "CHECKPOINT", "VACUUM ANALYZE")
"""As a server's autovacuum does in time. VACUUM can't mark as visible what is not on disk for sure."""
VIEWS = ("overview", *get_args(Dimension))


def an_entry(choose: random.Random, number: int) -> dict[str, Any]:
    """An entry of the years up to the last one; entries are logged day after day."""
    kind, position = choose.choice(KINDS)
    first = date(LAST_YEAR + 1 - YEARS, 1, 1)
    days = (date(LAST_YEAR + 1, 1, 1) - first).days
    day = first + timedelta(days * (number - 1) // ENTRIES)
    return {
        "id": number,
        "kind": kind,
        "position": position,
        "held_on": day,
        "counted_on": day,
        "created_at": datetime(2024, 12, 31, tzinfo=UTC),
        "state": choose.choice(("recorded",) * 9 + ("withdrawn",)),
        "school_id": choose.randint(1, SCHOOLS),
        "quantity": 1,
        "class_hours": choose.choice((None, 1, 2)),
        "audience": choose.randrange(600),
    }


def batches() -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]]:
    """Entries with one or two people and up to two topics; the same at every run."""
    choose, keys = random.Random(2024), list(topics())
    for start in range(1, ENTRIES + 1, A_BATCH):
        ids = range(start, min(start + A_BATCH, ENTRIES + 1))
        yield (
            [an_entry(choose, id_) for id_ in ids],
            [
                {"entry_id": id_, "person_id": person, "ordinal": ordinal}
                for id_ in ids
                for ordinal, person in enumerate(
                    choose.sample(range(1, PEOPLE + 1), choose.choice((1, 1, 1, 2)))
                )
            ],
            [
                {"entry_id": id_, "topic": topic}
                for id_ in ids
                for topic in choose.sample(keys, choose.choice((0, 1, 1, 1, 2)))
            ],
        )


async def a_years_campaigns(session: AsyncSession, year: int) -> None:
    """Two campaigns a month, each of a week and a topic."""
    keys = list(topics())
    for number in range(24):
        start = date(year, number // 2 + 1, 1 + 14 * (number % 2))
        held = Period(start, start + timedelta(6))
        await campaigns.keep(session, Campaign(f"专项{number}", held, topics=(keys[number],)), held)


async def fill(database: Database) -> None:
    async with database.write() as session:
        await schools(session, SCHOOLS)
        await people(session, PEOPLE)
        for year in range(LAST_YEAR + 1 - YEARS, LAST_YEAR + 1):
            await a_years_campaigns(session, year)
        for batch in batches():
            for model, rows in zip((Entry, EntryPerson, EntryTopic), batch, strict=True):
                await session.execute(insert(model), rows)
    async with database.writer.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for tidying in ("ANALYZE",) if database.is_sqlite else TIDYING:
            await plain.execute(text(tidying))


@pytest.fixture(scope="module", params=BACKENDS)
def district(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[asyncio.Runner, Database]]:
    """A database with the entries, and the loop that it is used in."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('totals')}/pufa.db"
    else:
        server: str = request.getfixturevalue("postgres_server")
        url = server.format("totals")
        asyncio.run(statement(server.format("postgres"), "CREATE DATABASE totals"))
    with asyncio.Runner() as runner:
        runner.run(migrated(url))
        database = Database(url)
        runner.run(fill(database))
        yield runner, database
        runner.run(database.close())


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("view", VIEWS)
def test_a_years_totals(benchmark: BenchmarkFixture, district: Any, view: Any) -> None:
    runner, database = district

    async def look() -> bool:
        """Whether anything is found; not what, for a runner takes milliseconds to put that into words."""
        async with database.read() as session:
            if view == "overview":
                return bool((await totals(session, YEAR, EVERYTHING, YEAR.end)).kinds)
            return bool((await table(session, YEAR, EVERYTHING, view)).rows)

    assert benchmark(lambda: runner.run(look()))
    assert benchmark.stats is not None
    assert YEARS < 10 or benchmark.stats.stats.median <= BAR

"""How long a year's totals take: a median of 20 ms where 100,000 entries lie in ten years.

Time grows with the entries of the period, whatever else the table holds: every one of them is read from the
index once. A hundred thousand in a single year, fifty times the reference district's, take about 40 ms.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert, text

from bot.records import Period, Scope, Totals
from bot.services.totals import totals
from db.models import Entry
from db.work import Database
from tests.district import schools

ENTRIES = 100_000
LAST_YEAR = 2024
KINDS = (
    *(("lecture", "vice_principal"),) * 6,
    *(("activity", "vice_principal"), ("activity", "contact"), ("visit", "contact"), ("lesson", None)),
    *(("consultation", "bureau_adviser"), ("consultation", "school_adviser"), ("other", "instructor")),
)


def some_entries(years: int) -> Iterator[dict[str, Any]]:
    """Entries spread evenly over the years up to the last one; the same at every run."""
    choose = random.Random(2024)
    first, now = date(LAST_YEAR + 1 - years, 1, 1), datetime(2024, 12, 31, tzinfo=UTC)
    days = (date(LAST_YEAR + 1, 1, 1) - first).days
    for _ in range(ENTRIES):
        kind, position = choose.choice(KINDS)
        day = first + timedelta(choose.randrange(days))
        yield {
            "kind": kind,
            "position": position,
            "held_on": day,
            "counted_on": day,
            "created_at": now,
            "state": choose.choice(("recorded",) * 9 + ("withdrawn",)),
            "school_id": choose.randint(1, 99),
            "quantity": 1,
            "class_hours": choose.choice((None, 1, 2)),
            "audience": choose.randrange(600),
        }


async def fill(database: Database, years: int) -> None:
    rows = list(some_entries(years))
    async with database.write() as session:
        await schools(session, 99)
        for start in range(0, ENTRIES, 5000):
            await session.execute(insert(Entry), rows[start : start + 5000])
    async with database.writer.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await plain.execute(text("VACUUM ANALYZE" if not database.is_sqlite else "ANALYZE"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("years", "bar"), [(10, 0.020), (1, 0.080)])
def test_a_year_among_100_000_entries(
    benchmark: BenchmarkFixture, database_url: str, years: int, bar: float
) -> None:
    with asyncio.Runner() as runner:
        database = Database(database_url)
        runner.run(fill(database, years))

        async def year() -> Totals:
            async with database.read() as session:
                return await totals(
                    session, Period.year(LAST_YEAR), Scope(everything=True), date(LAST_YEAR, 12, 31)
                )

        found = benchmark(lambda: runner.run(year()))
        runner.run(database.close())
    assert found.kinds["lecture"].entries > 0
    assert benchmark.stats is not None
    assert benchmark.stats.stats.median <= bar

"""A report is a snapshot: what has changed since, and which entries did it; the record as it once stood."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.records import Act, Entry, Period, School
from bot.services import compilations as snapshots
from bot.services import figures
from bot.services.compiling import Order, gather, record
from db import compilations, entries
from db.compilations import Statement
from db.entries import Source
from db.figures import Kept
from db.work import Database
from tests.district import people, schools

YEAR = Period.year(2024)
ZONE = ZoneInfo("Asia/Shanghai")
BEFORE, MADE, AFTER = (datetime(2024, 12, day, 4, tzinfo=UTC) for day in (10, 20, 30))
LECTURE = Entry(
    "lecture", "recorded", date(2024, 6, 26), date(2024, 6, 26), School("第1小学", id=1), quantity=1
)


def act(moment: datetime) -> Act:
    return Act(1, "message", moment)


@pytest.fixture
async def two(database: Database) -> list[Entry]:
    """Two lectures logged before the report was made, and the report."""
    async with database.write() as session:
        await schools(session, 2)
        await people(session, 2)
        kept = [
            await entries.keep(session, LECTURE, Source("message", key), act(BEFORE))
            for key in ("one", "two")
        ]
        await compilations.add(session, YEAR, None, MADE, [Statement("lectures", 2, False, "场次")])
    return kept


async def since(database: Database, lectures: int) -> snapshots.Since:
    async with database.read() as session:
        snapshot = await compilations.last(session, YEAR)
        assert snapshot is not None
        now = [Statement("lectures", lectures, False, "场次")]
        return await snapshots.changes_since(session, snapshot, now)


async def test_where_nothing_changed_there_is_nothing_to_say(database: Database, two: list[Entry]) -> None:
    found = await since(database, 2)
    assert (found.lines, found.entry_ids) == ((), ())


async def test_a_figure_that_changed_is_told_with_the_entries_that_did_it(
    database: Database, two: list[Entry]
) -> None:
    async with database.write() as session:
        withdrawn = await entries.change(session, two[0], changed(two[0], state="withdrawn"), act(AFTER))
    found = await since(database, 1)
    assert [(before.value, now.value) for before, now in found.lines] == [(2, 1)]
    assert found.entry_ids == (withdrawn.id,)


async def test_an_entry_moved_out_of_the_period_or_made_in_it_did_it(
    database: Database, two: list[Entry]
) -> None:
    async with database.write() as session:
        day = date(2023, 12, 31)
        await entries.change(session, two[0], changed(two[0], held_on=day, counted_on=day), act(AFTER))
        new = await entries.keep(session, LECTURE, Source("message", "three"), act(AFTER))
    assert (await since(database, 2)).entry_ids == (two[0].id, new.id)


async def test_what_counts_nowhere_in_the_period_did_not(database: Database, two: list[Entry]) -> None:
    async with database.write() as session:
        await entries.change(session, two[0], changed(two[0], note="带了展板"), act(AFTER))
        plan = changed(LECTURE, state="planned")
        await entries.keep(session, plan, Source("message", "plan"), act(AFTER))
        other = changed(LECTURE, held_on=date(2023, 5, 4), counted_on=date(2023, 5, 4))
        await entries.keep(session, other, Source("message", "other"), act(AFTER))
    assert (await since(database, 2)).entry_ids == ()


async def test_the_record_of_a_day_is_what_it_was_then_and_nothing_of_it_is_kept(
    database: Database, two: list[Entry]
) -> None:
    async with database.write() as session:
        moved = changed(two[0], quantity=5, topics=("drugs",), school=School("第2小学", id=2))
        await entries.change(session, two[0], moved, act(AFTER))
        await entries.keep(session, LECTURE, Source("message", "three"), act(AFTER))
        await figures.keep(session, 2024, "leadership_study", Kept(6), act(BEFORE))
        await figures.keep(session, 2024, "leadership_study", Kept(7), act(AFTER))
    now = AFTER + timedelta(days=1)
    then = Order(YEAR, now, ZONE, MADE.date())
    async with record(database, then) as session:
        material = await gather(session, then)
        assert await entries.load(session, [one.id for one in two]) == two
    assert material.totals.kinds["lecture"].quantity == 2
    assert material.figures["leadership_study"].value == 6
    today = Order(YEAR, now, ZONE)
    async with record(database, today) as session:
        material = await gather(session, today)
    assert material.totals.kinds["lecture"].quantity == 7
    assert material.figures["leadership_study"].value == 7


def test_the_day_of_a_record_ends_at_midnight_of_the_district() -> None:
    order = Order(YEAR, AFTER, ZONE, date(2024, 12, 20))
    assert order.seen_at == datetime(2024, 12, 20, 16, tzinfo=UTC) - timedelta(microseconds=1)
    assert Order(YEAR, MADE, ZONE, date(2024, 12, 31)).seen_at == MADE

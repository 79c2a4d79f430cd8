"""A report is a snapshot: what has changed since, and which entries did it; the record as it once stood."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.records import Act, Entry, Period, School, Scope
from bot.services import compilations as snapshots
from bot.services import figures, stating
from bot.services.compiling import Order, gather, record
from bot.services.totals import totals
from db import compilations, entries
from db.compilations import Snapshot, Statement
from db.entries import Source
from db.figures import Kept
from db.work import Database
from tests.district import people, schools

YEAR = Period.year(2024)
ZONE = ZoneInfo("Asia/Shanghai")
BEFORE, MADE, AFTER, LATER = (datetime(2024, 12, day, 4, tzinfo=UTC) for day in (10, 20, 30, 31))
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
        await compilations.add(session, said(MADE, 2), None, MADE)
    return kept


def said(moment: datetime, lectures: int, *more: Statement) -> Snapshot:
    """What a report said of a moment's record."""
    return Snapshot(0, YEAR, moment, (Statement("lectures", lectures, False, "场次"), *more))


async def baseline(database: Database, moment: datetime | None = None) -> datetime | None:
    """The moment of the report that one of this moment, or the record of now, is compared with."""
    async with database.read() as session:
        found = await compilations.last(session, YEAR, said(moment, 0) if moment else None)
        return found.seen_at if found else None


async def since(database: Database, lectures: int) -> snapshots.Since:
    async with database.read() as session:
        found = await snapshots.compared(session, said(LATER, lectures), looks_back=False)
        assert found is not None
        return found


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


async def test_a_report_that_looks_back_is_no_baseline(database: Database, two: list[Entry]) -> None:
    async with database.write() as session:
        await compilations.add(session, said(MADE + timedelta(days=2), 2), date(2024, 12, 22), AFTER)
    assert await baseline(database) == await baseline(database, AFTER) == MADE


async def test_a_report_is_not_compared_with_one_of_a_later_record(
    database: Database, two: list[Entry]
) -> None:
    assert await baseline(database, BEFORE) is None


async def test_the_latest_record_is_the_baseline_whichever_report_was_asked_for_last(
    database: Database, two: list[Entry]
) -> None:
    async with database.write() as session:
        await compilations.add(session, said(BEFORE, 2), None, BEFORE)
    assert await baseline(database) == MADE


async def test_a_report_that_looks_back_leaves_out_what_happened_later(
    database: Database, two: list[Entry]
) -> None:
    first, second = two
    async with database.write() as session:
        more = await entries.change(session, first, changed(first, quantity=3), act(AFTER))
        await entries.change(session, more, changed(more, state="withdrawn"), act(LATER))
        await entries.change(session, second, changed(second, quantity=4), act(LATER))
    async with database.read() as session:
        made = said(AFTER + timedelta(hours=1), 4)
        found = await snapshots.compared(session, made, looks_back=True)
        assert found is not None
        assert found.entry_ids == (first.id,)


async def summed(database: Database) -> snapshots.Since | None:
    """What a summary of the year says has changed."""
    async with database.read() as session:
        scope = Scope(everything=True)
        return await snapshots.overtaken(session, await totals(session, YEAR, scope, date(2024, 12, 31)))


async def compiled(database: Database, moment: datetime) -> Snapshot:
    """A report of the record as it is, kept as one of that moment."""
    order = Order(YEAR, moment, ZONE)
    async with database.write() as session:
        lines = tuple(stating.everything(await gather(session, order)))
        made = Snapshot(0, YEAR, moment, lines)
        await compilations.add(session, made, None, moment)
    return made


async def test_a_summary_tells_of_changed_entries_though_the_sums_are_the_same(
    database: Database, two: list[Entry]
) -> None:
    await compiled(database, MADE)
    async with database.write() as session:
        withdrawn = await entries.change(session, two[0], changed(two[0], state="withdrawn"), act(AFTER))
        new = await entries.keep(session, LECTURE, Source("message", "three"), act(AFTER))
    found = await summed(database)
    assert found is not None
    assert (found.lines, found.entry_ids) == ((), (withdrawn.id, new.id))


async def test_a_summary_tells_of_the_people_reached(database: Database, two: list[Entry]) -> None:
    await compiled(database, MADE)
    async with database.write() as session:
        await entries.change(session, two[0], changed(two[0], audience=300), act(AFTER))
    found = await summed(database)
    assert found is not None
    assert [(then.key, then.value, now.value) for then, now in found.lines] == [("people_reached", 0, 300)]


async def test_nothing_changed_is_not_told_in_a_summary(database: Database, two: list[Entry]) -> None:
    await compiled(database, MADE)
    assert await summed(database) is None


async def moved(database: Database, one: Entry) -> dict[str, tuple[float | None, float | None]]:
    """The figures that differ between two reports of which one lecture moved to another school."""
    await compiled(database, MADE)
    async with database.write() as session:
        school = School("第2小学", id=2)
        await entries.change(session, one, changed(one, school=school), act(AFTER))
    made = await compiled(database, LATER)
    async with database.read() as session:
        found = await snapshots.compared(session, changed(made, id=3), looks_back=False)
        assert found is not None
        return {now.name or now.key: (then.value, now.value) for then, now in found.lines}


async def test_a_report_tells_of_the_cells_of_its_annexes(database: Database, two: list[Entry]) -> None:
    assert await moved(database, two[0]) == {
        "schools_covered": (1, 2),
        "coverage": (50, 100),
        "第1小学 法治讲座": (2, 1),
        "第2小学 法治讲座": (0, 1),
    }


async def test_a_figure_that_was_filled_in_is_told(database: Database, two: list[Entry]) -> None:
    await compiled(database, MADE)
    async with database.write() as session:
        await figures.keep(session, 2024, "leadership_study", Kept(6), act(AFTER))
    made = await compiled(database, LATER)
    async with database.read() as session:
        found = await snapshots.compared(session, changed(made, id=3), looks_back=False)
    assert found is not None
    assert [(then.value, now.value) for then, now in found.lines] == [(None, 6)]


async def test_a_snapshot_of_before_the_cells_were_kept_is_compared_by_what_it_has(
    database: Database, two: list[Entry]
) -> None:
    made = await compiled(database, LATER)
    async with database.read() as session:
        found = await snapshots.compared(session, changed(made, id=2), looks_back=False)
        assert found is not None
        assert [(then.key, then.value, now.value) for then, now in found.lines] == [("lectures", 2, 0)]


def test_the_day_of_a_record_ends_at_midnight_of_the_district() -> None:
    order = Order(YEAR, AFTER, ZONE, date(2024, 12, 20))
    assert order.seen_at == datetime(2024, 12, 20, 16, tzinfo=UTC) - timedelta(microseconds=1)
    assert Order(YEAR, MADE, ZONE, date(2024, 12, 31)).seen_at == MADE

"""What is exported of the history: names, and not the numbers of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.records import Act, Entry, Period, Person, Revised, School
from db import entries, export
from db.entries import Source
from db.merging import merge_people
from db.work import Database
from tests.district import people, schools

ACT = Act(1, "button", datetime(2024, 6, 26, tzinfo=UTC))
LECTURE = Entry(
    "lecture", "recorded", date(2024, 6, 26), date(2024, 6, 26), School("第1小学", id=1), quantity=1
)


@pytest.fixture
async def companion(database: Database) -> None:
    """A lecture of 王2, to which 王3 was added."""
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 3)
        alone = replace(LECTURE, people=(Person(2, "王2"),))
        kept = await entries.keep(session, alone, Source("message", "one"), ACT)
        both = replace(kept, people=(*kept.people, Person(3, "王3")), audience=300)
        await entries.change(session, kept, both, ACT)


async def revised(database: Database) -> dict[str, Revised]:
    """What was changed in the year, by its field."""
    async with database.read() as session:
        pages = [page async for page in export.changes(session, Period.year(2024))]
    return {one.field: one for page in pages for one in page}


async def test_people_in_the_history_are_told_by_name(database: Database, companion: None) -> None:
    found = (await revised(database))["people"]
    assert (found.before, found.after) == (("王2",), ("王2", "王3"))


async def test_a_number_in_the_history_stays_one(database: Database, companion: None) -> None:
    found = (await revised(database))["audience"]
    assert (found.before, found.after) == (None, 300)


async def test_somebody_who_turned_out_to_be_another_is_told_by_that_name(
    database: Database, companion: None
) -> None:
    async with database.write() as session:
        await merge_people(session, 1, 3, ACT.at)
    assert (await revised(database))["people"].after == ("王2", "王1")

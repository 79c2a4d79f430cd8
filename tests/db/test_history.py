"""The history: added to, read, and edited by nobody."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Executable, delete, select, update
from sqlalchemy.exc import DBAPIError

from bot.records import Act
from db.history import Subject, note
from db.models import Noted
from db.work import Database
from tests.district import people

ACT = Act(1, "button", datetime(2024, 6, 26, 8, tzinfo=UTC))


async def noted(database: Database, fields: dict[str, Any]) -> Noted | None:
    """What the history has after one note with these fields."""
    async with database.write() as session:
        await people(session, 1)
        note(session, ACT, Subject("person", 1, "王1"), fields)
    async with database.read() as session:
        return await session.scalar(select(Noted))


async def test_a_change_is_noted_with_who_when_how_and_from_what_to_what(database: Database) -> None:
    row = await noted(database, {"ends_on": (None, date(2026, 8, 31)), "employer": ("", "区检察院")})
    assert row is not None
    assert (row.at, row.by, row.how, row.subject, row.subject_id) == (ACT.at, 1, "button", "person", 1)
    assert row.label == "王1"
    assert row.fields == {"ends_on": [None, "2026-08-31"], "employer": ["", "区检察院"]}


async def test_what_does_not_differ_is_not_noted(database: Database) -> None:
    row = await noted(database, {"name": ("王1", "王一"), "employer": ("区法院", "区法院")})
    assert row is not None
    assert row.fields == {"name": ["王1", "王一"]}


async def test_a_change_of_nothing_leaves_no_row(database: Database) -> None:
    assert await noted(database, {"employer": ("区法院", "区法院")}) is None


async def test_a_telephone_is_noted_masked(database: Database) -> None:
    row = await noted(database, {"telephone": ("", "13800001234")})
    assert row is not None
    assert row.fields == {"telephone": ["", "138****34"]}


@pytest.mark.parametrize(
    "statement",
    [
        delete(Noted),
        update(Noted).values(label="someone else"),
        update(Noted).values(fields={"name": ["a", "b"]}),
        update(Noted).values(label="", fields={}, by=None),
        update(Noted).values(label="", fields={}, at=datetime(2020, 1, 1, tzinfo=UTC)),
    ],
    ids=["deleted", "renamed", "rewritten", "ascribed to nobody", "dated back"],
)
async def test_no_statement_edits_the_history(database: Database, statement: Executable) -> None:
    await noted(database, {"employer": ("", "区法院")})
    with pytest.raises(DBAPIError, match="not edited"):
        async with database.write() as session:
            await session.execute(statement)

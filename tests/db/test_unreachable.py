"""Which errors of the database pass by themselves."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.work import Database, reason, unreachable


async def failure(database: Database, statement: str) -> DBAPIError:
    """The error that a statement ends in."""
    with pytest.raises(DBAPIError) as caught:
        async with database.write() as session:
            await session.execute(text(statement))
    return caught.value


async def test_a_wrong_statement_does_not_pass(database: Database) -> None:
    assert not unreachable(await failure(database, "SELECT nothing FROM nowhere"))


async def test_a_locked_database_passes_and_says_why(tmp_path: Path) -> None:
    locker = sqlite3.connect(tmp_path / "pufa.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    database = Database(f"sqlite:///{tmp_path / 'pufa.db'}")
    error = await failure(database, "SELECT 1")
    locker.close()
    await database.close()
    assert (unreachable(error), reason(error)) == (True, "database is locked")


async def test_a_server_that_is_not_there_passes() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(OSError, match="Connect") as caught:
        async with database.write() as session:
            await session.execute(text("SELECT 1"))
    assert unreachable(caught.value)


async def test_a_statement_stays_out_of_the_reason(database: Database) -> None:
    error = await failure(database, "SELECT secret FROM nowhere")
    assert "SELECT" not in reason(error)

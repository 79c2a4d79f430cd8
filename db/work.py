"""The database and its two units of work: `read` sees one snapshot, `write` holds the only pen.

On SQLite a transaction that reads and then writes fails at once when another wrote in between, whatever
the busy timeout; so writers begin with `BEGIN IMMEDIATE`, one at a time behind a lock of this process, and
readers never take the write lock. On PostgreSQL the same two units are a READ ONLY REPEATABLE READ
transaction and a plain one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
PRAGMAS = (
    *("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=5000"),
    "cache_size=-16384",  # 16 MB: totals by campaign and topic look up many entries (docs/totals.md)
)

PLANNING = {"jit": "off", "plan_cache_mode": "force_custom_plan"}
"""PostgreSQL compiles what it reckons to be dear, such as totals by campaign; that takes longer than they.

And a statement's sixth run takes a plan that knows no values: totals of a year planned like those of any
period took 14 ms instead of 10, where planning takes one."""


def unreachable(error: BaseException) -> bool:
    """Whether the database is locked, restarting or out of reach: it passes, and says nothing of the work.

    asyncpg's errors that SQLAlchemy has no class for (a shutdown, a deadlock) are plain DBAPIErrors, and a
    connection that was cut in the middle is an InternalError; SQLite's OperationalError is also a wrong
    statement, which never passes; nor does a value that a column can't hold
    (asyncpg's own DataError is an InterfaceError and a ValueError; the server says SQLSTATE 22…).
    """
    if getattr(getattr(error, "orig", None), "sqlite_errorname", None) == "SQLITE_ERROR":
        return False
    driver = getattr(error, "driver_exception", None)
    if isinstance(driver, ValueError) or str(getattr(driver, "sqlstate", "")).startswith("22"):
        return False
    passing = OperationalError | InterfaceError | InternalError | OSError
    return isinstance(error, passing) or type(error) is DBAPIError


def reason(error: BaseException) -> str:
    """What the database itself said, in one line, without the statement."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


class Database:
    """One database, SQLite or PostgreSQL, named by a plain URL without a driver."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.url = self.url.set(drivername=DRIVERS[self.url.get_backend_name()])
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._pen: AbstractAsyncContextManager[Any] = asyncio.Lock() if self.is_sqlite else nullcontext()
        if self.is_sqlite:
            self._writer = sqlite_engine(self.url, begin="BEGIN IMMEDIATE")
            self._reader = sqlite_engine(self.url, begin="BEGIN", pragmas=(*PRAGMAS, "query_only=ON"))
        else:
            self._writer = create_async_engine(
                self.url,
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args={"server_settings": PLANNING},
            )
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def plain_url(self) -> str:
        """What this was opened by, for another process; it holds the password."""
        return self.url.set(drivername=self.url.get_backend_name()).render_as_string(hide_password=False)

    @property
    def writer(self) -> AsyncEngine:
        """The engine that may write; for migrations."""
        return self._writer

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one moment and may not write."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are committed at the end, all or none."""
        async with (
            self._pen,
            AsyncSession(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


def sqlite_engine(url: Any, *, begin: str, pragmas: tuple[str, ...] = PRAGMAS) -> AsyncEngine:
    """An engine whose transactions open with `begin` rather than when the driver thinks best."""
    engine = create_async_engine(url, hide_parameters=True)  # what people write stays out of errors and logs

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine

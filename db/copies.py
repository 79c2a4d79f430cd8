"""A copy of the whole database as it is at one moment, taken while it is in use; and the way back.

SQLite copies itself by its backup interface, PostgreSQL by its own programs, which the field uses for that.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import which

from sqlalchemy import URL, text

from db.models import Base
from db.work import Database

LOCKED_SECONDS = 30


class CopyError(Exception):
    """No copy was made, or none taken back; the text says why and what would help."""


async def copy_out(database: Database, path: Path) -> None:
    """Write a copy of the database to a file.

    Raises:
        CopyError: it can't be made.
    """
    if database.is_sqlite:
        await asyncio.to_thread(_copy_sqlite, Path(database.url.database or ""), path)
    else:
        await _postgres(database.url, "pg_dump", "--format=custom", "--no-owner", f"--file={path}")


async def copy_in(database: Database, path: Path) -> None:
    """Put a copy in the place of the database, all of it or nothing. The database must be empty.

    Raises:
        CopyError: it can't be taken.
    """
    if database.is_sqlite:
        await asyncio.to_thread(_copy_sqlite, path, Path(database.url.database or ""))
        return
    await _clear(database)  # tables newer than the copy would stand in the way of their migrations
    taking = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    await _postgres(database.url, "pg_restore", *taking, str(path))


def _copy_sqlite(source: Path, target: Path) -> None:
    """One transaction of the target: whoever reads meanwhile sees the one or the other whole."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as one,
            closing(sqlite3.connect(target, timeout=LOCKED_SECONDS)) as other,
        ):
            faults = one.execute("PRAGMA quick_check").fetchone()[0]
            if faults != "ok":
                raise CopyError(f"{source} is damaged: {faults}")
            one.backup(other)
    except sqlite3.Error as error:
        raise CopyError(f"{source} can't be copied to {target}: {error}") from None


async def _postgres(url: URL, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password stays out of the list of processes."""
    if which(program) is None:
        raise CopyError(f"{program} is not there: install PostgreSQL's client programs (postgresql-client).")
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        *(program, f"--dbname={plain}", *arguments),
        env={**os.environ, "PGPASSWORD": url.password or ""},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    said = (await process.communicate())[1].decode(errors="replace").strip()
    if process.returncode:
        raise CopyError(f"{program} failed: {said}")


async def _clear(database: Database) -> None:
    """Drop the tables of an empty database."""
    async with database.writer.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.execute(text("DROP TABLE IF EXISTS alembic_version"))

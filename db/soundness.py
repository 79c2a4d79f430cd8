"""Whether a database is sound, and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def faults(session: AsyncSession) -> Sequence[str]:
    """What SQLite finds wrong with its file, or with what rows refer to; nothing, as a rule.

    PostgreSQL watches over itself.
    """
    if session.get_bind().dialect.name != "sqlite":
        return []
    damage = (await session.scalars(text("PRAGMA quick_check"))).all()
    astray = await session.execute(text("PRAGMA foreign_key_check"))
    return [*(one for one in damage if one != "ok"), *(f"a row of {row[0]} refers to none" for row in astray)]


async def version(session: AsyncSession) -> str:
    """The database's program and its version."""
    if session.get_bind().dialect.name == "sqlite":
        return f"SQLite {await session.scalar(text('SELECT sqlite_version()'))}"
    return f"PostgreSQL {await session.scalar(text('SHOW server_version'))}"

"""The record as it once stood: entries brought back in a unit of work that nobody ever sees."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.entries import COLUMNS
from db.models import Change, Entry, EntryPerson, EntryTopic, School
from db.work import Database

DAYS = ("held_on", "counted_on")


@asynccontextmanager
async def as_it_stood(database: Database, moment: datetime) -> AsyncIterator[AsyncSession]:
    """A session in which every entry is what it was at a moment; nothing of it is ever kept.

    On SQLite that happens in a copy of the file, so that nobody waits for the pen; on PostgreSQL in a
    transaction that is rolled back.
    """
    if not database.is_sqlite:
        async with _undone(database, moment) as session:
            yield session
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        await asyncio.to_thread(_copy, str(database.url.database), copy)
        copied = Database(f"sqlite:///{copy}")
        try:
            async with _undone(copied, moment) as session:
                yield session
        finally:
            await copied.close()


def _copy(original: str, copy: Path) -> None:
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


@asynccontextmanager
async def _undone(database: Database, moment: datetime) -> AsyncIterator[AsyncSession]:
    async with database.write() as session:
        await _bring_back(session, moment)
        yield session
        await session.rollback()


async def _bring_back(session: AsyncSession, moment: datetime) -> None:
    """Take away what was made later, and undo what was changed later."""
    await session.execute(delete(Entry).where(Entry.created_at > moment))
    schools = {name: id_ for id_, name in await session.execute(select(School.id, School.name))}
    for entry_id, before in (await _before(session, moment)).items():
        values = {name: _value(name, before[name]) for name in COLUMNS if name in before}
        if "school" in before:
            values["school_id"] = schools.get(before["school"])
        if values:
            await session.execute(update(Entry).where(Entry.id == entry_id).values(**values))
        if "people" in before:
            await session.execute(delete(EntryPerson).where(EntryPerson.entry_id == entry_id))
            numbered = enumerate(before["people"])
            session.add_all(EntryPerson(entry_id=entry_id, person_id=id_, ordinal=n) for n, id_ in numbered)
        if "topics" in before:
            await session.execute(delete(EntryTopic).where(EntryTopic.entry_id == entry_id))
            session.add_all(EntryTopic(entry_id=entry_id, topic=topic) for topic in before["topics"])
    await session.flush()


async def _before(session: AsyncSession, moment: datetime) -> dict[int, dict[str, Any]]:
    """What each field that was changed after the moment was at it, by entry."""
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    later = select(Change.entry_id, Change.fields).where(Change.at > moment).order_by(Change.id.desc())
    for entry_id, fields in await session.execute(later):
        found[entry_id] |= {name: before for name, (before, _) in fields.items()}
    return found


def _value(name: str, plain: Any) -> Any:
    return date.fromisoformat(plain) if name in DAYS and plain else plain

"""Evidence: what was sent for an entry, fetched once, kept under the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from db import duplicates
from db.base import insert_new
from db.models import Evidence


@dataclass(frozen=True, slots=True)
class Sent:
    """A photo or file as Telegram names it; `unique_id` is the same however often it is sent."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int | None = None


async def add(session: AsyncSession, entry_ids: Iterable[int], sent: Sequence[Sent], act: Act) -> None:
    """Keep these for each of the entries; what an entry has already stays as it is."""
    rows = [
        {
            "entry_id": entry_id,
            **{name: getattr(one, name) for name in Sent.__slots__},
            "state": "wanted",
            "by": act.by,
            "at": act.at,
        }
        for entry_id in entry_ids
        for one in sent
    ]
    if rows:
        await session.execute(insert_new(session, Evidence), rows)


async def counts(session: AsyncSession, entry_ids: Iterable[int]) -> dict[int, int]:
    """How many photos and files each of these entries has, lost ones apart, merged reports' among them."""
    behind = duplicates.behind(entry_ids)
    query = (
        select(behind.c.kept, func.count(Evidence.unique_id.distinct()))
        .join(Evidence, Evidence.entry_id == behind.c.id)
        .where(Evidence.state != "lost")
    )
    return dict((await session.execute(query.group_by(behind.c.kept))).all())


async def wanted(session: AsyncSession, most: int) -> list[Sent]:
    """What is still to be fetched from Telegram, the oldest first."""
    query = select(Evidence).where(Evidence.state == "wanted").order_by(Evidence.id).limit(most)
    rows = await session.scalars(query)
    found = {row.unique_id: Sent(**{name: getattr(row, name) for name in Sent.__slots__}) for row in rows}
    return list(found.values())


async def kept(session: AsyncSession, unique_id: str, sha256: str, size: int) -> None:
    """The content was fetched, and lies under its hash."""
    this = update(Evidence).where(Evidence.unique_id == unique_id, Evidence.state == "wanted")
    await session.execute(this.values(state="kept", sha256=sha256, size=size))


async def lost(session: AsyncSession, unique_id: str) -> None:
    """Telegram doesn't give the content, and never will."""
    this = update(Evidence).where(Evidence.unique_id == unique_id, Evidence.state == "wanted")
    await session.execute(this.values(state="lost"))


async def of_entries(session: AsyncSession, entry_ids: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """What is kept of these entries: entry, hash, name and MIME type, in the order sent.

    What was sent for a report that was merged into one of them is that one's, the same file once.
    """
    behind = duplicates.behind(entry_ids)
    query = (
        select(behind.c.kept, Evidence.unique_id, Evidence.sha256, Evidence.name, Evidence.mime)
        .join(Evidence, Evidence.entry_id == behind.c.id)
        .where(Evidence.state == "kept", Evidence.sha256.is_not(None))
        .order_by(Evidence.id)
    )
    found: dict[tuple[int, str], tuple[int, str, str, str]] = {}
    for kept, unique_id, *rest in await session.execute(query):
        found.setdefault((kept, unique_id), (kept, *rest))
    return list(found.values())

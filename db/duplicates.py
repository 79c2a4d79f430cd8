"""Doubts whether two entries are one event: `open`, `same` or `different`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import CTE, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.base import among, insert_new
from db.models import Change, Duplicate, Entry


async def suspect(session: AsyncSession, entry_id: int, earlier_id: int) -> None:
    """Note that two entries may be one; a doubt settled before stays settled."""
    row = {"entry_id": entry_id, "earlier_id": earlier_id, "state": "open"}
    await session.execute(insert_new(session, Duplicate), [row])


async def doubted(session: AsyncSession, entry_id: int) -> int | None:
    """The earlier entry that this one may be the same as, while that is open."""
    query = select(Duplicate.earlier_id).where(Duplicate.entry_id == entry_id, Duplicate.state == "open")
    return await session.scalar(query.order_by(Duplicate.id).limit(1))


async def settled(session: AsyncSession, entry_id: int, earlier_id: int) -> bool:
    """Whether somebody has said already that these two are the same, or are not."""
    query = select(Duplicate.id).where(
        Duplicate.entry_id == entry_id, Duplicate.earlier_id == earlier_id, Duplicate.state != "open"
    )
    return await session.scalar(query) is not None


async def settle(session: AsyncSession, entry_id: int, state: str) -> None:
    """Close every doubt that is open about an entry, from either side."""
    concerned = or_(Duplicate.entry_id == entry_id, Duplicate.earlier_id == entry_id)
    await session.execute(update(Duplicate).where(concerned, Duplicate.state == "open").values(state=state))


async def merge(session: AsyncSession, entry_id: int, earlier_id: int) -> None:
    """The two are the same; whatever else may be the same as the later one may be so as the earlier one."""
    pair = (Duplicate.entry_id == entry_id, Duplicate.earlier_id == earlier_id)
    await session.execute(update(Duplicate).where(*pair).values(state="same"))
    other = aliased(Duplicate)
    there = exists().where(other.entry_id == Duplicate.entry_id, other.earlier_id == earlier_id)
    doubted = update(Duplicate).where(Duplicate.earlier_id == entry_id, Duplicate.state == "open", ~there)
    await session.execute(doubted.values(earlier_id=earlier_id).execution_options(synchronize_session=False))
    await settle(session, entry_id, "different")


async def kept(session: AsyncSession, entry_id: int) -> int | None:
    """The entry that this one was merged into."""
    query = select(Duplicate.earlier_id).where(Duplicate.entry_id == entry_id, Duplicate.state == "same")
    return await session.scalar(query.order_by(Duplicate.id.desc()).limit(1))


async def merged(session: AsyncSession, entry_ids: Iterable[int]) -> dict[int, int]:
    """Of these entries those that others were merged into, each with the last of them."""
    query = (
        select(Duplicate.earlier_id, func.max(Duplicate.entry_id))
        .join(Entry, Entry.id == Duplicate.entry_id)
        .where(Duplicate.state == "same", Entry.state == "withdrawn")
        .where(Duplicate.earlier_id.in_(set(entry_ids)))
    )
    return dict((await session.execute(query.group_by(Duplicate.earlier_id))).all())


async def part(session: AsyncSession, entry_id: int, earlier_id: int) -> None:
    """The two are different after all."""
    pair = (Duplicate.entry_id == entry_id, Duplicate.earlier_id == earlier_id)
    await session.execute(update(Duplicate).where(*pair).values(state="different"))


def behind(entry_ids: Iterable[int]) -> CTE:
    """Rows (`kept`, `id`): each of these entries, and every one that was merged into it, at whatever remove.

    Messages and evidence stay with the entry that they came for, so that a merge can be undone; what is told
    of an entry is told of all that stand behind it.
    """
    itself = select(Entry.id.label("kept"), Entry.id.label("id")).where(
        among(Entry.id, sorted(set(entry_ids)))
    )
    found = itself.cte("behind", recursive=True)
    later = aliased(Entry)
    merged = (
        select(found.c.kept, later.id)
        .join(Duplicate, Duplicate.earlier_id == found.c.id)
        .join(later, later.id == Duplicate.entry_id)
        .where(Duplicate.state == "same", later.state == "withdrawn")
    )
    return found.union(merged)


async def taken(session: AsyncSession, kept_id: int, merged_id: int) -> Mapping[str, list[Any]]:
    """What the merge of one entry into another changed of that: each field from what to what."""
    withdrawn = select(Change.at, Change.fields).where(Change.entry_id == merged_id)
    rows = (await session.execute(withdrawn.order_by(Change.id.desc()))).all()
    moments = [at for at, fields in rows if "state" in fields]
    merges = select(Change.fields).where(
        Change.entry_id == kept_id, Change.how == "merge", Change.at.in_(moments[:1])
    )
    found: Mapping[str, list[Any]] | None = await session.scalar(merges.order_by(Change.id.desc()).limit(1))
    return found or {}

"""Doubts whether two entries are one event: `open`, `same` or `different`."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import insert_new
from db.models import Duplicate


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


async def merged_into(session: AsyncSession, entry_id: int) -> list[int]:
    """The later entries that turned out to be the same as this one."""
    query = select(Duplicate.entry_id).where(Duplicate.earlier_id == entry_id, Duplicate.state == "same")
    return list(await session.scalars(query.order_by(Duplicate.entry_id)))

"""Albums: several updates that Telegram sends one by one, without an end mark."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import InboxRow


async def begun(session: AsyncSession, row_id: int, chat_id: int, group: str) -> int | None:
    """The first message of the same album, if an earlier update of this chat brought it."""
    message = InboxRow.payload["message"]
    query = select(message["message_id"].as_integer()).where(
        InboxRow.chat_id == chat_id, InboxRow.id < row_id, message["media_group_id"].as_string() == group
    )
    return await session.scalar(query.order_by(InboxRow.id).limit(1))


async def sent_together(session: AsyncSession, chat_id: int, row_id: int) -> list[dict[str, Any]]:
    """An update of the chat, as it came, and with it those of the same album; none where it is forgotten."""
    query = select(InboxRow).where(InboxRow.chat_id == chat_id)
    first = await session.scalar(query.where(InboxRow.id == row_id))
    if first is None:
        return []
    group = (first.payload.get("message") or {}).get("media_group_id")
    if group is None:
        return [first.payload]
    same = InboxRow.payload["message"]["media_group_id"].as_string() == group
    rows = await session.scalars(query.where(same, InboxRow.id >= row_id).order_by(InboxRow.id))
    return [row.payload for row in rows]

"""The inbox: a row is answered with the last of its answers, in whatever chats they are."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from sqlalchemy import select

from db import inbox
from db.inbox import Call
from db.models import InboxRow
from db.work import Database

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OFFICER, STRANGER = 1, 2


async def test_a_row_whose_two_chats_are_answered_at_once_is_answered(database: Database) -> None:
    async with database.write() as session:
        row = InboxRow(bot_id=1, update_id=1, chat_id=OFFICER, payload={}, state="applied", received_at=NOW)
        session.add(row)
        await session.flush()
        await inbox.owe(session, row.id, [Call("say", {}, chat) for chat in (OFFICER, STRANGER)])

    async def deliver(chat: int) -> None:
        async with database.write() as other:
            owed = await inbox.next_owed(other, chat)
            assert owed is not None
            await inbox.settle(other, owed, "sent", None)

    async with database.write() as session:
        owed = await inbox.next_owed(session, OFFICER)
        assert owed is not None
        await inbox.settle(session, owed, "sent", None)
        beside = asyncio.create_task(deliver(STRANGER))
        await asyncio.wait({beside}, timeout=0.3)  # it gets as far as it can before this is committed
    await beside
    async with database.read() as session:
        assert await session.scalar(select(InboxRow.state)) == "answered"

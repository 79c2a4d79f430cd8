"""The inbox, when two things happen at once: every row is answered, and nobody's stays held."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from sqlalchemy import select

from db import inbox, people
from db.inbox import Call
from db.models import Account, InboxRow
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


async def test_what_a_stranger_writes_while_they_are_let_in_is_read(database: Database) -> None:
    async with database.write() as session:
        session.add(Account(id=STRANGER, name="钱进", language="zh", first_seen_at=NOW, asked_at=NOW))
        row = InboxRow(
            bot_id=1, update_id=1, chat_id=STRANGER, account_id=STRANGER, payload={}, received_at=NOW
        )
        row.state = "received"
        session.add(row)

    async def let_in() -> None:
        async with database.write() as other:
            await inbox.release(other, STRANGER)

    async with database.write() as session:
        await inbox.claim(session, row.id)
        await people.meet(session, STRANGER, "钱进", "zh", NOW)
        beside = asyncio.create_task(let_in())
        await asyncio.wait({beside}, timeout=0.3)
        await inbox.hold(session, row.id)
    await beside
    async with database.read() as session:
        assert await session.scalar(select(InboxRow.state)) == "received"

"""The one open question of a chat, when two are asked at once: one is open, and nothing fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db import chats
from db.chats import Asked
from db.work import Database

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CHAT = 1
Asking = Callable[[AsyncSession, Asked, datetime], Awaitable[None]]


async def asked_at_once(database: Database, asking: Asking) -> str:
    """Which of two fields is asked for, the second by `asking` before the first is committed."""

    async def second() -> None:
        async with database.write() as other:
            await asking(other, Asked(CHAT, None, "place"), NOW)

    async with database.write() as session:
        await chats.ask(session, Asked(CHAT, None, "recruit"), NOW)
        beside = asyncio.create_task(second())
        await asyncio.wait({beside}, timeout=0.3)  # it gets as far as it can before this is committed
    await beside
    async with database.read() as session:
        question = await chats.asked(session, CHAT)
    assert question is not None
    return question.field


@pytest.mark.parametrize(("asking", "field"), [(chats.ask, "place"), (chats.ask_unless_asked, "recruit")])
async def test_of_two_questions_asked_at_once_the_last_is_open_or_the_first_where_it_may_not_be_replaced(
    database: Database, asking: Asking, field: str
) -> None:
    assert await asked_at_once(database, asking) == field


async def test_a_question_of_a_reminder_replaces_none_that_is_open(database: Database) -> None:
    for name in ("recruit", "place"):
        async with database.write() as session:
            await chats.ask_unless_asked(session, Asked(CHAT, None, name, details={"names": ["李建国"]}), NOW)
    async with database.read() as session:
        assert await chats.asked(session, CHAT) == Asked(CHAT, None, "recruit", details={"names": ["李建国"]})

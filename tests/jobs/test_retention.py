"""What is forgotten, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.records import Clock
from db.models import Answer, InboxRow, Text
from db.work import Database
from jobs import retention
from tests.jobs.offices import office

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


async def after_retention(database: Database, *rows: InboxRow | Text) -> None:
    async with database.write() as session:
        session.add_all(rows)
    await retention.run(office(database, Clock(UTC, lambda: NOW)))


def update(number: int, state: str, days: int) -> InboxRow:
    """An update of so many days ago."""
    return InboxRow(
        bot_id=1, update_id=number, chat_id=1, payload={}, state=state, received_at=NOW - timedelta(days=days)
    )


@pytest.mark.parametrize(
    ("state", "days", "kept"),
    [
        *(("held", 6, True), ("held", 8, False)),
        *(("answered", 29, True), ("answered", 31, False)),
        *(("failed", 29, True), ("failed", 31, False)),
        *(("received", 99, True), ("applied", 99, True)),
    ],
)
async def test_updates_are_kept_as_long_as_they_are_needed(
    database: Database, state: str, days: int, kept: bool
) -> None:
    await after_retention(database, update(1, state, days))
    async with database.read() as session:
        assert bool((await session.scalars(select(InboxRow.id))).all()) is kept


async def test_the_answers_of_a_forgotten_update_go_with_it(database: Database) -> None:
    async with database.write() as session:
        session.add(row := update(1, "answered", 31))
        await session.flush()
        session.add(Answer(inbox_id=row.id, chat_id=1, method="say", parameters={}, state="sent"))
    await retention.run(office(database, Clock(UTC, lambda: NOW)))
    async with database.read() as session:
        assert (await session.scalars(select(Answer.id))).all() == []


@pytest.mark.parametrize(("years", "left"), [(2, "讲了防欺凌"), (4, "")])
async def test_texts_are_blanked_after_three_years(database: Database, years: int, left: str) -> None:
    sent = NOW - timedelta(days=365 * years)
    text = Text(bot_id=1, chat_id=1, message_id=1, account_id=1, sent_at=sent, text="讲了防欺凌")
    await after_retention(database, text)
    async with database.read() as session:
        assert await session.scalar(select(Text.text)) == left

"""What has happened since a moment: counts for the officers' digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Duplicate, Entry, InboxRow, Reminder


async def recorded(session: AsyncSession, since: datetime) -> dict[str, int]:
    """New entries that count, by kind."""
    query = select(Entry.kind, func.count()).where(Entry.created_at > since, Entry.state == "recorded")
    return dict((await session.execute(query.group_by(Entry.kind))).all())


async def waiting(session: AsyncSession, since: datetime) -> dict[str, int]:
    """What has begun to wait for an officer: strangers, failed messages, unconfirmed reminders, doubts."""
    queries: dict[str, Select[int]] = {
        "strangers": select(func.count()).where(Account.asked_at > since, Account.person_id.is_(None)),
        "failed": select(func.count()).where(InboxRow.state == "failed", InboxRow.received_at > since),
        "unconfirmed": select(func.count()).where(
            Reminder.state == "unconfirmed", Reminder.settled_at > since
        ),
        "duplicates": select(func.count()).where(
            Duplicate.state == "open", Duplicate.entry_id == Entry.id, Entry.created_at > since
        ),
    }
    return {name: await session.scalar(query) or 0 for name, query in queries.items()}

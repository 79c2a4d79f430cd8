"""What became of reminders, for officers: counts, what may not have arrived, whom nothing reaches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import rows_changed
from db.models import Account, Person, Reminder

UNCONFIRMED = "unconfirmed"
AGAIN = "again"
"""Why a reminder that was unconfirmed is due: an officer had it sent again."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody none of whose accounts takes our messages, and since when."""

    name: str
    since: datetime


async def counts(
    session: AsyncSession, subject: str | None = None, since: datetime | None = None
) -> dict[tuple[str, str], int]:
    """How many reminders (of a subject; due since then) are in which state, and why."""
    query = select(Reminder.state, Reminder.reason, func.count()).group_by(Reminder.state, Reminder.reason)
    if subject is not None:
        query = query.where(Reminder.subject == subject)
    if since is not None:
        query = query.where(Reminder.due_at >= since)
    rows = await session.execute(query.order_by(Reminder.state, Reminder.reason))
    return {(state, reason): count for state, reason, count in rows}


async def send_again(session: AsyncSession, ids: Collection[int], now: datetime) -> int:
    """Unconfirmed reminders are due once more, because an officer says so; how many were.

    The row itself waits again, rather than one of another round: should the first attempt still be settled
    as sent, nothing goes out; and the round of a plan's reminder is its day.
    """
    doubted = update(Reminder).where(Reminder.id.in_(ids), Reminder.state == UNCONFIRMED)
    again = doubted.values(state="due", reason=AGAIN, due_at=now, claimed_at=None, settled_at=None)
    return await rows_changed(session, again)


async def last_due(session: AsyncSession, subject: str, step: str) -> datetime | None:
    """When the last reminder of this step of a subject was due."""
    this = (Reminder.subject == subject, Reminder.step == step)
    return await session.scalar(select(func.max(Reminder.due_at)).where(*this))


async def unreached(session: AsyncSession) -> Sequence[Unreached]:
    """The persons none of whose accounts takes our messages, the longest silent first."""
    since = func.max(Account.unreachable_at)
    query = (
        select(Person.name, since)
        .join(Account, Account.person_id == Person.id)
        .group_by(Person.id, Person.name)
        .having(func.count() == func.count(Account.unreachable_at))
        .order_by(since, Person.id)
    )
    return [Unreached(name, at) for name, at in await session.execute(query) if at]

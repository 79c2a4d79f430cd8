"""How much waits to be done: for whoever watches over the assistant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import Answer, InboxRow, Reminder


@dataclass(frozen=True, slots=True)
class Backlog:
    """Updates by state, answers that wait, reminders by state; since when the oldest update waits."""

    updates: Mapping[str, int]
    answers: int
    reminders: Mapping[str, int]
    oldest: datetime | None


async def backlog(session: AsyncSession) -> Backlog:
    """What waits at this moment."""
    waiting = select(func.count()).select_from(Answer).where(Answer.state == "waiting")
    oldest = select(func.min(InboxRow.received_at)).where(InboxRow.state == "received")
    return Backlog(
        updates=await _by_state(session, InboxRow.state),
        answers=await session.scalar(waiting) or 0,
        reminders=await _by_state(session, Reminder.state),
        oldest=await session.scalar(oldest),
    )


async def _by_state(session: AsyncSession, state: InstrumentedAttribute[str]) -> dict[str, int]:
    """How many rows of a table there are in each state."""
    rows = await session.execute(select(state, func.count()).group_by(state))
    return {row[0]: row[1] for row in rows}

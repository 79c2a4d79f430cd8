"""Reminders: planned under their unique key, claimed by one, settled once (rule 8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from db.base import rows_changed, upsert
from db.models import Reminder

KEY = ("subject", "step", "recipient", "round")
COLUMNS = ("id", "subject", "step", "recipient", "due_at", "round", "state", "reason")
BATCH = 500
CLAIMS_LAST = timedelta(minutes=2)
"""Longer than any request: what is still claimed then belongs to a process that was killed."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a reminder: its state, why, and where it was delivered."""

    state: str
    reason: str = ""
    chat_id: int | None = None
    message_id: int | None = None


def _record(row: Reminder) -> records.Reminder:
    return records.Reminder(**{name: getattr(row, name) for name in COLUMNS})


async def plan(session: AsyncSession, rows: Sequence[records.Reminder]) -> None:
    """Write reminders down; those whose key is there already stay as they are.

    But what was missed, and is of use again since the clock was set back, is due.
    """
    values = [{name: getattr(row, name) for name in COLUMNS if name != "id"} for row in rows]
    new = upsert(session, Reminder)
    again = new.on_conflict_do_update(
        index_elements=KEY,
        set_={"state": new.excluded.state, "settled_at": None},
        where=and_(Reminder.state == "missed", new.excluded.state == "due"),
    )
    for start in range(0, len(values), BATCH):
        await session.execute(again, values[start : start + BATCH])


async def steps_begun(session: AsyncSession, subject: str, round_: int) -> set[str]:
    """The steps of a subject that reminders were written down for, in this round."""
    query = select(Reminder.step).where(Reminder.subject == subject, Reminder.round == round_)
    return set(await session.scalars(query.distinct()))


async def recipients_of(session: AsyncSession, subject: str, steps: Collection[str], round_: int) -> set[str]:
    """Whom a reminder about one of these steps of a subject was written down for in time, in this round."""
    query = select(Reminder.recipient).where(Reminder.subject == subject, Reminder.step.in_(steps))
    return set(await session.scalars(query.where(Reminder.round == round_, Reminder.state != "missed")))


async def next_round(session: AsyncSession, subject: str) -> int:
    """A round that no reminder about the subject has had yet."""
    last = await session.scalar(select(func.max(Reminder.round)).where(Reminder.subject == subject))
    return 0 if last is None else last + 1


async def due(session: AsyncSession, now: datetime, most: int) -> list[records.Reminder]:
    """Reminders whose time has come, longest due first."""
    query = select(Reminder).where(Reminder.state == "due", Reminder.due_at <= now)
    return [
        _record(row)
        for row in await session.scalars(query.order_by(Reminder.due_at, Reminder.id).limit(most))
    ]


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next reminder is due."""
    return await session.scalar(select(func.min(Reminder.due_at)).where(Reminder.state == "due"))


async def claim(session: AsyncSession, id_: int, now: datetime) -> bool:
    """Take a reminder to send it; False where another has."""
    mine = update(Reminder).where(Reminder.id == id_, Reminder.state == "due")
    return await rows_changed(session, mine.values(state="claimed", claimed_at=now)) == 1


async def pass_over(session: AsyncSession, id_: int, fate: Fate, now: datetime) -> None:
    """Keep why a reminder that waits needn't be sent; one that somebody else is sending stays theirs."""
    waiting = update(Reminder).where(Reminder.id == id_, Reminder.state == "due")
    await session.execute(waiting.values(settled_at=now, **asdict(fate)))


async def settle(session: AsyncSession, id_: int, fate: Fate, now: datetime) -> None:
    """Keep what became of a reminder that was claimed; also of one that was taken for abandoned meanwhile."""
    unsettled = Reminder.state.in_(("due", "claimed", "unconfirmed"))
    await session.execute(
        update(Reminder).where(Reminder.id == id_, unsettled).values(settled_at=now, **asdict(fate))
    )


async def postpone(session: AsyncSession, id_: int, until: datetime) -> None:
    """Telegram surely doesn't have it: to be tried again from then on."""
    claimed = update(Reminder).where(Reminder.id == id_, Reminder.state.in_(("due", "claimed")))
    await session.execute(claimed.values(state="due", due_at=until, claimed_at=None))


async def doubt_abandoned(session: AsyncSession, now: datetime) -> int:
    """What was claimed by a process that is no more may have arrived: it is unconfirmed; how many were."""
    old = update(Reminder).where(Reminder.state == "claimed", Reminder.claimed_at < now - CLAIMS_LAST)
    return await rows_changed(session, old.values(state="unconfirmed", reason="stopped", settled_at=now))


async def skip_waiting(
    session: AsyncSession, subject: str, reason: str, now: datetime, steps: Collection[str] | None = None
) -> None:
    """Reminders about a subject (only of these steps, if given) that wait are not sent any more."""
    waiting = update(Reminder).where(Reminder.subject == subject, Reminder.state == "due")
    if steps is not None:
        waiting = waiting.where(Reminder.step.in_(steps))
    await session.execute(waiting.values(state="skipped", reason=reason, settled_at=now))


async def in_state(
    session: AsyncSession, states: Collection[str], subject: str | None = None
) -> list[records.Reminder]:
    """The reminders in one of these states, newest first."""
    query = select(Reminder).where(Reminder.state.in_(states))
    if subject is not None:
        query = query.where(Reminder.subject == subject)
    return [_record(row) for row in await session.scalars(query.order_by(Reminder.id.desc()))]


async def load(session: AsyncSession, id_: int) -> records.Reminder:
    """One reminder.

    Raises:
        LookupError: there is none.
    """
    row = await session.get(Reminder, id_)
    if row is None:
        raise LookupError(id_)
    return _record(row)


async def waits(session: AsyncSession, subject: str, recipient: str) -> bool:
    """Whether a reminder about a subject is still to go to somebody."""
    query = select(Reminder.id).where(Reminder.subject == subject, Reminder.recipient == recipient)
    return await session.scalar(query.where(Reminder.state == "due").limit(1)) is not None


async def last_sent(session: AsyncSession, about: str, recipient: str) -> datetime | None:
    """When somebody was last sent a reminder about a subject of this kind."""
    query = select(func.max(Reminder.settled_at)).where(
        Reminder.subject.startswith(f"{about}:"), Reminder.recipient == recipient, Reminder.state == "sent"
    )
    return await session.scalar(query)

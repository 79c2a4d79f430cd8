"""Updates received, and the answers owed for them (rules 1, 9, 10).

A row goes received → applied → answered, or failed; a stranger's is held until they are let in or forgotten.
Whoever applies a row claims it by the conditional update inside the very transaction that holds the effects:
a second replica waits for that row and then finds it gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import insert_new, rows_changed
from db.models import Account, Answer, Card, InboxRow


@dataclass(frozen=True, slots=True)
class Received:
    """An update as stored."""

    id: int
    chat_id: int
    payload: dict[str, Any]
    attempts: int


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call owed to a chat; `card_id` names the card that the message it sends will be.

    A rewrite without a message's id is of that card's message, which is known once the card is sent.
    """

    method: str
    parameters: Mapping[str, Any]
    chat_id: int
    card_id: int | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that waits to be sent."""

    id: int
    inbox_id: int | None
    call: Call


async def store(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep these updates; those known already stay as they are."""
    await session.execute(insert_new(session, InboxRow), rows)


async def busy_chats(session: AsyncSession) -> Sequence[int]:
    """The chats with updates that nobody has applied."""
    return (
        await session.scalars(select(InboxRow.chat_id).where(InboxRow.state == "received").distinct())
    ).all()


async def oldest(session: AsyncSession, chat_id: int) -> Received | None:
    """The chat's first update that nobody has applied."""
    query = (
        select(InboxRow.id, InboxRow.chat_id, InboxRow.payload, InboxRow.attempts)
        .where(InboxRow.state == "received", InboxRow.chat_id == chat_id)
        .order_by(InboxRow.id)
        .limit(1)
    )
    row = (await session.execute(query)).one_or_none()
    return Received(*row) if row else None


async def claim(session: AsyncSession, row_id: int) -> bool:
    """Mark the row applied; False where another has done so."""
    changed = await rows_changed(
        session,
        update(InboxRow).where(InboxRow.id == row_id, InboxRow.state == "received").values(state="applied"),
    )
    return changed == 1


async def stumble(session: AsyncSession, row_id: int) -> int:
    """Count a failed attempt; how many there have been."""
    await session.execute(
        update(InboxRow).where(InboxRow.id == row_id).values(attempts=InboxRow.attempts + 1)
    )
    return await session.scalar(select(InboxRow.attempts).where(InboxRow.id == row_id)) or 0


async def set_aside(session: AsyncSession, row_id: int, error_id: str) -> None:
    """Give the row up: the chat goes on without it."""
    await session.execute(
        update(InboxRow).where(InboxRow.id == row_id).values(state="failed", error_id=error_id)
    )


async def finish(session: AsyncSession, row_id: int) -> None:
    """The row owes nothing: it is done with."""
    await session.execute(update(InboxRow).where(InboxRow.id == row_id).values(state="answered"))


async def hold(session: AsyncSession, row_id: int) -> None:
    """Keep a stranger's update, to be read if they are let in."""
    await session.execute(update(InboxRow).where(InboxRow.id == row_id).values(state="held"))


async def release(session: AsyncSession, account_id: int) -> int:
    """Let what was held of this account be read; how many updates that is.

    The account is locked first, as it is while what it writes is read (`people.meet`): an update that is just
    being held would else not be seen here, and be held for good.
    """
    await session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    return await rows_changed(
        session,
        update(InboxRow)
        .where(InboxRow.account_id == account_id, InboxRow.state == "held")
        .values(state="received", attempts=0),
    )


async def forget(session: AsyncSession, states: Sequence[str], before: datetime) -> int:
    """Delete the updates in these states received before then, with their answers; how many those were."""
    old = delete(InboxRow).where(InboxRow.state.in_(states), InboxRow.received_at < before)
    return await rows_changed(session, old)


async def owe(session: AsyncSession, inbox_id: int | None, calls: Iterable[Call]) -> None:
    """Write down what is to be sent, in this order."""
    rows = [
        {
            "inbox_id": inbox_id,
            "chat_id": call.chat_id,
            "method": call.method,
            "parameters": dict(call.parameters),
            "card_id": call.card_id,
            "state": "waiting",
        }
        for call in calls
    ]
    if rows:
        await session.execute(insert(Answer), rows)


async def owed_chats(session: AsyncSession) -> Sequence[int]:
    """The chats that are owed an answer."""
    return (await session.scalars(select(Answer.chat_id).where(Answer.state == "waiting").distinct())).all()


async def next_owed(session: AsyncSession, chat_id: int) -> Owed | None:
    """The chat's first answer that has not been sent; a rewrite of a card with the message that it is."""
    query = (
        select(Answer)
        .where(Answer.state == "waiting", Answer.chat_id == chat_id)
        .order_by(Answer.id)
        .limit(1)
    )
    row = await session.scalar(query)
    if row is None:
        return None
    parameters = row.parameters
    if row.card_id and parameters.get("message_id", row.card_id) is None:
        card = select(Card.message_id).where(Card.id == row.card_id)
        parameters = {**parameters, "message_id": await session.scalar(card)}
    return Owed(row.id, row.inbox_id, Call(row.method, parameters, row.chat_id, row.card_id))


async def settle(session: AsyncSession, owed: Owed, state: str, message_id: int | None) -> None:
    """The answer was sent (or refused for good); the row it belongs to is answered with its last one.

    The row is locked first: of two answers settled side by side, in two chats, each would else see the other
    waiting, and the row would never be answered.
    """
    await session.execute(select(InboxRow.id).where(InboxRow.id == owed.inbox_id).with_for_update())
    await session.execute(update(Answer).where(Answer.id == owed.id).values(state=state))
    if owed.call.card_id and message_id:
        await session.execute(update(Card).where(Card.id == owed.call.card_id).values(message_id=message_id))
    if owed.inbox_id:
        waiting = select(Answer.id).where(Answer.inbox_id == owed.inbox_id, Answer.state == "waiting")
        await session.execute(
            update(InboxRow)
            .where(InboxRow.id == owed.inbox_id, InboxRow.state == "applied", ~waiting.exists())
            .values(state="answered")
        )


async def move_chat(session: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup: what is owed to it goes to its new id."""
    for model in (Answer, InboxRow, Card):
        await session.execute(update(model).where(model.chat_id == old).values(chat_id=new))

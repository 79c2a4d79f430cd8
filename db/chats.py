"""What was said in a chat: texts, the cards that show entries, the one open question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as default
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import duplicates
from db.base import insert_new, rows_changed, upsert
from db.models import Account, Card, CardEntry, EntrySource, Question, Text


@dataclass(frozen=True, slots=True)
class Message:
    """A person's message: which one, whose, when it was sent, what it says."""

    bot_id: int
    chat_id: int
    message_id: int
    account_id: int
    sent_at: datetime
    text: str

    @property
    def key(self) -> str:
        """The source key of the entries it makes."""
        return f"{self.bot_id}/{self.chat_id}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class Written:
    """A message as kept: when it was sent, by whom, what it says."""

    sent_at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The one thing the assistant is waiting to hear in a chat."""

    chat_id: int
    entry_id: int | None
    field: str
    card_id: int | None = None
    details: dict[str, Any] = default(default_factory=dict)


async def keep_text(session: AsyncSession, message: Message) -> int:
    """Keep what a message says (an edited one: what it says now); the text's id."""
    key = {"bot_id": message.bot_id, "chat_id": message.chat_id, "message_id": message.message_id}
    said = {"account_id": message.account_id, "sent_at": message.sent_at, "text": message.text}
    new: int | None = await session.scalar(insert_new(session, Text).values(**key, **said).returning(Text.id))
    if new is not None:
        return new
    row = (await session.scalars(select(Text).filter_by(**key))).one()
    if row.text != message.text:
        row.text, row.edited_at = message.text, message.sent_at
        await session.flush()
    return row.id


async def keep_texts(session: AsyncSession, messages: Sequence[Message]) -> list[int]:
    """Keep what many messages say of which none is kept yet; the texts' ids, in the same order."""
    new = insert(Text).returning(Text.id, sort_by_parameter_order=True)
    columns = ("bot_id", "chat_id", "message_id", "account_id", "sent_at", "text")
    rows = [{name: getattr(one, name) for name in columns} for one in messages]
    return list(await session.scalars(new, rows)) if rows else []


async def texts_of(session: AsyncSession, entry_ids: Iterable[int]) -> list[Written]:
    """The messages that made these entries, or reports merged into them, oldest first."""
    behind = duplicates.behind(entry_ids)
    query = (
        select(Text.sent_at, Account.name, Text.text)
        .join(EntrySource, EntrySource.text_id == Text.id)
        .join(behind, behind.c.id == EntrySource.entry_id)
        .outerjoin(Account, Account.id == Text.account_id)
        .order_by(Text.sent_at, Text.id)
    )
    return [Written(at, name or "?", text) for at, name, text in await session.execute(query)]


async def new_card(session: AsyncSession, chat_id: int, entry_ids: Sequence[int], now: datetime) -> int:
    """A card about to be sent; its message id follows when it is delivered."""
    card = Card(chat_id=chat_id, created_at=now)
    session.add(card)
    await session.flush()
    session.add_all(
        CardEntry(card_id=card.id, entry_id=id_, ordinal=n) for n, id_ in enumerate(dict.fromkeys(entry_ids))
    )
    await session.flush()
    return card.id


async def card_entries(session: AsyncSession, card_id: int) -> list[int]:
    """The entries that a card shows, in its order."""
    query = select(CardEntry.entry_id).where(CardEntry.card_id == card_id).order_by(CardEntry.ordinal)
    return list(await session.scalars(query))


async def show_instead(session: AsyncSession, card_id: int, entry_id: int, other_id: int) -> None:
    """The card shows another entry in the place of this one."""
    shown = CardEntry.card_id == card_id
    await session.execute(delete(CardEntry).where(shown, CardEntry.entry_id == other_id))
    await session.execute(
        update(CardEntry).where(shown, CardEntry.entry_id == entry_id).values(entry_id=other_id)
    )


async def card_at(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """The card that a message of ours is."""
    query = select(Card.id).where(Card.chat_id == chat_id, Card.message_id == message_id)
    return await session.scalar(query)


async def last_card_of(session: AsyncSession, chat_id: int, entry_id: int) -> tuple[int, int] | None:
    """The newest delivered card of the chat that shows the entry: its id and its message's."""
    query = (
        select(Card.id, Card.message_id)
        .join(CardEntry, CardEntry.card_id == Card.id)
        .where(Card.chat_id == chat_id, CardEntry.entry_id == entry_id, Card.message_id.is_not(None))
        .order_by(Card.id.desc())
        .limit(1)
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row and row[1] else None


async def newest_card(
    session: AsyncSession, chat_id: int, entry_id: int | None = None, since: datetime | None = None
) -> int | None:
    """The newest card of the chat, delivered or not: of any entries or this one, since any time or this."""
    query = select(Card.id).where(Card.chat_id == chat_id)
    if entry_id is not None:
        query = query.join(CardEntry, CardEntry.card_id == Card.id).where(CardEntry.entry_id == entry_id)
    if since is not None:
        query = query.where(Card.created_at >= since)
    return await session.scalar(query.order_by(Card.id.desc()).limit(1))


async def asked(session: AsyncSession, chat_id: int) -> Asked | None:
    """The chat's open question."""
    row = await session.scalar(select(Question).where(Question.chat_id == chat_id))
    return None if row is None else Asked(row.chat_id, row.entry_id, row.field, row.card_id, row.details)


async def ask(session: AsyncSession, question: Asked, now: datetime) -> None:
    """Open this question in place of whatever was open in the chat."""
    await stop_asking(session, question.chat_id)
    values = {**asdict(question), "asked_at": now}
    new = upsert(session, Question).values(**values)
    at_once = new.on_conflict_do_update(index_elements=["chat_id"], set_=values)
    await session.execute(at_once)  # another may have been asked since, beside this


async def ask_unless_asked(session: AsyncSession, question: Asked, now: datetime) -> None:
    """Open this question unless one is open in the chat, or is being opened."""
    await session.execute(insert_new(session, Question).values(**asdict(question), asked_at=now))


async def stop_asking(session: AsyncSession, chat_id: int) -> None:
    """Nothing is being asked in the chat any more."""
    await session.execute(delete(Question).where(Question.chat_id == chat_id))


async def forget_question_about(session: AsyncSession, entry_id: int) -> None:
    """The entry needs nothing more: whoever was asked about it is asked no longer."""
    await session.execute(delete(Question).where(Question.entry_id == entry_id))


async def forget_texts(session: AsyncSession, before: datetime) -> int:
    """Blank the texts sent before then, and say how many; the entries they made stay."""
    old = update(Text).where(Text.sent_at < before, Text.text != "").values(text="")
    return await rows_changed(session, old)

"""What was said: updates received and their answers, texts, cards shown, questions open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, TelegramId, owned_by


class InboxRow(Base):
    """An update, stored before Telegram is told that we have it (rule 1)."""

    __tablename__ = "inbox"
    id: Mapped[Id]
    bot_id: Mapped[TelegramId]
    update_id: Mapped[TelegramId]
    chat_id: Mapped[TelegramId]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default="received")
    """received → applied → answered, or failed; held: a stranger's, until let in or forgotten."""
    attempts: Mapped[int] = mapped_column(default=0)
    error_id: Mapped[str | None]
    received_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("bot_id", "update_id"), Index(None, "state", "chat_id", "id"))


class Answer(Base):
    """One Bot API call that a row owes its chat; written with the effects, sent afterwards, in order."""

    __tablename__ = "answers"
    id: Mapped[Id]
    inbox_id: Mapped[int | None] = owned_by("inbox")
    chat_id: Mapped[TelegramId]
    method: Mapped[str]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="waiting")
    """waiting → sent or refused (Telegram will never take it)."""
    __table_args__ = (Index(None, "state", "chat_id", "id"),)


class Text(Base):
    """A message as typed, kept apart for its own retention time (rule 12)."""

    __tablename__ = "texts"
    id: Mapped[Id]
    bot_id: Mapped[TelegramId]
    chat_id: Mapped[TelegramId]
    message_id: Mapped[TelegramId]
    account_id: Mapped[TelegramId]
    sent_at: Mapped[datetime]
    text: Mapped[str]
    edited_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("bot_id", "chat_id", "message_id"),)


class Card(Base):
    """A message of ours that shows entries; `message_id` is known once it is delivered."""

    __tablename__ = "cards"
    id: Mapped[Id]
    chat_id: Mapped[TelegramId]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    __table_args__ = (Index(None, "chat_id", "message_id"),)


class CardEntry(Base):
    __tablename__ = "card_entries"
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    ordinal: Mapped[int]


class Question(Base):
    """The one thing the assistant is waiting to hear in a chat: at most one a chat is open."""

    __tablename__ = "questions"
    id: Mapped[Id]
    chat_id: Mapped[TelegramId] = mapped_column(unique=True)
    entry_id: Mapped[int | None] = owned_by("entries")
    field: Mapped[str]
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id", ondelete="SET NULL"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_at: Mapped[datetime]

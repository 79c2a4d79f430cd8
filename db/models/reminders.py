"""Reminders: one row for each message to one recipient about one step (rule 8)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id


class Reminder(Base):
    """One message to one recipient about one step; the unique key is what keeps it from being sent twice."""

    __tablename__ = "reminders"
    id: Mapped[Id]
    subject: Mapped[str]
    """What it is about: `campaign:12`, `dates:12`, `plan:40`, `digest:2024-06-26`."""
    step: Mapped[str]
    recipient: Mapped[str]
    """`person:7`, or `group:-100…`."""
    round: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    """Not sent before then; after a 429 or where Telegram was not reached, when to try again."""
    state: Mapped[str] = mapped_column(default="due")
    """due → claimed → sent, unconfirmed (may have arrived) or failed; or skipped, or missed."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it was skipped or failed."""
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (
        UniqueConstraint("subject", "step", "recipient", "round"),
        Index(None, "state", "due_at"),
    )

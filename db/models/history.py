"""What was changed on the roster, among the figures and in the settings; entries keep theirs in `changes`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id


class Noted(Base):
    """One change: who, when, how, of what, and each field from what to what.

    Rows are only ever added. Triggers of the database refuse any other statement, save the blanking of what
    is said of an erased person (migration 0003).
    """

    __tablename__ = "history"
    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    how: Mapped[str]
    """button, message, import, link, settings, merge …, as an `Act` says it."""
    subject: Mapped[str]
    """school, person, appointment, account, figure, setting, campaign."""
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    """Of an appointment or account: the person whose it is."""
    label: Mapped[str]
    """What it was called then."""
    fields: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
    __table_args__ = (Index(None, "subject", "subject_id"),)

"""Evidence: photos and files of entries. Their content lies in the data folder, under its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, owned_by


class Evidence(Base):
    """A photo or file that somebody sent for an entry."""

    __tablename__ = "evidence"
    id: Mapped[Id]
    entry_id: Mapped[int] = owned_by("entries")
    file_id: Mapped[str]
    """What Telegram gives the file for."""
    unique_id: Mapped[str]
    """The same however often the file is sent."""
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(index=True)
    """Of its content, once that was fetched."""
    state: Mapped[str] = mapped_column(default="wanted", index=True)
    """wanted → kept, or lost: Telegram doesn't have it (any more), or it is too big."""
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("entry_id", "unique_id"),)

"""What the bureau types in once a year, the reports compiled, and the templates they are made from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id


class Figure(Base):
    """A yearly figure (`bot/data/figures.toml`): a number, or for those that are texts a note."""

    __tablename__ = "figures"
    year: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class Compilation(Base):
    """A report or another paper that was asked for; once a report is made, what it said: a snapshot."""

    __tablename__ = "compilations"
    id: Mapped[Id]
    paper: Mapped[str] = mapped_column(server_default="report")
    """A key of `PAPERS` (bot/services/compiling.py)."""
    of: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What it is narrowed to, as the chat says it; None: everything."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    as_of: Mapped[date | None]
    """The record as it stood at the end of that day; None: as it stood when the report was made."""
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    """Where it is delivered; None: it was made by the command line."""
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="asked")
    """asked → made, or failed."""
    attempts: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime | None]
    """The moment whose record it shows."""
    lines: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    """Each figure of the report: key, value, approximate, unit."""
    __table_args__ = (Index(None, "state"), Index(None, "starts_on", "ends_on"))


class Template(Base):
    """A template of the report that the bureau gave; the last row is in force."""

    __tablename__ = "templates"
    id: Mapped[Id]
    name: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The .docx; None: the shipped one again."""
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

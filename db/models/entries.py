"""Entries: what was done, by whom, known from which message, changed when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Computed, ForeignKey, Index, Numeric, UniqueConstraint, column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Id, MonthOf, owned_by

MEASURED = (
    *("quantity", "quantity_approximate", "class_hours", "audience", "audience_approximate"),
    "counted_on",
)
"""What the indexes of totals hold beside their keys, so that the table itself isn't read."""


class Entry(Base):
    """One thing that was done and counts, or is planned, incomplete or withdrawn (DESIGN, "Words")."""

    __tablename__ = "entries"
    id: Mapped[Id]
    kind: Mapped[str]
    state: Mapped[str]
    held_on: Mapped[date | None]
    counted_on: Mapped[date]
    """`held_on`, or while that is unknown the day the entry was sent: the period it belongs to."""
    month: Mapped[int] = mapped_column(Computed(MonthOf(column("counted_on"))))
    """Of `counted_on`, as 202406: worked out by the database."""
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"))
    position: Mapped[str | None]
    """What it counts under, fixed when recorded; None counts as `none`."""
    quantity: Mapped[int | None]
    quantity_approximate: Mapped[bool] = mapped_column(default=False)
    audience: Mapped[int | None]
    audience_approximate: Mapped[bool] = mapped_column(default=False)
    class_hours: Mapped[float | None] = mapped_column(Numeric(6, 1, asdecimal=False))
    online: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    logged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]

    people: Mapped[list[EntryPerson]] = relationship(
        cascade="all, delete-orphan", order_by="EntryPerson.ordinal", lazy="raise"
    )
    topics: Mapped[list[EntryTopic]] = relationship(cascade="all, delete-orphan", lazy="raise")
    flags: Mapped[list[EntryFlag]] = relationship(cascade="all, delete-orphan", lazy="raise")
    sources: Mapped[list[EntrySource]] = relationship(cascade="all, delete-orphan", lazy="raise")
    changes: Mapped[list[Change]] = relationship(cascade="all, delete-orphan", lazy="raise")

    __table_args__ = (
        Index("ix_entries_totals", "state", "month", "kind", "position", *MEASURED),
        Index("ix_entries_totals_by_school", "state", "month", "school_id", "kind", *MEASURED),
        Index("ix_entries_day", "state", "counted_on"),
        Index("ix_entries_school_day", "school_id", "held_on", "kind"),
        Index("ix_entries_school_month", "school_id", "state", "month"),
    )


class EntryPerson(Base):
    """Who did it; the first one's appointment gives the position."""

    __tablename__ = "entry_people"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    ordinal: Mapped[int]


class EntryTopic(Base):
    __tablename__ = "entry_topics"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True, index=True)


class EntryFlag(Base):
    """A mark on an entry or one of its fields: `assumed:school`, `hand:audience`, `duplicate` …"""

    __tablename__ = "entry_flags"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    flag: Mapped[str] = mapped_column(primary_key=True)


class EntrySource(Base):
    """Where an entry comes from. The unique key is what keeps anything from counting twice (rule 2)."""

    __tablename__ = "entry_sources"
    id: Mapped[Id]
    entry_id: Mapped[int] = owned_by("entries")
    source: Mapped[str]
    """message, press, import, sample."""
    source_key: Mapped[str]
    item: Mapped[int]
    text_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id", ondelete="SET NULL"), index=True)
    __table_args__ = (UniqueConstraint("source", "source_key", "item"),)


class Change(Base):
    """One change of one entry: who, when, how, and each field from what to what."""

    __tablename__ = "changes"
    id: Mapped[Id]
    entry_id: Mapped[int] = owned_by("entries")
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    how: Mapped[str]
    """log, message, edit, button, plan, merge, import."""
    fields: Mapped[dict[str, list[Any]]] = mapped_column(JSON)


class Duplicate(Base):
    """Two entries that may be one: `open`, `same` (merged into the first) or `different`."""

    __tablename__ = "duplicates"
    id: Mapped[Id]
    entry_id: Mapped[int] = owned_by("entries")
    earlier_id: Mapped[int] = owned_by("entries")
    state: Mapped[str] = mapped_column(default="open", index=True)
    __table_args__ = (UniqueConstraint("entry_id", "earlier_id"),)

"""Campaigns: what is remembered each year or declared, what schools said to it, the working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Id


class Campaign(Base):
    """A theme day's occurrence in a year, or one the bureau declares (DESIGN, "Words")."""

    __tablename__ = "campaigns"
    id: Mapped[Id]
    theme: Mapped[str | None]
    """A key of `bot/data/theme_days.toml`; None: declared by an officer."""
    year: Mapped[int]
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    tied_from: Mapped[date]
    """From 3 working days before it starts …"""
    tied_to: Mapped[date]
    """… to 2 after it ends: when what is held belongs to it."""
    laws: Mapped[list[str]] = mapped_column(JSON, default=list)
    asks: Mapped[str] = mapped_column(default="")
    """What is asked of the schools, in the officer's words."""
    school_kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The kinds of school concerned; none: all, unless `schools` are chosen."""
    active: Mapped[bool] = mapped_column(index=True)
    provisional: Mapped[bool] = mapped_column(default=False)
    """Its dates are set by yearly notice, and no officer has confirmed them."""
    round: Mapped[int] = mapped_column(default=0)
    """Rises when its dates change: who was reminded of the old ones is reminded again."""
    since: Mapped[datetime | None]
    """Steps that were due before then are not made up for; None: those still useful are."""
    steps: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Where its steps differ from `bot/data/steps.toml`: step → {on, days, at, counted_from}."""
    topics: Mapped[list[CampaignTopic]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    kinds: Mapped[list[CampaignKind]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    schools: Mapped[list[CampaignSchool]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    __table_args__ = (UniqueConstraint("theme", "year"), Index(None, "tied_from", "tied_to"))


class CampaignTopic(Base):
    """A topic of a campaign; one without any takes every topic."""

    __tablename__ = "campaign_topics"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)


class CampaignKind(Base):
    """A kind of entry that a campaign asks for; one without any takes every kind."""

    __tablename__ = "campaign_kinds"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)


class CampaignSchool(Base):
    """A school chosen for a campaign that does not concern all."""

    __tablename__ = "campaign_schools"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)


class CampaignReply(Base):
    """What a school said to a campaign: `planned` or `declined`."""

    __tablename__ = "campaign_replies"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True)
    reply: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class HandTie(Base):
    """An entry tied to a campaign by hand, or untied. Ties by rule are worked out, not kept: `db/ties.py`."""

    __tablename__ = "hand_ties"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    tied: Mapped[bool]
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class DayOverride(Base):
    """A day that is worked, or not, other than the published calendar says."""

    __tablename__ = "day_overrides"
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

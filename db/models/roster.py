"""Schools, people, their appointments, and the Telegram accounts they write from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Id, owned_by


class School(Base):
    """A school of the district. One that closes keeps its entries and gets `closed_on`."""

    __tablename__ = "schools"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    """学段: 小学, 初中 …"""
    township: Mapped[str] = mapped_column(default="")
    pupils: Mapped[int | None]
    model_level: Mapped[str] = mapped_column(default="")
    """示范校级别: 区, 市, 省."""
    closed_on: Mapped[date | None]
    aliases: Mapped[list[SchoolAlias]] = relationship(cascade="all, delete-orphan", lazy="raise")


class SchoolAlias(Base):
    """Another name of a school; a name or alias belongs to one school only."""

    __tablename__ = "school_aliases"
    id: Mapped[Id]
    school_id: Mapped[int] = owned_by("schools")
    alias: Mapped[str] = mapped_column(unique=True)


class Person(Base):
    """Somebody on the roster. An erased person stays as a number, without a name."""

    __tablename__ = "people"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(index=True)
    employer: Mapped[str] = mapped_column(default="")
    """单位: where they work."""
    dispatched_by: Mapped[str] = mapped_column(default="")
    """派出机关: court, procuratorate, police, justice …"""
    telephone: Mapped[str] = mapped_column(default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    """Let in by chat, under the name of their Telegram account: a roster may name them."""
    born: Mapped[int | None]
    """The year of birth, where it is known: whoever is over 65 may not be appointed again."""
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    """Who they turned out to be: a row that stands for somebody who is kept elsewhere."""
    erased_at: Mapped[datetime | None]


class Appointment(Base):
    """聘任: a person, in a role, at a school or (no school) at the bureau, from a day to a day inclusive."""

    __tablename__ = "appointments"
    id: Mapped[Id]
    person_id: Mapped[int] = owned_by("people")
    school_id: Mapped[int | None] = owned_by("schools")
    role: Mapped[str]
    """A key of `bot/data/roles.toml`."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    __table_args__ = (Index(None, "role", "school_id"),)


class Account(Base):
    """A Telegram account that has written to us; bound to a person once somebody vouched for it."""

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """The Telegram user id."""
    person_id: Mapped[int | None] = owned_by("people")
    name: Mapped[str] = mapped_column(default="")
    """What the account calls itself; shown to the officer who decides."""
    language: Mapped[str] = mapped_column(default="zh")
    first_seen_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    """When a stranger asked for access."""
    unreachable_at: Mapped[datetime | None]
    """Since when Telegram refuses what we send; empty again as soon as they write."""


class Preference(Base):
    """What somebody set in /settings."""

    __tablename__ = "preferences"
    id: Mapped[Id]
    account_id: Mapped[int] = owned_by("accounts")
    name: Mapped[str]
    value: Mapped[str]
    __table_args__ = (UniqueConstraint("account_id", "name"),)


class Invitation(Base):
    """A one-time link that binds the account which takes it. Only the token's hash is kept.

    It binds to a person of the roster, or, where none is named, gives the role to whoever takes it.
    """

    __tablename__ = "invitations"
    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    person_id: Mapped[int | None] = owned_by("people")
    school_id: Mapped[int | None] = owned_by("schools")
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = owned_by("accounts")

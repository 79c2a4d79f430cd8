"""The plain frozen dataclasses that travel between layers, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class School:
    """A school as messages name it: `name` is canonical; a name or alias belongs to one school only."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """聘任: a role at a school, or (no school) at the bureau, from a day to a day, both included."""

    role: str
    school_id: int | None = None
    school: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`; an end that is not given is open."""
        return (self.starts_on or day) <= day <= (self.ends_on or day)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster, with every appointment they ever had."""

    id: int
    name: str
    appointments: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account and the person it is bound to (None: a stranger)."""

    id: int
    name: str
    language: str
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done and counts (DESIGN, "Words"). `id` is 0 until it is kept."""

    kind: str
    state: str
    counted_on: date
    held_on: date | None = None
    school: School | None = None
    people: tuple[Person, ...] = ()
    position: str | None = None
    topics: tuple[str, ...] = ()
    quantity: int | None = None
    quantity_approximate: bool = False
    audience: int | None = None
    audience_approximate: bool = False
    class_hours: float | None = None
    online: bool = False
    note: str = ""
    flags: frozenset[str] = frozenset()
    logged_by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """The one source of the time: instants are aware and in UTC, days are the district's."""

    zone: tzinfo
    tell: Callable[[], datetime] = lambda: datetime.now(UTC)

    def now(self) -> datetime:
        return self.tell().astimezone(UTC)

    def today(self) -> date:
        return self.day(self.tell())

    def day(self, moment: datetime) -> date:
        """The district's day at `moment`."""
        return moment.astimezone(self.zone).date()

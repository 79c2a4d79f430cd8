"""Schools, people, their appointments and accounts; who does something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
    id: int = 0

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
class Act:
    """Who changes something (a person's id), how (log, message, edit, button …), and when."""

    by: int | None
    how: str
    at: datetime

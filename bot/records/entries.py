"""What was done and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.records.roster import Person, School


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

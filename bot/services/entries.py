"""What an entry needs to be complete, and how one field of it is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot import data
from bot.records import Entry, School
from bot.services import whose

MOST: dict[str, float] = {"audience": 9_999_999, "quantity": 99_999, "class_hours": 999}
"""Beyond these a number is a slip of the finger, or no such number at all."""


def sensible(name: str, value: Any) -> bool:
    """Whether a field can have this value."""
    return name not in MOST or value is None or 0 < value <= MOST[name]


def missing(entry: Entry) -> tuple[str, ...]:
    """The required fields that the entry lacks, in the order they are asked for."""
    kind = data.kinds()[entry.kind]
    excused = kind.optional_for_bureau_adviser if entry.position == "bureau_adviser" else ()
    return tuple(name for name in kind.required if name not in excused and getattr(entry, name) is None)


def completed(entry: Entry) -> Entry:
    """The entry in the state that its fields allow; what is planned or withdrawn stays so."""
    if entry.state not in ("recorded", "incomplete"):
        return entry
    return replace(entry, state="incomplete" if missing(entry) else "recorded")


def set_field(entry: Entry, name: str, value: Any) -> Entry:
    """The entry with one field set by a person: no longer a guess, and kept when the message is edited."""
    flags = {flag for flag in entry.flags if flag.partition(":")[2] != name} | {f"hand:{name}"}
    changed = replace(SETTERS.get(name, _plain)(entry, name, value), flags=frozenset(flags))
    if name in ("people", "school", "held_on") and "hand:position" not in flags:
        changed = whose.counted(changed)
    return completed(changed)


def _plain(entry: Entry, name: str, value: Any) -> Entry:
    return replace(entry, **{name: value})


def _held_on(entry: Entry, _name: str, value: date) -> Entry:
    return replace(entry, held_on=value, counted_on=value)


def _audience(entry: Entry, _name: str, value: int) -> Entry:
    return replace(entry, audience=value, audience_approximate=False)


def _quantity(entry: Entry, _name: str, value: int) -> Entry:
    return replace(entry, quantity=value, quantity_approximate=False)


def _kind(entry: Entry, _name: str, value: str) -> Entry:
    kind = data.kinds()[value]
    return replace(entry, kind=value, quantity=entry.quantity or kind.assumed)


SETTERS: dict[str, Callable[[Entry, str, Any], Entry]] = {
    "held_on": _held_on,
    "audience": _audience,
    "quantity": _quantity,
    "kind": _kind,
}
"""How a field is set where there is more to it than its value."""


def field_of(entry: Entry, said: str) -> str:
    """The entry's field behind a name that understanding uses: sessions and cases are its quantity."""
    return "quantity" if said in ("sessions", "cases") else said


def by_name(schools: tuple[School, ...], name: str | None) -> School | None:
    """The school of this canonical name."""
    return next((school for school in schools if school.name == name), None)

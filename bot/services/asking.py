"""What to ask next: exactly one thing, with the likely answers as buttons (rule 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Entry, School
from bot.services import whose
from bot.services.access import Access
from bot.services.entries import missing
from db import schools

MANY = 6
"""Buttons offered at the most; anything else is typed."""
LED = ("audience", "topics")
"""What somebody who is being led through an entry is asked as well; both may be passed over."""


@dataclass(frozen=True, slots=True)
class Option:
    """A likely answer: what a press of it says, and what it shows: a name, or a key of the wording."""

    value: str
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing to ask, about one entry."""

    entry: Entry
    field: str
    options: tuple[Option, ...] = ()
    details: Mapping[str, Any] = default(default_factory=dict)


async def next_question(
    session: AsyncSession, access: Access, entries: Sequence[Entry], details: Mapping[str, Any]
) -> Question | None:
    """The first thing that any of these entries lacks; None when nothing is left to ask.

    Args:
        session: of the caller's unit of work.
        access: who will be asked.
        entries: in the order of the message.
        details: carried from question to question: `schools`, the ids that an unclear name may mean, by
            entry id; `together`, a headcount said for all of these entries.
    """
    for entry in entries:
        if name := await _wanted(session, access, entry):
            return await question(session, access, entry, name, details)
    if details.get("together") and len(entries) > 1:
        return _split(entries, details)
    return None


async def _wanted(session: AsyncSession, access: Access, entry: Entry) -> str | None:
    if entry.state in ("withdrawn", "planned"):
        return None
    if lacking := missing(entry):
        return lacking[0]
    if not entry.people and "hand:people" not in entry.flags:
        return "people"
    if entry.position is None and len(whose.choices(entry)) > 1:
        return "position"
    if "led" in entry.flags:
        return next((n for n in LED if not getattr(entry, n) and f"hand:{n}" not in entry.flags), None)
    return None


async def question(
    session: AsyncSession,
    access: Access,
    entry: Entry,
    name: str,
    details: Mapping[str, Any] | None = None,
) -> Question:
    """A question about one field, with its likely answers."""
    details = details or {}
    options: Sequence[Option] = ()
    if name == "held_on":
        options = days(access.day)
    elif name == "school":
        options = await _schools(session, access, details.get("schools", {}).get(str(entry.id)))
    elif name in ("people", "companion"):
        likely = await whose.likely(session, access, entry)
        options = [Option(str(one.id), one.name) for one in likely[:MANY]]
    elif name == "position":
        options = [Option(key, key=f"position.{key}") for key in whose.choices(entry)]
    elif name == "kind":
        options = [Option(key, key=f"kind.{key}") for key in data.kinds()]
    if name == "people" or ("led" in entry.flags and name in LED):
        options = [*options, Option("-", key="button.none_people" if name == "people" else "button.skip")]
    return Question(entry, name, tuple(options), details)


def days(today: date) -> list[Option]:
    """Today, yesterday and the day before, today first."""
    return [Option((today - timedelta(days=back)).isoformat(), key=f"day.{back}") for back in range(3)]


async def _schools(session: AsyncSession, access: Access, unclear: Sequence[int] | None) -> list[Option]:
    """The schools that an unclear name may mean, else the writer's own."""
    known: dict[int, School] = {school.id: school for school in await schools.directory(session)}
    ids = unclear or access.school_ids
    return [Option(str(id_), known[id_].name) for id_ in ids if id_ in known][:MANY]


def _split(entries: Sequence[Entry], details: Mapping[str, Any]) -> Question | None:
    """How a headcount said for several entries together is to be split."""
    if any(entry.audience is not None for entry in entries):
        return None
    share, rest = divmod(int(details["together"]), len(entries))
    options = () if rest else (Option(str(share), key="button.split_equally"),)
    ids = [entry.id for entry in entries]
    return Question(entries[0], "split", options, {**details, "entries": ids})

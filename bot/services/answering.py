"""Taking an answer: what a press or a typed message says about the one field that was asked."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Entry, Person, School
from bot.services import reading
from bot.services.entries import MOST, by_name, sensible
from bot.services.recording import change, set_value
from bot.understanding import Understanding
from db import entries, people, schools
from db.chats import Asked, Message

NOTHING = "-"
"""The value of a button that says: nothing, pass over."""
LARGEST = 2**31 - 1
"""What the database's integers hold."""
BETWEEN_NAMES = re.compile(r"[\s、,，;；和与跟及同&+。.]|and")
SHARES = re.compile(r"[0-9\s、,，;；.。和及人每各校所都是/]+")
EACH = re.compile(r"[每各]|都是")
OTHERS = ("held_on", "school", "topics", "class_hours")
"""What an item can say that a bare number or name doesn't."""
NAMED: dict[str, Callable[[], Mapping[str, data.Kind | data.Position]]] = {
    "kind": data.kinds,
    "position": data.positions,
}
"""Fields whose values are rows of a registry: typed, they are answered by a row's name."""


async def _school(session: AsyncSession, value: str) -> School:
    known = {school.id: school for school in await schools.directory(session)}
    return known[int(value)]


async def _people(session: AsyncSession, value: str) -> tuple[Person, ...]:
    if value == NOTHING:
        return ()
    person_id = int(value)
    if person_id > LARGEST:
        raise LookupError(value)
    return ((await people.persons(session, [person_id]))[person_id],)


def _plain(parse: Callable[[str], Any]) -> Callable[[AsyncSession, str], Awaitable[Any]]:
    async def parsed(_session: AsyncSession, value: str) -> Any:
        return parse(value)

    return parsed


def _hours(value: str) -> float:
    hours = float(value)
    if not sensible("class_hours", hours):
        raise ValueError(value)
    return hours


async def _skipped(_session: AsyncSession, value: str) -> Any:
    """These are typed; their only button passes them over."""
    if value != NOTHING:
        raise ValueError(value)


async def _no_topics(session: AsyncSession, value: str) -> tuple[str, ...]:
    await _skipped(session, value)
    return ()


PRESSED: dict[str, Callable[[AsyncSession, str], Awaitable[Any]]] = {
    "held_on": _plain(date.fromisoformat),
    "school": _school,
    "people": _people,
    "companion": _people,
    "position": _plain(lambda key: data.positions()[key].key),
    "kind": _plain(lambda key: data.kinds()[key].key),
    "class_hours": _plain(_hours),
    "audience": _skipped,
    "topics": _no_topics,
}
"""How the value of a button is read, by field. Each raises LookupError or ValueError on a stale one."""


async def press(session: AsyncSession, entry: Entry, field: str, value: str, act: Act) -> Entry:
    """Set the field that a button names.

    Raises:
        LookupError, ValueError: the button means nothing any more.
    """
    return await _set(session, entry, field, await PRESSED[field](session, value), act)


async def _set(session: AsyncSession, entry: Entry, field: str, value: Any, act: Act) -> Entry:
    if field == "companion":
        field, value = "people", tuple({one.id: one for one in (*entry.people, *value)}.values())
    return await set_value(session, entry, field, value, act)


async def typed(
    session: AsyncSession, asked: Asked, message: Message, zone: tzinfo, act: Act
) -> list[Entry] | None:
    """What a message that wholly answers the open question changes; None if it says anything else."""
    if asked.field == "split":
        return await split(session, asked, _shares(message.text, len(asked.details["entries"])), act)
    found = await entries.load(session, [asked.entry_id] if asked.entry_id else [])
    if not found or found[0].state == "withdrawn":
        return None
    value = await _typed_value(session, asked.field, message, zone)
    return None if value is None else [await _set(session, found[0], asked.field, value, act)]


async def _typed_value(session: AsyncSession, field: str, message: Message, zone: tzinfo) -> Any:
    text = message.text.strip()
    if field in ("people", "companion"):
        return await _names(session, text)
    if field in NAMED:
        return next((key for key, row in NAMED[field]().items() if text in (row.zh, row.en)), None)
    if field in MOST and re.fullmatch("[0-9]{1,9}", text):  # nothing but the number asked for
        return int(text) if sensible(field, int(text)) else None
    answer = await reading.read_reply(session, field, text, message.sent_at, zone)
    read = await reading.read_message(session, text, message.sent_at, zone)
    if answer is None or _says_more(read, field) or not sensible(field, answer.value):
        return None
    if field == "school":
        return by_name(await schools.directory(session), answer.value)
    return answer.value


async def _names(session: AsyncSession, text: str) -> tuple[Person, ...] | None:
    """The people whose names are all that the text says."""
    named = await people.named_in(session, text)
    for one in named:
        text = text.replace(one.name, " ", 1)
    one_each = len({one.name for one in named}) == len(named)
    return tuple(named) if named and one_each and not BETWEEN_NAMES.sub("", text) else None


def _says_more(read: Understanding, field: str) -> bool:
    """Whether a message says something of its own, rather than only a value for this field."""
    if read.intent not in ("log", "plan", "smalltalk"):
        return True
    items = (*read.items, *read.plans)
    said = {name for item in items for name in OTHERS if getattr(item, name)}
    return len(items) > 1 or bool(said - {field}) or read.cumulative


def _shares(text: str, count: int) -> list[int]:
    """The headcounts that are all the text says, in its order; one for all where it says 各 or 每."""
    numbers = [int(number) for number in re.findall(r"[0-9]+", text)] if SHARES.fullmatch(text) else []
    return numbers * count if len(numbers) == 1 and EACH.search(text) else numbers


async def split(session: AsyncSession, asked: Asked, shares: list[int], act: Act) -> list[Entry] | None:
    """Give each of the entries its share of the headcount; None where there isn't one for each."""
    several = await entries.load(session, asked.details["entries"])
    if len(shares) != len(several) or not all(sensible("audience", share) for share in shares):
        return None
    return [
        await change(
            session,
            entry,
            replace(entry, audience=share, flags=entry.flags | {"hand:audience"}),
            act,
        )
        for entry, share in zip(several, shares, strict=True)
    ]

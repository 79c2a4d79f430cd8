"""Taking an answer: what a press or a typed message says about the one field that was asked."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, tzinfo
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Entry, Person, School
from bot.services import reading
from bot.services.entries import by_name
from bot.services.recording import change, set_value
from db import entries, people, schools
from db.chats import Asked, Message

NOTHING = "-"
"""The value of a button that says: nothing, pass over."""


async def _school(session: AsyncSession, value: str) -> School:
    known = {school.id: school for school in await schools.directory(session)}
    return known[int(value)]


async def _person(session: AsyncSession, value: str) -> Person:
    return (await people.persons(session, [int(value)]))[int(value)]


async def _people(session: AsyncSession, value: str) -> tuple[Person, ...]:
    return () if value == NOTHING else (await _person(session, value),)


def _plain(parse: Callable[[str], Any]) -> Callable[[AsyncSession, str], Awaitable[Any]]:
    async def parsed(_session: AsyncSession, value: str) -> Any:
        return None if value == NOTHING else parse(value)

    return parsed


PRESSED: dict[str, Callable[[AsyncSession, str], Awaitable[Any]]] = {
    "held_on": _plain(date.fromisoformat),
    "school": _school,
    "people": _people,
    "companion": _person,
    "position": _plain(lambda key: data.positions()[key].key),
    "kind": _plain(lambda key: data.kinds()[key].key),
    "audience": _plain(int),
    "quantity": _plain(int),
    "class_hours": _plain(float),
    "topics": _plain(lambda key: (data.topics() and key,)),
}
"""How the value of a button is read, by field. Each raises LookupError or ValueError on a stale one."""


async def press(session: AsyncSession, entry: Entry, field: str, value: str, act: Act) -> Entry:
    """Set the field that a button names.

    Raises:
        LookupError, ValueError: the button means nothing any more.
    """
    parsed = await PRESSED[field](session, value)
    return await _set(session, entry, field, parsed if field != "topics" or parsed else (), act)


async def _set(session: AsyncSession, entry: Entry, field: str, value: Any, act: Act) -> Entry:
    if field == "companion":
        field, value = "people", (*(one for one in entry.people if one.id != value.id), value)
    return await set_value(session, entry, field, value, act)


async def typed(
    session: AsyncSession, asked: Asked, message: Message, zone: tzinfo, act: Act
) -> list[Entry] | None:
    """What a message that wholly answers the open question changes; None if it says anything else."""
    if asked.field == "split":
        return await split(session, asked, [int(number) for number in re.findall(r"\d+", message.text)], act)
    found = await entries.load(session, [asked.entry_id] if asked.entry_id else [])
    if not found or found[0].state == "withdrawn":
        return None
    value = await _typed_value(session, asked.field, message, zone)
    return None if value is None else [await _set(session, found[0], asked.field, value, act)]


async def _typed_value(session: AsyncSession, field: str, message: Message, zone: tzinfo) -> Any:
    text = message.text.strip()
    if field in ("people", "companion"):
        named = [one for one in await people.named_in(session, text) if one.name == text]
        if len(named) != 1:
            return None
        return named[0] if field == "companion" else tuple(named)
    answer = await reading.read_reply(session, field, text, message.sent_at, zone)
    if answer is None:
        return None
    if field == "school":
        return by_name(await schools.directory(session), answer.value)
    return answer.value


async def split(session: AsyncSession, asked: Asked, shares: list[int], act: Act) -> list[Entry] | None:
    """Give each of the entries its share of the headcount; None where there isn't one for each."""
    several = await entries.load(session, asked.details["entries"])
    if len(shares) != len(several):
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

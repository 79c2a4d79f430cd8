"""Entries: kept, changed with their history, found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot import records
from db import people
from db.models import Change, Entry, EntryFlag, EntryPerson, EntrySource, EntryTopic, School

COLUMNS = (
    *("kind", "state", "held_on", "counted_on", "position", "quantity", "quantity_approximate"),
    *("audience", "audience_approximate", "class_hours", "online", "note", "logged_by"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from: its key is what keeps it from being kept twice (rule 2)."""

    source: str
    key: str
    item: int = 0
    text_id: int | None = None


async def load(session: AsyncSession, ids: Iterable[int]) -> list[records.Entry]:
    """The entries of these ids, in the order asked for."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    query = (
        select(Entry, School.name)
        .outerjoin(School, School.id == Entry.school_id)
        .where(Entry.id.in_(wanted))
        .options(selectinload(Entry.people), selectinload(Entry.topics), selectinload(Entry.flags))
        .execution_options(populate_existing=True)
    )
    rows = (await session.execute(query)).all()
    known = await people.persons(session, {one.person_id for row, _ in rows for one in row.people})
    found = {row.id: _record(row, school, known) for row, school in rows}
    return [found[id_] for id_ in wanted if id_ in found]


def _record(row: Entry, school: str | None, known: Mapping[int, records.Person]) -> records.Entry:
    return records.Entry(
        id=row.id,
        school=records.School(school, id=row.school_id) if school and row.school_id else None,
        people=tuple(known[one.person_id] for one in row.people),
        topics=tuple(sorted(one.topic for one in row.topics)),
        flags=frozenset(one.flag for one in row.flags),
        **{name: getattr(row, name) for name in COLUMNS},
    )


async def keep(
    session: AsyncSession, entry: records.Entry, source: Source, act: records.Act
) -> records.Entry:
    """Keep a new entry; the same with its id."""
    row = Entry(
        school_id=entry.school.id if entry.school else None,
        created_at=act.at,
        **{name: getattr(entry, name) for name in COLUMNS},
    )
    row.sources = [_source(source)]
    row.changes = [Change(at=act.at, by=act.by, how=act.how, fields={"state": [None, entry.state]})]
    _lists(row, entry)
    session.add(row)
    await session.flush()
    return replace(entry, id=row.id)


def _source(source: Source) -> EntrySource:
    return EntrySource(source=source.source, source_key=source.key, item=source.item, text_id=source.text_id)


def _lists(row: Entry, entry: records.Entry) -> None:
    row.people = [EntryPerson(person_id=one.id, ordinal=n) for n, one in enumerate(entry.people)]
    row.topics = [EntryTopic(topic=topic) for topic in entry.topics]
    row.flags = [EntryFlag(flag=flag) for flag in sorted(entry.flags)]


async def change(
    session: AsyncSession, old: records.Entry, new: records.Entry, act: records.Act
) -> records.Entry:
    """Write what differs between the two forms of one entry, with one row of history."""
    fields = differences(old, new)
    if not fields and old.flags == new.flags:
        return new
    school_id = new.school.id if new.school else None
    row = await session.get_one(Entry, old.id)
    for name in COLUMNS:
        setattr(row, name, getattr(new, name))
    row.school_id = school_id
    for model in (EntryPerson, EntryTopic, EntryFlag):
        await session.execute(delete(model).where(model.entry_id == old.id))
    session.add_all(EntryPerson(entry_id=old.id, person_id=p.id, ordinal=n) for n, p in enumerate(new.people))
    session.add_all(EntryTopic(entry_id=old.id, topic=topic) for topic in new.topics)
    session.add_all(EntryFlag(entry_id=old.id, flag=flag) for flag in sorted(new.flags))
    if fields:
        session.add(Change(entry_id=old.id, at=act.at, by=act.by, how=act.how, fields=fields))
    await session.flush()
    return new


def differences(old: records.Entry, new: records.Entry) -> dict[str, list[Any]]:
    """Each field that differs, from what to what, as plain values."""
    before, after = _plain(old), _plain(new)
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _plain(entry: records.Entry) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(entry, name) for name in COLUMNS}
    values["held_on"] = entry.held_on.isoformat() if entry.held_on else None
    values["counted_on"] = entry.counted_on.isoformat()
    values["school"] = entry.school.name if entry.school else None
    values["people"] = [one.id for one in entry.people]
    values["topics"] = sorted(entry.topics)
    return values


async def add_source(session: AsyncSession, entry_id: int, source: Source) -> None:
    """One entry, one more source: a plan fulfilled, a joint lecture merged."""
    row = _source(source)
    row.entry_id = entry_id
    session.add(row)
    await session.flush()


async def of_source(session: AsyncSession, source: str, key: str) -> list[int]:
    """The entries that this message (or file row) made or fulfilled, in the order of its items."""
    query = (
        select(EntrySource.entry_id)
        .where(EntrySource.source == source, EntrySource.source_key == key)
        .order_by(EntrySource.item)
    )
    return list(await session.scalars(query))


async def sources(session: AsyncSession, entry_id: int) -> list[str]:
    """The keys of what made or fulfilled the entry."""
    query = select(EntrySource.source_key).where(EntrySource.entry_id == entry_id)
    return list(await session.scalars(query.order_by(EntrySource.id)))


async def next_item(session: AsyncSession, source: str, key: str) -> int:
    """The number that the next item of this source gets."""
    query = select(func.max(EntrySource.item)).where(
        EntrySource.source == source, EntrySource.source_key == key
    )
    last = await session.scalar(query)
    return 0 if last is None else last + 1


async def near(
    session: AsyncSession, entry: records.Entry, states: Sequence[str], days: int = 1
) -> list[records.Entry]:
    """Other entries at the same school within so many days, earliest kept first."""
    if entry.school is None or entry.held_on is None:
        return []
    span = timedelta(days=days)
    query = (
        select(Entry.id)
        .where(
            Entry.id != entry.id,
            Entry.school_id == entry.school.id,
            Entry.state.in_(states),
            Entry.held_on.between(entry.held_on - span, entry.held_on + span),
        )
        .order_by(Entry.id)
    )
    return await load(session, await session.scalars(query))


async def planned(session: AsyncSession, start: date, end: date) -> list[tuple[records.Entry, datetime]]:
    """The plans for these days, and since when each is known."""
    query = select(Entry.id, Entry.created_at).where(
        Entry.state == "planned", Entry.held_on.between(start, end)
    )
    since = dict((await session.execute(query.order_by(Entry.id))).all())
    return [(entry, since[entry.id]) for entry in await load(session, since)]


def _mine(person_id: int) -> Select[int]:
    done = select(EntryPerson.entry_id).where(EntryPerson.person_id == person_id)
    return select(Entry.id).where((Entry.logged_by == person_id) | Entry.id.in_(done))


async def months_of(session: AsyncSession, person_id: int) -> list[tuple[date, int]]:
    """The months with entries that somebody logged or did, newest first, as (first day, how many)."""
    rows = await session.scalars(
        select(Entry.counted_on).where(Entry.id.in_(_mine(person_id)), Entry.state != "withdrawn")
    )
    months: dict[date, int] = {}
    for day in rows:
        months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + 1
    return sorted(months.items(), reverse=True)


async def of_month(session: AsyncSession, person_id: int, month: date) -> list[records.Entry]:
    """What somebody logged or did in the month that begins on that day, newest first."""
    end = (month + timedelta(days=31)).replace(day=1)
    query = (
        _mine(person_id)
        .where(Entry.counted_on >= month, Entry.counted_on < end, Entry.state != "withdrawn")
        .order_by(Entry.counted_on.desc(), Entry.id.desc())
    )
    return await load(session, await session.scalars(query))


async def recent(session: AsyncSession, person_id: int, most: int = 20) -> list[records.Entry]:
    """What somebody logged last and has not withdrawn, newest first."""
    query = select(Entry.id).where(Entry.logged_by == person_id, Entry.state != "withdrawn")
    return await load(session, await session.scalars(query.order_by(Entry.id.desc()).limit(most)))


async def state_before(session: AsyncSession, entry_id: int) -> str | None:
    """The state that the entry was in before the one it is in."""
    rows = await session.scalars(
        select(Change.fields).where(Change.entry_id == entry_id).order_by(Change.id.desc())
    )
    states: list[str | None] = [fields["state"][0] for fields in rows if "state" in fields]
    return states[0] if states else None


async def history(
    session: AsyncSession, entry_id: int
) -> list[tuple[datetime, str | None, str, dict[str, Any]]]:
    """The changes of an entry, oldest first: when, by whom, how, and each field from what to what."""
    rows = await session.scalars(select(Change).where(Change.entry_id == entry_id).order_by(Change.id))
    changes = list(rows)
    known = await people.persons(session, {row.by for row in changes if row.by})
    return [(row.at, known[row.by].name if row.by in known else None, row.how, row.fields) for row in changes]

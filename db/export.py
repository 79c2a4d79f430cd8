"""Every entry of a period with its message, its author and its changes, streamed a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from bot.records import Entered, Period, Quote, Revised
from db import duplicates
from db.base import among
from db.models import Account, Change, Entry, EntryPerson, EntrySource, EntryTopic, Person, School, Text

A_PAGE = 2000
COLUMNS = (
    *(Entry.id, Entry.state, Entry.counted_on, Entry.kind, Entry.school_id, Entry.position),
    *(Entry.quantity, Entry.quantity_approximate, Entry.class_hours, Entry.audience),
    *(Entry.audience_approximate, Entry.online, Entry.note, Entry.logged_by, Entry.created_at),
)


async def entries(session: AsyncSession, period: Period) -> AsyncIterator[list[Entered]]:
    """The entries of a period in every state, by day, so many at a time."""
    plain = await session.connection()  # spares each row the session's part
    names = _Names(
        dict((await plain.execute(select(Person.id, Person.name))).all()),
        dict((await plain.execute(select(School.id, School.name))).all()),
    )
    days = select(Entry.id).where(Entry.counted_on.between(period.start, period.end))
    ids = (await plain.scalars(days.order_by(Entry.counted_on, Entry.id))).all()
    for start in range(0, len(ids), A_PAGE):
        yield await _page(plain, ids[start : start + A_PAGE], names)


async def labels(session: AsyncSession, ids: Sequence[int]) -> dict[int, str]:
    """The day and school of each of these entries, in one line."""
    found = {}
    query = select(Entry.id, Entry.counted_on, School.name).outerjoin(School, School.id == Entry.school_id)
    for start in range(0, len(ids), A_PAGE):
        page = query.where(among(Entry.id, ids[start : start + A_PAGE]))
        for id_, day, school in await session.execute(page):
            found[id_] = f"{day} {school or ''}".strip()
    return found


@dataclass(frozen=True, slots=True)
class _Names:
    """What people and schools are called, by their ids."""

    people: Mapping[int, str]
    schools: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the entries of a page beside their own rows, by their ids."""

    people: Mapping[int, list[int]]
    topics: Mapping[int, list[str]]
    said: Mapping[int, list[Any]]


async def _page(plain: AsyncConnection, ids: Sequence[int], names: _Names) -> list[Entered]:
    around = _Around(
        await _several(plain, (EntryPerson.entry_id, EntryPerson.person_id, EntryPerson.ordinal), ids),
        await _several(plain, (EntryTopic.entry_id, EntryTopic.topic, EntryTopic.topic), ids),
        await _said(plain, ids),
    )
    query = select(*COLUMNS).where(among(Entry.id, ids)).order_by(Entry.counted_on, Entry.id)
    return [_entered(row, around, names) for row in (await plain.execute(query)).all()]


async def _several(
    plain: AsyncConnection, link: tuple[Any, Any, Any], ids: Sequence[int]
) -> dict[int, list[Any]]:
    """What entries have several of; `link`: the column of the entry, of the thing, and the order."""
    of, what, order = link
    found: defaultdict[int, list[Any]] = defaultdict(list)
    query = select(of, what).where(among(of, ids)).order_by(order)
    for entry_id, one in (await plain.execute(query)).all():
        found[entry_id].append(one)
    return found


async def _said(plain: AsyncConnection, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Where each entry came from, first things first: the source, who wrote when, and what."""
    behind = duplicates.behind(ids)
    query = (
        select(behind.c.kept, EntrySource.source, Account.name, Text.sent_at, Text.text)
        .join(EntrySource, EntrySource.entry_id == behind.c.id)
        .outerjoin(Text, Text.id == EntrySource.text_id)
        .outerjoin(Account, Account.id == Text.account_id)
        .order_by(behind.c.id, EntrySource.id)
    )
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for entry_id, *source in (await plain.execute(query)).all():
        found[entry_id].append(source)
    return found


def _entered(row: Row[*tuple[Any, ...]], around: _Around, names: _Names) -> Entered:
    (source, author, sent_at, text), *further = around.said.get(row.id, [("", "", None, "")])
    return Entered(
        id=row.id,
        state=row.state,
        day=row.counted_on,
        kind=row.kind,
        topics=tuple(around.topics.get(row.id, ())),
        school=names.schools.get(row.school_id, ""),
        people=tuple(names.people.get(id_, "") for id_ in around.people.get(row.id, ())),
        position=row.position,
        quantity=row.quantity,
        quantity_approximate=row.quantity_approximate,
        class_hours=row.class_hours,
        audience=row.audience,
        audience_approximate=row.audience_approximate,
        online=row.online,
        note=row.note,
        logged_by=names.people.get(row.logged_by, ""),
        logged_at=row.created_at,
        source=source,
        author=author or "",
        sent_at=sent_at,
        text=text or "",
        further=tuple(Quote(name or "", at, said) for _, name, at, said in further if said),
    )


async def changes(session: AsyncSession, period: Period) -> AsyncIterator[list[Revised]]:
    """What was changed of the entries of a period, oldest first; that they were made is no change."""
    query = (
        select(Change.id, Change.entry_id, Change.at, Person.name, Change.how, Change.fields)
        .join(Entry, Entry.id == Change.entry_id)
        .outerjoin(Person, Person.id == Change.by)
        .where(Entry.counted_on.between(period.start, period.end))
        .order_by(Change.id)
        .limit(A_PAGE)
    )
    people = await _ever_called(session)
    last = 0
    while rows := (await session.execute(query.where(Change.id > last))).all():
        yield [
            Revised(entry_id, at, name or "", how, field, *(_named(people, field, one) for one in told))
            for _, entry_id, at, name, how, fields in rows
            for field, told in fields.items()
            if (field, told[0]) != ("state", None)
        ]
        last = rows[-1][0]


async def _ever_called(session: AsyncSession) -> dict[int, str]:
    """What everybody is called, those too who turned out to be somebody else; a number for the erased."""
    now = aliased(Person)
    called = func.coalesce(now.name, Person.name)
    query = select(Person.id, called).outerjoin(now, now.id == Person.merged_into)
    return {id_: name or f"#{id_}" for id_, name in await session.execute(query)}


def _named(people: Mapping[int, str], field: str, value: Any) -> Any:
    """A value of the history, with people's names for their ids."""
    if field == "people":
        return tuple(people.get(id_, f"#{id_}") for id_ in value or ())
    return people.get(value, value) if field == "logged_by" else value

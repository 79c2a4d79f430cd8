"""Every entry of a period with its message, its author and its changes, streamed a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Entered, Period, Revised
from db.models import Account, Change, Entry, EntryPerson, EntrySource, EntryTopic, Person, School, Text

A_PAGE = 2000
BESIDE = ("counted_on", "logged_by", "created_at")
COLUMNS = (
    *("id", "kind", "state", "position", "quantity", "quantity_approximate", "class_hours"),
    *("audience", "audience_approximate", "online", "note"),
)


async def entries(session: AsyncSession, period: Period) -> AsyncIterator[list[Entered]]:
    """The entries of a period in every state, by day, so many at a time."""
    names = dict((await session.execute(select(Person.id, Person.name))).all())
    query = (
        select(*(getattr(Entry, name) for name in (*COLUMNS, *BESIDE)), School.name.label("school"))
        .outerjoin(School, School.id == Entry.school_id)
        .where(Entry.counted_on.between(period.start, period.end))
        .order_by(Entry.counted_on, Entry.id)
        .limit(A_PAGE)
    )
    last = None
    while True:
        after = query if last is None else query.where(tuple_(Entry.counted_on, Entry.id) > last)
        rows = (await session.execute(after)).mappings().all()
        if not rows:
            return
        yield await _page(session, rows, names)
        last = (rows[-1]["counted_on"], rows[-1]["id"])


async def labels(session: AsyncSession, ids: Sequence[int]) -> dict[int, str]:
    """The day and school of each of these entries, in one line."""
    found = {}
    query = select(Entry.id, Entry.counted_on, School.name).outerjoin(School, School.id == Entry.school_id)
    for start in range(0, len(ids), A_PAGE):
        page = query.where(Entry.id.in_(ids[start : start + A_PAGE]))
        for id_, day, school in await session.execute(page):
            found[id_] = f"{day} {school or ''}".strip()
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the entries of a page beside their own rows, by their ids."""

    names: Mapping[int, str]
    people: Mapping[int, list[int]]
    topics: Mapping[int, list[str]]
    said: Mapping[int, Sequence[Any]]


async def _page(session: AsyncSession, rows: Sequence[RowMapping], names: Mapping[int, str]) -> list[Entered]:
    ids = [row["id"] for row in rows]
    around = _Around(
        names,
        await _several(session, (EntryPerson.entry_id, EntryPerson.person_id, EntryPerson.ordinal), ids),
        await _several(session, (EntryTopic.entry_id, EntryTopic.topic, EntryTopic.topic), ids),
        await _said(session, ids),
    )
    return [_entered(row, around) for row in rows]


async def _several(session: AsyncSession, link: tuple[Any, Any, Any], ids: list[int]) -> dict[int, list[Any]]:
    """What entries have several of; `link`: the column of the entry, of the thing, and the order."""
    of, what, order = link
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for entry_id, one in await session.execute(select(of, what).where(of.in_(ids)).order_by(order)):
        found[entry_id].append(one)
    return found


async def _said(session: AsyncSession, ids: list[int]) -> dict[int, Sequence[Any]]:
    """Where each entry first came from: the source, who wrote when, and what."""
    query = (
        select(EntrySource.entry_id, EntrySource.source, Account.name, Text.sent_at, Text.text)
        .outerjoin(Text, Text.id == EntrySource.text_id)
        .outerjoin(Account, Account.id == Text.account_id)
        .where(EntrySource.entry_id.in_(ids))
        .order_by(EntrySource.id.desc())
    )
    return {entry_id: source for entry_id, *source in await session.execute(query)}


def _entered(row: RowMapping, around: _Around) -> Entered:
    source, author, sent_at, text = around.said.get(row["id"], ("", "", None, ""))
    return Entered(
        day=row["counted_on"],
        school=row["school"] or "",
        people=tuple(around.names.get(id_, "") for id_ in around.people.get(row["id"], ())),
        topics=tuple(around.topics.get(row["id"], ())),
        logged_by=around.names.get(row["logged_by"] or 0, ""),
        logged_at=row["created_at"],
        source=source,
        author=author or "",
        sent_at=sent_at,
        text=text or "",
        **{name: row[name] for name in COLUMNS},
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
    last = 0
    while rows := (await session.execute(query.where(Change.id > last))).all():
        yield [
            Revised(entry_id, at, name or "", how, field, before, after)
            for _, entry_id, at, name, how, fields in rows
            for field, (before, after) in fields.items()
            if (field, before) != ("state", None)
        ]
        last = rows[-1][0]

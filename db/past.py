"""Past entries that files or samples bring in: which of them are kept already, and many kept at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from db.base import analyze
from db.entries import COLUMNS, Source, load
from db.models import Base, Change, Duplicate, Entry, EntryFlag, EntryPerson, EntrySource, EntryTopic

SOURCE = "import"


async def keys(session: AsyncSession) -> set[tuple[str, int]]:
    """The key and item of every row of a file that has been imported."""
    query = select(EntrySource.source_key, EntrySource.item).where(EntrySource.source == SOURCE)
    return {(key, item) for key, item in await session.execute(query)}


async def between(
    session: AsyncSession, school_ids: Collection[int], start: date, end: date
) -> list[records.Entry]:
    """What is recorded or planned at these schools on these days, both included, earliest kept first."""
    query = select(Entry.id).where(
        Entry.school_id.in_(school_ids),
        Entry.state.in_(("recorded", "planned")),
        Entry.held_on.between(start, end),
    )
    return await load(session, await session.scalars(query.order_by(Entry.id)))


async def keep(session: AsyncSession, made: Sequence[tuple[records.Entry, Source, records.Act]]) -> list[int]:
    """Keep new entries, each from a source by an act, a statement a table; their ids, in the same order."""
    if not made:
        return []
    columns = [
        {name: getattr(one, name) for name in COLUMNS}
        | {"school_id": one.school.id if one.school else None, "created_at": act.at}
        for one, _, act in made
    ]
    new = insert(Entry).returning(Entry.id, sort_by_parameter_order=True)
    ids = list(await session.scalars(new, columns))
    of = list(zip(ids, made, strict=True))
    parts: Mapping[type[Base], list[dict[str, Any]]] = {
        EntrySource: [
            {"entry_id": id_, "source_key": source.key}
            | {name: getattr(source, name) for name in ("source", "item", "text_id")}
            for id_, (_, source, _) in of
        ],
        EntryPerson: [
            {"entry_id": id_, "person_id": person.id, "ordinal": number}
            for id_, (one, _, _) in of
            for number, person in enumerate(one.people)
        ],
        EntryTopic: [{"entry_id": id_, "topic": topic} for id_, (one, _, _) in of for topic in one.topics],
        EntryFlag: [{"entry_id": id_, "flag": flag} for id_, (one, _, _) in of for flag in sorted(one.flags)],
        Change: [
            {
                "entry_id": id_,
                "at": act.at,
                "by": act.by,
                "how": act.how,
                "fields": {"state": [None, one.state]},
            }
            for id_, (one, _, act) in of
        ],
    }
    for model, rows in parts.items():
        await _insert(session, model, rows)
    await analyze(session, Entry, *parts)
    return ids


async def suspect(session: AsyncSession, pairs: Sequence[tuple[int, int]]) -> None:
    """Note that each of these entries may be the same as an earlier one."""
    rows = [{"entry_id": later, "earlier_id": earlier, "state": "open"} for later, earlier in pairs]
    await _insert(session, Duplicate, rows)


async def _insert(session: AsyncSession, model: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(model), rows)

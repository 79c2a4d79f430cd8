"""What should be looked at before a report is compiled: one query a check, each giving entries.

An entry that somebody has looked at and found right carries the flag `seen:<check>`. Checks of a field are
called as the field is, so that a change of it takes the flag away (`bot.services.entries.set_field`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from bot.records import Period
from db.base import insert_new
from db.models import Duplicate, Entry, EntryFlag, EntryPerson, School
from db.parts import in_period

LAPSED = timedelta(days=7)
"""How long after its day a plan may be unanswered (rule 6)."""


def _entries(period: Period, check: str, *states: str) -> Select[int]:
    seen = exists().where(EntryFlag.entry_id == Entry.id, EntryFlag.flag == f"seen:{check}")
    return select(Entry.id).where(
        Entry.state.in_(states), Entry.counted_on.between(period.start, period.end), ~seen
    )


async def _ids(session: AsyncSession, query: Select[int]) -> list[int]:
    return list(await session.scalars(query.order_by(Entry.counted_on, Entry.id)))


async def duplicates(session: AsyncSession, period: Period) -> list[int]:
    """Entries that may be another one, while nobody has said."""
    doubted = select(Duplicate.entry_id).where(Duplicate.state == "open")
    query = _entries(period, "duplicates", "recorded", "incomplete")
    return await _ids(session, query.where(Entry.id.in_(doubted)))


async def incomplete(session: AsyncSession, period: Period) -> list[int]:
    """Entries that lack something and don't count."""
    return await _ids(session, _entries(period, "incomplete", "incomplete"))


async def large(session: AsyncSession, period: Period) -> list[int]:
    """Entries told of more people than the school has pupils; viewers online apart."""
    query = _entries(period, "audience", "recorded").join(School, School.id == Entry.school_id)
    return await _ids(session, query.where(Entry.audience > School.pupils, Entry.online.is_(False)))


async def days(session: AsyncSession, period: Period) -> list[date]:
    """The days on which something was held."""
    query = select(Entry.held_on).where(
        Entry.state == "recorded", Entry.counted_on.between(period.start, period.end)
    )
    return [day for day in await session.scalars(query.distinct()) if day]


async def on_days(session: AsyncSession, period: Period, off: Collection[date]) -> list[int]:
    """Entries held on one of these days."""
    return await _ids(session, _entries(period, "held_on", "recorded").where(Entry.held_on.in_(off)))


async def lapsed(session: AsyncSession, period: Period, today: date) -> list[int]:
    """Plans that nobody carried out or took back."""
    query = _entries(period, "lapsed", "planned")
    return await _ids(session, query.where(Entry.held_on < max(today, date.min + LAPSED) - LAPSED))


async def unplaced(session: AsyncSession, period: Period) -> list[int]:
    """Entries of people who held no appointment that they could count under."""
    somebody = exists().where(EntryPerson.entry_id == Entry.id)
    query = _entries(period, "people", "recorded")
    return await _ids(session, query.where(Entry.position.is_(None), somebody))


async def silent_schools(session: AsyncSession, period: Period) -> list[records.School]:
    """The schools without an entry that counts."""
    heard = exists().where(
        Entry.school_id == School.id,
        Entry.state == "recorded",
        *in_period(period),
    )
    rows = await session.execute(
        select(School.id, School.name, School.kind)
        .where(School.closed_on.is_(None), ~heard)
        .order_by(School.id)
    )
    return [records.School(name, (), kind, id_) for id_, name, kind in rows]


async def seen(session: AsyncSession, entry_id: int, check: str) -> None:
    """Somebody has looked at the entry: it is right."""
    row = {"entry_id": entry_id, "flag": f"seen:{check}"}
    await session.execute(insert_new(session, EntryFlag), [row])

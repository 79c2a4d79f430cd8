"""Reports that were asked for, and what each said when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period
from db.base import rows_changed
from db.models import Change, Compilation, Entry

REPORT = "report"
"""The paper that is a snapshot: a later one is compared with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report or another paper that somebody asked for in a chat and has not got.

    `of` is what it is narrowed to, as the chat says it.
    """

    id: int
    period: Period
    as_of: date | None
    chat_id: int
    inbox_id: int | None
    attempts: int = 0
    paper: str = REPORT
    of: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure as a report states it: a key of `report_lines.toml` or `figures.toml`."""

    key: str
    value: float
    approximate: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a report said: its figures, and the moment whose record it shows."""

    id: int
    period: Period
    seen_at: datetime
    lines: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry that was changed since a moment: what its fields were then, and each field's change."""

    entry_id: int
    state: str
    counted_on: date
    fields: dict[str, list[Any]]


async def ask(session: AsyncSession, asked: Asked, by: int | None, now: datetime) -> None:
    """Write down that a paper is wanted; `asked.id` is not looked at."""
    period = {"starts_on": asked.period.start, "ends_on": asked.period.end, "as_of": asked.as_of}
    what = {"paper": asked.paper, "of": asked.of, "by": by, "asked_at": now}
    session.add(Compilation(**period, **what, chat_id=asked.chat_id, inbox_id=asked.inbox_id))
    await session.flush()


async def waiting(session: AsyncSession) -> list[Asked]:
    """What was asked for and is not made, oldest first."""
    query = select(Compilation).where(Compilation.state == "asked").order_by(Compilation.id)
    return [
        Asked(
            row.id,
            Period(row.starts_on, row.ends_on),
            row.as_of,
            row.chat_id,
            row.inbox_id,
            row.attempts,
            row.paper,
            row.of,
        )
        for row in await session.scalars(query)
        if row.chat_id is not None
    ]


async def stumble(session: AsyncSession, id_: int, most: int) -> bool:
    """Count a failed attempt; whether it was the last and the paper is given up."""
    row = await session.get_one(Compilation, id_)
    row.attempts += 1
    if row.attempts >= most and row.state == "asked":
        row.state = "failed"
    await session.flush()
    return row.state == "failed"


async def made(session: AsyncSession, id_: int, seen_at: datetime, lines: Iterable[Statement]) -> bool:
    """Keep what a paper says; False where another process has made it already."""
    mine = update(Compilation).where(Compilation.id == id_, Compilation.state == "asked")
    values = {"state": "made", "seen_at": seen_at, "lines": [asdict(line) for line in lines]}
    return await rows_changed(session, mine.values(**values)) == 1


async def add(
    session: AsyncSession, period: Period, as_of: date | None, seen_at: datetime, lines: Iterable[Statement]
) -> None:
    """Keep what a report said that nobody asked for in a chat."""
    session.add(
        Compilation(
            starts_on=period.start,
            ends_on=period.end,
            as_of=as_of,
            asked_at=seen_at,
            seen_at=seen_at,
            state="made",
            lines=[asdict(line) for line in lines],
        )
    )
    await session.flush()


async def last(session: AsyncSession, period: Period, but: int = 0) -> Snapshot | None:
    """The last report of exactly this period, other than one."""
    same = (
        Compilation.paper == REPORT,
        Compilation.starts_on == period.start,
        Compilation.ends_on == period.end,
    )
    query = select(Compilation).where(*same, Compilation.state == "made", Compilation.id != but)
    row = await session.scalar(query.order_by(Compilation.id.desc()).limit(1))
    if row is None or row.seen_at is None:
        return None
    return Snapshot(row.id, period, row.seen_at, tuple(Statement(**line) for line in row.lines or ()))


async def load(session: AsyncSession, id_: int) -> Snapshot:
    """One report that was made.

    Raises:
        LookupError: there is none.
    """
    row = await session.get(Compilation, id_)
    if row is None or row.seen_at is None:
        raise LookupError(id_)
    lines = tuple(Statement(**line) for line in row.lines or ())
    return Snapshot(row.id, Period(row.starts_on, row.ends_on), row.seen_at, lines)


async def touched(session: AsyncSession, moment: datetime) -> Sequence[Touched]:
    """The entries made or changed after a moment: each field from what it was then to what it is now."""
    query = (
        select(Change.entry_id, Change.fields, Entry.state, Entry.counted_on)
        .join(Entry, Entry.id == Change.entry_id)
        .where(Change.at > moment)
        .order_by(Change.entry_id, Change.id)
    )
    found: dict[int, Touched] = {}
    for entry_id, fields, state, day in await session.execute(query):
        one = found.setdefault(entry_id, Touched(entry_id, state, day, {}))
        for name, (before, after) in fields.items():
            first = one.fields[name][0] if name in one.fields else before
            one.fields[name] = [first, after]
    return list(found.values())

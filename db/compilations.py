"""Reports that were asked for, and what each said when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period
from db.base import rows_changed
from db.models import Compilation

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
    """One figure as a report states it.

    `key` is one of `report_lines.toml`, of `figures.toml`, a placeholder, or the place of a cell of an annex,
    which has a name, too: `by_school/12/lecture`. `value` is None where it was left to be filled in.
    """

    key: str
    value: float | None
    approximate: bool
    unit: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a report said: its figures, and the moment whose record it shows."""

    id: int
    period: Period
    seen_at: datetime
    lines: tuple[Statement, ...]


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


async def add(session: AsyncSession, said: Snapshot, as_of: date | None, now: datetime) -> None:
    """Keep what a report said that nobody asked for in a chat; `said.id` is not looked at."""
    session.add(
        Compilation(
            starts_on=said.period.start,
            ends_on=said.period.end,
            as_of=as_of,
            asked_at=now,
            seen_at=said.seen_at,
            state="made",
            lines=[asdict(line) for line in said.lines],
        )
    )
    await session.flush()


async def last(session: AsyncSession, period: Period, before: Snapshot | None = None) -> Snapshot | None:
    """The report of exactly this period that shows the latest record, not later than that of another.

    One that looked back is none: it says what the record was, not what the bureau last handed in.
    """
    reports = (
        Compilation.paper == REPORT,
        Compilation.starts_on == period.start,
        Compilation.ends_on == period.end,
        Compilation.state == "made",
        or_(Compilation.as_of.is_(None), Compilation.seen_at >= Compilation.asked_at),
    )
    query = select(Compilation).where(*reports)
    if before is not None:
        query = query.where(Compilation.seen_at <= before.seen_at, Compilation.id != before.id)
    row = await session.scalar(query.order_by(Compilation.seen_at.desc(), Compilation.id.desc()).limit(1))
    return _snapshot(row) if row else None


async def load(session: AsyncSession, id_: int) -> Snapshot:
    """One report that was made.

    Raises:
        LookupError: there is none.
    """
    row = await session.get(Compilation, id_)
    if row is None or row.seen_at is None:
        raise LookupError(id_)
    return _snapshot(row)


def _snapshot(row: Compilation) -> Snapshot:
    lines = tuple(Statement(**line) for line in row.lines or ())
    return Snapshot(row.id, Period(row.starts_on, row.ends_on), row.seen_at or row.asked_at, lines)

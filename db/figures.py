"""Yearly figures as they are kept; which there are is said in `bot/data/figures.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from db.models import Figure


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one figure: a number, or words."""

    value: float | None = None
    note: str = ""


async def of_year(session: AsyncSession, year: int) -> dict[str, Kept]:
    """The figures of a year by their keys."""
    rows = await session.scalars(select(Figure).where(Figure.year == year))
    return {row.key: Kept(row.value, row.note) for row in rows}


async def latest(session: AsyncSession, year: int, keys: Sequence[str]) -> dict[str, Kept]:
    """The last that was said of these before the year."""
    query = select(Figure).where(Figure.year < year, Figure.key.in_(keys)).order_by(Figure.year)
    return {row.key: Kept(row.value, row.note) for row in await session.scalars(query)}


async def keep(session: AsyncSession, year: int, key: str, kept: Kept, act: Act) -> None:
    """Write one figure, new or changed."""
    row = await session.get(Figure, (year, key)) or Figure(year=year, key=key)
    row.value, row.note, row.by, row.at = kept.value, kept.note, act.by, act.at
    session.add(row)
    await session.flush()

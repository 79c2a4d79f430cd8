"""The numbers that the bureau keeps itself: typed in, corrected with their history, added up, listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act
from db import figures, history
from db.figures import Kept
from db.history import Subject

SUBJECT = "figure"


class SumError(ValueError):
    """The figure is the sum of others: they are typed in, not it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a year; `value` is None where it, or one of its parts, is blank."""

    row: data.Figure
    value: float | None = None
    note: str = ""

    @property
    def blank(self) -> bool:
        return self.value is None and not self.note


async def of_year(session: AsyncSession, year: int) -> dict[str, Figure]:
    """Every figure of a year by its key, in the order of the data file, blank ones among them."""
    lasting = [key for key, row in data.figures().items() if row.lasting]
    kept = await figures.latest(session, year, lasting) | await figures.of_year(session, year)
    return {key: Figure(row, *_said(row, kept)) for key, row in data.figures().items()}


def _said(row: data.Figure, kept: Mapping[str, Kept]) -> tuple[float | None, str]:
    """The value and words of one figure; a sum is that of its parts, once none of them is blank."""
    if not row.parts:
        return kept[row.key].value if row.key in kept else None, kept[row.key].note if row.key in kept else ""
    values = [kept[part].value if part in kept else None for part in row.parts]
    known = [value for value in values if value is not None]
    return (sum(known), "") if len(known) == len(values) else (None, "")


def unfilled(known: Mapping[str, Figure]) -> list[Figure]:
    """Those that somebody should still type in."""
    return [one for one in known.values() if one.blank and not one.row.parts]


async def keep(session: AsyncSession, year: int, key: str, said: Kept, act: Act) -> Kept:
    """Write or correct one figure of a year, and note the change; what it was before.

    Raises:
        LookupError: there is no such figure.
        SumError: it is a sum.
    """
    row = data.figures()[key]
    if row.parts:
        raise SumError(key)
    before = (await figures.of_year(session, year)).get(key, Kept())
    if said != before:
        await figures.keep(session, year, key, said, act)
        changed = {"value": (before.value, said.value), "note": (before.note, said.note)}
        history.note(session, act, Subject(SUBJECT, None, f"{year} {row.name}"), changed)
    return before

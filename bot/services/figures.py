"""The numbers that the bureau keeps itself: typed in, corrected with their history, added up, listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Period
from bot.reports.material import Figure
from db import figures, history
from db.figures import Kept
from db.history import Subject

SUBJECT = "figure"
LONGEST = 2000
"""Characters of a text of the report."""


DUE_UNTIL = 2
"""The last month in which the figures are wanted for the year before: its report is due."""


class SumError(ValueError):
    """The figure is the sum of others: they are typed in, not it."""


class ImpossibleError(ValueError):
    """The figure can't be that; the text is what `fault` says."""


def due(today: date) -> int:
    """The year whose figures are wanted on a day where none is named."""
    return today.year - (today.month <= DUE_UNTIL)


def fault(row: data.Figure, said: Kept) -> str:
    """Why a figure can't be that: too `long`, `below` 0, `above` the largest, not `whole`; or nothing."""
    value = said.value
    if value is None:
        return "long" if len(said.note) > LONGEST else ""
    if not 0 <= value <= row.most:
        return "below" if value < 0 else "above"
    return "whole" if row.whole and value != int(value) else ""


async def of_year(session: AsyncSession, year: int, moment: datetime | None = None) -> dict[str, Figure]:
    """Every figure of a year by its key, in the order of the data file, blank ones among them.

    Args:
        session: of the caller's unit of work.
        year: the calendar year.
        moment: as they stood then; None: now.
    """
    lasting = [key for key, row in data.figures().items() if row.lasting]
    kept = await figures.latest(session, year, lasting) | await figures.of_year(session, year)
    if moment is not None:
        kept |= await _before(session, year, moment, kept)
    return {key: Figure(row, *_said(row, kept)) for key, row in data.figures().items()}


async def of_period(
    session: AsyncSession, period: Period, moment: datetime | None = None
) -> dict[str, Figure]:
    """The figures that a report of a period states: those of its calendar year; blank ones where it is none.

    What lasts is a setting, no figure: it is given as it is now, whenever the report looks back to.
    """
    year = period.start.year
    known = await of_year(session, year, moment) if period.is_year else {}
    lasting = [key for key, row in data.figures().items() if row.lasting]
    settings = await figures.latest(session, MAXYEAR + 1, lasting)
    settings |= await figures.latest(session, year + 1, lasting)
    known |= {key: Figure(data.figures()[key], kept.value, kept.note) for key, kept in settings.items()}
    return {key: known.get(key, Figure(row)) for key, row in data.figures().items()}


def _said(row: data.Figure, kept: Mapping[str, Kept]) -> tuple[float | None, str]:
    """The value and words of one figure; a sum is that of its parts, once none of them is blank."""
    if not row.parts:
        return kept[row.key].value if row.key in kept else None, kept[row.key].note if row.key in kept else ""
    values = [kept[part].value if part in kept else None for part in row.parts]
    known = [value for value in values if value is not None]
    return (sum(known), "") if len(known) == len(values) else (None, "")


async def _before(
    session: AsyncSession, year: int, moment: datetime, kept: Mapping[str, Kept]
) -> dict[str, Kept]:
    """What those that were changed after the moment were at it."""
    labels = {_label(year, row): key for key, row in data.figures().items()}
    changed = await history.before(session, SUBJECT, moment)
    found = {labels[label]: fields for label, fields in changed.items() if label in labels}
    return {
        key: Kept(fields.get("value", kept[key].value), fields.get("note", kept[key].note))
        for key, fields in found.items()
    }


def _label(year: int, row: data.Figure) -> str:
    """What the history calls one figure of a year."""
    return f"{year} {row.name}"


def unfilled(known: Mapping[str, Figure]) -> list[Figure]:
    """Those that somebody should still type in."""
    return [one for one in known.values() if one.blank and not one.row.parts]


async def keep(session: AsyncSession, year: int, key: str, said: Kept, act: Act) -> Kept:
    """Write or correct one figure of a year, and note the change; what it was before.

    Raises:
        LookupError: there is no such figure.
        SumError: it is a sum.
        ImpossibleError: it can't be that.
    """
    row = data.figures()[key]
    if row.parts:
        raise SumError(key)
    if wrong := fault(row, said):
        raise ImpossibleError(wrong)
    before = (await figures.of_year(session, year)).get(key, Kept())
    if said != before:
        await figures.keep(session, year, key, said, act)
        changed = {"value": (before.value, said.value), "note": (before.note, said.note)}
        history.note(session, act, Subject(SUBJECT, None, _label(year, row)), changed)
    return before

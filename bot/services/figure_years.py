"""The year that figures typed without one are of, and moving to another those that went to the wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act
from bot.services import figures
from db import history, people
from db.figures import Kept, of_year
from db.history import Line

SHOWN = "figures_year"
"""The preference that holds the year shown last, and on which day."""
HOLDS = timedelta(days=30)


async def meant(session: AsyncSession, account_id: int, today: date) -> int:
    """The year shown or said last in a chat; after a month, or where there is none, the one that is due."""
    kept = await people.preference(session, account_id, SHOWN)
    year, day = kept.split() if kept else ("", "")
    return int(year) if day and today - date.fromisoformat(day) <= HOLDS else figures.due(today)


async def hold(session: AsyncSession, account_id: int, year: int, today: date) -> None:
    """Figures typed next in the chat are of this year."""
    await people.prefer(session, account_id, SHOWN, f"{year} {today}")


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that was moved: what it was before in the year it went to, and what it is there now."""

    row: data.Figure
    before: Kept
    now: Kept


async def move(session: AsyncSession, changes: tuple[int, int], to: int, act: Act) -> list[Moved]:
    """Undo what a message said of a year, and keep it for another.

    Args:
        session: of the caller's unit of work.
        changes: the first and last number of its lines in the history.
        to: the year that was meant.
        act: who moves it.

    Raises:
        LookupError: there are none, or one of them was changed since.
    """
    lines = await history.lines(session, figures.SUBJECT, *changes)
    if not lines:
        raise LookupError(changes)
    own = [line for line in lines if (line.by, line.at) == (lines[0].by, lines[0].at)]
    return [await _move(session, line, to, act) for line in own]


async def _move(session: AsyncSession, line: Line, to: int, act: Act) -> Moved:
    year, name = line.subject.label.split(" ", 1)
    row = {one.name: one for one in data.figures().values()}[name]
    now = (await of_year(session, int(year))).get(row.key, Kept())
    newest = await history.newest(session, line.subject)
    if int(year) == to or newest != line:
        raise LookupError(line.subject.label)
    old = {field: before for field, (before, _) in line.fields.items()}
    await figures.keep(session, int(year), row.key, Kept(**{"value": now.value, "note": now.note} | old), act)
    return Moved(row, await figures.keep(session, to, row.key, now, act), now)

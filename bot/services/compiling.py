"""Compiling: everything that a report shows, gathered in one unit of work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import MINYEAR, date, datetime, time, timedelta, tzinfo
from typing import get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Dimension, Part, Period, Scope, Totals
from bot.reports.material import Check, Material
from bot.services import checks, figures
from bot.services.tables import table
from bot.services.totals import totals
from db import export
from db.compilations import REPORT
from db.parts import RECORDED
from db.supposing import as_it_stood
from db.totals import entries_behind
from db.work import Database

EVERYTHING = Scope(everything=True)
WORD, WORKBOOK, CHART, SUMMARY = "report.docx", "totals.xlsx", "chart.png", "summary.json"
ENTRIES, EVIDENCE = "entries.csv", "evidence.zip"
LACKING = "lacking.json"
"""Beside the files, where something that belongs in them is gone: how many photos and files of evidence."""
FILES = (SUMMARY, WORD, WORKBOOK, CHART, EVIDENCE, ENTRIES)
"""What can be compiled."""
PAPERS: dict[str, tuple[str, ...]] = {
    REPORT: (WORD, WORKBOOK, CHART, SUMMARY),
    "workbook": (WORKBOOK,),
    "entries": (ENTRIES,),
    "evidence": (EVIDENCE,),
    "chart": (CHART,),
}
"""What is asked for in a chat, and the files that it is made of."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be compiled: a period, as the record stood at the end of `as_of` or stands `now`.

    Totals and the chart are of a part, within what the asker may see, and say so (`about`); entries, evidence
    and checks are always of everything.
    """

    period: Period
    now: datetime
    zone: tzinfo
    as_of: date | None = None
    scope: Scope = EVERYTHING
    part: Part = RECORDED
    about: str = ""

    @property
    def seen_at(self) -> datetime:
        """The moment whose record is shown."""
        if self.as_of is None or self.as_of >= self.now.astimezone(self.zone).date():
            return self.now
        midnight = datetime.combine(self.as_of + timedelta(days=1), time(), self.zone)
        return midnight - timedelta(microseconds=1)

    @property
    def looks_back(self) -> bool:
        """Whether that moment is over."""
        return self.seen_at < self.now

    @property
    def day(self) -> date:
        """The district's day of that moment."""
        return self.seen_at.astimezone(self.zone).date()


@asynccontextmanager
async def record(database: Database, order: Order) -> AsyncIterator[AsyncSession]:
    """A session that sees the record as the order has it."""
    opened = as_it_stood(database, order.seen_at) if order.as_of else database.read()
    async with opened as session:
        yield session


async def gather(session: AsyncSession, order: Order) -> Material:
    """What a report shows of the record that the session sees."""
    period, day, scope, part = order.period, order.day, order.scope, order.part
    return Material(
        period=period,
        as_of=day,
        totals=await totals(session, period, scope, day, part),
        before=await _a_year_before(session, order),
        figures=await figures.of_period(session, period, order.seen_at if order.as_of else None),
        tables={by: await table(session, period, scope, by, part) for by in get_args(Dimension)},
        checks=await _checked(session, period, day),
        about=order.about,
    )


async def _a_year_before(session: AsyncSession, order: Order) -> Totals | None:
    """The same days a year before; None where nothing at all is recorded of that year: that is not 0."""
    if order.period.start.year == MINYEAR:
        return None
    earlier = order.period.year_before()
    years = Period(Period.year(earlier.start.year).start, Period.year(earlier.end.year).end)
    if not await entries_behind(session, EVERYTHING, years, rows=slice(0, 1)):
        return None
    return await totals(session, earlier, order.scope, order.day, order.part)


async def _checked(session: AsyncSession, period: Period, day: date) -> tuple[Check, ...]:
    found, silent = await checks.check(session, period, day)
    labels = await export.labels(session, sorted({id_ for one in found for id_ in one.entry_ids}))
    rows = [Check(one.check, id_, labels[id_]) for one in found for id_ in one.entry_ids]
    return (*rows, *(Check("silent", 0, school.name) for school in silent))

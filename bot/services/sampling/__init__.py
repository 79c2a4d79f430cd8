"""The sample district: invented people, and years of invented messages, read and recorded like any other.

What it holds is said in `bot/data/sample.toml`; chance fills in the rest, the same for the same seed. Sums
are divided, not drawn, so the report lines of 2024 come out as they should; that is checked at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Period, Scope
from bot.services.reading import compiled
from bot.services.sampling.deeds import Deed
from bot.services.sampling.district import District, district
from bot.services.sampling.figures import type_in
from bot.services.sampling.lectures import lectures
from bot.services.sampling.lines import lines
from bot.services.sampling.seasons import season
from bot.services.sampling.wording import Teller
from bot.services.sampling.writing import Recorder, accounts
from bot.services.sampling.year import Year
from bot.services.totals import totals
from db import marks, roster, schools

__all__ = ["NotEmptyError", "Sample", "district", "done", "write_sample"]


class NotEmptyError(Exception):
    """The database holds something already."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How much was written."""

    schools: int
    people: int
    messages: int


async def write_sample(session: AsyncSession, now: datetime, zone: tzinfo, seed: str | None = None) -> Sample:
    """Write the sample district, as it stands at this moment, and mark the database.

    Args:
        session: of a write unit of work; the caller's commit makes it all last, or nothing.
        now: nothing is told after it.
        zone: the district's.
        seed: chance; left out, that of `bot/data/sample.toml`.

    Raises:
        NotEmptyError: the database is not empty.
        UnreadableError, ValueError: the reader or the services do not make of a message what was meant.
    """
    if not await marks.is_empty(session):
        raise NotEmptyError
    seed = seed or str(data.load("sample")["seed"])
    today = now.astimezone(zone).date()
    invented = district(today)
    await marks.mark_as_sample(session, seed)
    await roster.keep_schools(session, invented.schools)
    await roster.keep_people(session, invented.people, now)
    directory = await schools.directory(session)
    teller = Teller(compiled(directory), zone, seed)
    recorder = Recorder(session, directory, await accounts(session), zone)
    told = sorted(done(invented, today, zone, seed), key=lambda deed: (deed.sent_at, deed.writer.name))
    told = [deed for deed in told if deed.sent_at <= now]
    await recorder.record([teller.tell(deed) for deed in told])
    await type_in(session, now, zone)
    await _check(session, today)
    return Sample(len(invented.schools), len(invented.people), len(told))


def done(invented: District, today: date, zone: tzinfo, seed: str) -> Iterator[Deed]:
    """Everything that happens from the first year to the end of this one, in no order."""
    rows = data.load("sample")
    for row in rows["years"]:
        for number in range(row["first"], min(row["last"], today.year) + 1):
            seasons = [season(one, number) for one in rows["seasons"]]
            year = Year(number, row, seasons, invented, zone, Random(f"{seed}/{number}"))
            yield from lectures(year)
            yield from lines(year)


async def _check(session: AsyncSession, today: date) -> None:
    """The first year's report lines are what its row says."""
    row = data.load("sample")["years"][0]
    found = await totals(session, Period.year(row["first"]), Scope(everything=True), today)
    sums = {line.key: line.value for line in found.lines}
    wanted = {key: row[key]["sum"] for key in sums if key in row}
    if wrong := {key: sums[key] for key in wanted if sums[key] != wanted[key]}:
        raise ValueError(f"the sample's lines came out as {wrong}, not {wanted}")

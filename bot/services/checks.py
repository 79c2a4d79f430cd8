"""The checks before a report is compiled: what may be wrong, each opened and settled with a tap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period, School
from bot.services.campaigns import workdays
from db import checks


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: entries to look at."""

    check: str
    entry_ids: tuple[int, ...]


Check = Callable[[AsyncSession, Period, date], Awaitable[list[int]]]


async def _holiday(session: AsyncSession, period: Period, _today: date) -> list[int]:
    """Entries held on a day off: a slip of the date, more often than not."""
    days = await workdays(session)
    off = [day for day in await checks.days(session, period) if not days.is_workday(day)]
    return await checks.on_days(session, period, off)


def _undated(
    check: Callable[[AsyncSession, Period], Awaitable[list[int]]],
) -> Check:
    async def checked(session: AsyncSession, period: Period, _today: date) -> list[int]:
        return await check(session, period)

    return checked


CHECKS: dict[str, Check] = {
    "duplicates": _undated(checks.duplicates),
    "incomplete": _undated(checks.incomplete),
    "lapsed": checks.lapsed,
    "audience": _undated(checks.large),
    "held_on": _holiday,
    "people": _undated(checks.unplaced),
}
"""What is looked for, in the order shown."""
SETTLED_BY_A_TAP = ("audience", "held_on", "people")
"""Those that may be right as they are; the others are settled on the entry's own card."""


async def check(session: AsyncSession, period: Period, today: date) -> tuple[list[Found], list[School]]:
    """What every check finds in a period, and the schools without any entry."""
    found = [Found(name, tuple(await look(session, period, today))) for name, look in CHECKS.items()]
    return [one for one in found if one.entry_ids], await checks.silent_schools(session, period)

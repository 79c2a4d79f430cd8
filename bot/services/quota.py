"""Whether people in post reach what is expected of them at each of their schools (教育部令第52号, art. 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Part, Period
from bot.services.terms import school_year, term
from db import quota
from db.parts import RECORDED
from db.quota import Given

State = Literal["met", "short", "unknown"]
STATES: tuple[State, ...] = ("short", "unknown", "met")
PERIODS: dict[str, Callable[[date], Period]] = {
    "year": lambda day: Period.year(day.year),
    "school_year": school_year,
    "term": term,
}
"""The period of a quota that a day lies in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one person is at one school with one rule."""

    rule: data.Quota
    period: Period
    given: Given

    @property
    def state(self) -> State:
        """Nobody is short while entries that don't say how much could close the gap."""
        if self.given.amount >= self.rule.least:
            return "met"
        return "unknown" if self.given.unsaid else "short"

    @property
    def part(self) -> Part:
        """What opens the entries that count."""
        return Part(kinds=self.rule.kinds, person_id=self.given.person_id, school_id=self.given.school_id)


def expects(part: Part, period: Period) -> bool:
    """Whether a rule speaks of this very period, and of all of a person's, school's or position's work."""
    whole = replace(part, person_id=None, school_id=None, positions=()) == Part()
    return whole and any(
        PERIODS[rule.period](period.start) == period and _concerns(rule, part)
        for rule in data.quotas().values()
    )


async def standings(session: AsyncSession, day: date, part: Part = RECORDED) -> list[Standing]:
    """The standing of everybody (of the person, school or positions of a part) with every rule on a day.

    In the order of the directory: it is no ranking. Seen by the person and by officers only.
    """
    found = []
    for rule in data.quotas().values():
        period = PERIODS[rule.period](day)
        if _concerns(rule, part):
            rows = await quota.given(session, rule, period, day)
            found += [Standing(rule, period, one) for one in rows if _within(one, part)]
    return found


def _concerns(rule: data.Quota, part: Part) -> bool:
    """Whether those whom a rule concerns are among the positions of a part."""
    return not part.positions or data.roles()[rule.role].at_school in part.positions


def _within(one: Given, part: Part) -> bool:
    return part.person_id in (None, one.person_id) and part.school_id in (None, one.school_id)

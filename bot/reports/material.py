"""What a compiled report is made of, and how its figures are written: `642场次`, `38余次`, `【待填】`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from bot import data
from bot.records import Dimension, Period, Table, Totals


@dataclass(frozen=True, slots=True)
class Figure:
    """A yearly figure; `value` is None where it, or a part that it is the sum of, is blank."""

    row: data.Figure
    value: float | None = None
    note: str = ""

    @property
    def blank(self) -> bool:
        return self.value is None and not self.note


@dataclass(frozen=True, slots=True)
class Check:
    """Something that should be looked at: a key of `[checks]`, the entry or school it is about, in words."""

    key: str
    number: int
    about: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that was counted for one period, as it stood at the end of `as_of`."""

    period: Period
    as_of: date
    totals: Totals
    before: Totals | None
    """The same days a year before; None where nothing is recorded of that year."""
    figures: Mapping[str, Figure]
    tables: Mapping[Dimension, Table]
    checks: tuple[Check, ...] = ()
    about: str = ""
    """What the totals are narrowed to, in words."""


class Said(str):
    """A figure as the report writes it, with its unit; `number` and `unit` apart."""

    number: str
    unit: str

    def __new__(cls, value: float | None, unit: str, approximate: bool = False) -> Said:
        """`38余次`; what is not known is to be filled in."""
        if value is None:
            text = number = wording()["missing"]
        else:
            form = wording()["approximate" if approximate else "exact"]
            plain = f"{value:.10g}"
            text, number = form.format(number=plain, unit=unit), form.format(number=plain, unit="")
        said = super().__new__(cls, text)
        said.number, said.unit = number, unit
        return said


@cache
def wording() -> dict[str, Any]:
    """The content of `bot/data/report.toml`."""
    return data.load("report")


def day_text(day: date) -> str:
    """`2024年12月26日`."""
    return str(wording()["spans"]["day"].format(day=day))


def period_text(period: Period) -> str:
    """`2024年`, `2024年6月`, `2024年1月至6月`, or both days; a single day once."""
    start, end = period.start, period.end
    if start == end:
        return day_text(start)
    if period == Period.year(start.year):
        form = "year"
    elif start.day == 1 and start.year == end.year and end == Period.month(end.year, end.month).end:
        form = "month" if start.month == end.month else "months"
    else:
        form = "range"
    return str(wording()["spans"][form].format(start=start, end=end))

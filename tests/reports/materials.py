"""Made-up material for reports."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from bot import data
from bot.records import Coverage, Dimension, Line, Measures, Part, Period, Row, Table, Totals
from bot.reports.material import Figure, Material

YEAR = Period.year(2024)


def totals(**more: Any) -> Totals:
    """A year of 12 lectures in June."""
    sums = {"lecture": Measures(12, 12, False, 20, 2, 3000, True, 1)}
    lines = tuple(Line(key, 12, approximate=False, unit=row.unit) for key, row in data.report_lines().items())
    given: dict[str, Any] = {
        "period": YEAR,
        "kinds": sums,
        "positions": {},
        "people": {},
        "schools": Coverage(50, 48, 40),
        "months": {"2024-06": sums},
        "lines": lines,
        **dict.fromkeys(("incomplete", "planned", "withdrawn", "possible_duplicates"), 0),
        **more,
    }
    return Totals(**given)


def table(by: Dimension, *rows: tuple[str | int, str]) -> Table:
    """A table of these rows, each of 12 lectures."""
    sums = {"lecture": Measures(12, 12, False, 20, 2, 3000, True, 1)}
    return Table(by, YEAR, Part(), tuple(Row(key, name, Part(), sums) for key, name in rows))


ROWS: dict[Dimension, tuple[tuple[str | int, str], ...]] = {
    "school": ((1, "龙洲小学"), (2, "<世通> & 分校")),
    "month": (("2024-06", ""),),
    "topic": (("drugs", ""), ("none", "")),
    "campaign": ((3, "国际禁毒日"),),
    "person": ((7, "=1+1"),),
}


def material(**figures: float | str) -> Material:
    """Material in which only these yearly figures are known."""
    known = {
        key: Figure(row, note=said) if isinstance(said := figures.get(key, ""), str) else Figure(row, said)
        for key, row in data.figures().items()
    }
    tables = {by: table(by, *ROWS.get(by, ())) for by in get_args(Dimension)}
    return Material(YEAR, date(2024, 12, 26), totals(), totals(), known, tables)

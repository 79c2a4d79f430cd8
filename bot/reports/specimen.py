"""Made-up years that a template is tried with: one that has everything, one in which nothing was done."""

from __future__ import annotations

from datetime import date
from typing import get_args

from bot import data
from bot.records import Coverage, Dimension, Line, Measures, Part, Period, Row, Table, Totals
from bot.reports.material import Figure, Material

YEAR = Period.year(2024)
SOME = Measures(1, 1, True, 1, 0, 1, True, 0)


def specimens() -> tuple[Material, Material]:
    """A full year and an empty one, so that both branches of a condition are tried."""
    return _year(dict.fromkeys(data.kinds(), SOME), 1), _year({}, 0)


def _year(kinds: dict[str, Measures], number: int) -> Material:
    key: dict[Dimension, str | int] = {"month": "2024-06"}
    rows = {by: (Row(key.get(by, 1), "某", Part(), kinds),) * number for by in get_args(Dimension)}
    totals = Totals(
        period=YEAR,
        kinds=kinds,
        positions={},
        people={},
        schools=Coverage(number, number, number),
        months={"2024-06": kinds} if number else {},
        lines=tuple(Line(key, number, True, row.unit) for key, row in data.report_lines().items()),
        incomplete=0,
        planned=0,
        withdrawn=0,
        possible_duplicates=0,
    )
    figures = {key: Figure(row, number or None, "某" * number) for key, row in data.figures().items()}
    tables = {by: Table(by, YEAR, Part(), rows[by]) for by in get_args(Dimension)}
    return Material(YEAR, date(2024, 12, 31), totals, totals, figures, tables)

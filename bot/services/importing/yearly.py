"""What an import makes of the yearly figures: each typed in as `/figures` would, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot import data
from bot.services.figures import LONGEST
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.tables import Row
from bot.understanding.figures import read_value
from db.figures import Kept

Years = Mapping[int, Mapping[str, Kept]]
"""What is kept, by year and key."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """One figure that a file gives: what is kept of it now (nothing: blank) and what would be."""

    year: int
    key: str
    before: Kept
    after: Kept

    @property
    def outcome(self) -> Literal["new", "changed", "unchanged"]:
        if self.before == self.after:
            return "unchanged"
        return "new" if self.before == Kept() else "changed"


def plan_figures(rows: Sequence[Row], kept: Years) -> tuple[list[Yearly], list[Remark]]:
    """What the rows say of each figure, and what is wrong with them; a row without a number says nothing."""
    remarks: list[Remark] = []
    found: dict[tuple[int, str], tuple[Kept, Place]] = {}
    for row in rows:
        said = _said(row, remarks)
        if said is None:
            continue
        which = (row.says["year"], row.says["name"])
        earlier, place = found.setdefault(which, (said, row.place))
        if earlier != said:
            name = data.figures()[which[1]].name
            remarks.append(Remark(row.place, "figure_twice", {"name": name, "other": place}))
    planned = [
        Yearly(year, key, kept.get(year, {}).get(key, Kept()), after)
        for (year, key), (after, _) in found.items()
    ]
    return planned, remarks


def _said(row: Row, remarks: list[Remark]) -> Kept | None:
    """What a row gives; None where it gives nothing, or nothing that can be kept."""
    year, key, value, unit = (row.says[name] for name in ("year", "name", "value", "unit"))
    if not (year and key and value):
        return None
    figure = data.figures()[key]
    problem, kept = "", None
    if figure.parts:
        problem = "figure_sum"
    elif figure.text:
        kept, problem = Kept(note=value), "figure_long" if len(value) > LONGEST else ""
    elif unit and unit != figure.unit:
        problem = "figure_unit"
    elif (number := read_value(value, figure)) is None:
        problem = "figure_value"
    elif figure.unit == "%" and number <= 1:
        problem = "figure_percent"  # a cell formatted as 100 % holds 1
    else:
        kept = Kept(number)
    if problem:
        shown = {"name": figure.name, "value": value, "unit": figure.unit, "most": LONGEST}
        remarks.append(Remark(row.place, problem, shown))
        return None
    return kept

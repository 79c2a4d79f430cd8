"""What an import makes of the yearly figures: each typed in as `/figures` would, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot import data
from bot.services.figures import LONGEST, fault
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.tables import Row
from bot.understanding.figures.stated import read_value
from db.figures import Kept

Years = Mapping[int, Mapping[str, Kept]]
"""What is kept, by year and key."""
Which = tuple[int, str]
"""A year and a key."""


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
    found: dict[Which, tuple[Kept, Place]] = {}
    sums: dict[Which, tuple[Kept, Place]] = {}
    for row in rows:
        said = _said(row, remarks)
        if said is None:
            continue
        which = (row.says["year"], row.says["name"])
        figure = data.figures()[which[1]]
        earlier, place = (sums if figure.parts else found).setdefault(which, (said, row.place))
        if earlier != said:
            remarks.append(Remark(row.place, "figure_twice", {"name": figure.name, "other": place}))
    planned = [
        Yearly(year, key, kept.get(year, {}).get(key, Kept()), after)
        for (year, key), (after, _) in found.items()
    ]
    then = {(one.year, one.key): one.after.value for one in planned}
    return planned, [*remarks, *(_passed_over(which, *given, kept, then) for which, given in sums.items())]


def _passed_over(
    which: Which, said: Kept, place: Place, kept: Years, then: Mapping[Which, float | None]
) -> Remark:
    """That a sum is passed over; and what it comes to, if that is something else."""
    (year, key), given = which, kept.get(which[0], {})
    figure = data.figures()[key]
    values = [then.get((year, part), given.get(part, Kept()).value) for part in figure.parts]
    comes_to = sum(value or 0 for value in values)
    differs = said.value is not None and None not in values and comes_to != said.value
    shown = {"name": figure.name, "value": _plain(said.value), "sum": _plain(comes_to)}
    return Remark(place, "figure_sum_differs" if differs else "figure_sum", shown)


def _plain(value: float | None) -> str:
    return f"{value or 0:.12g}"


def _said(row: Row, remarks: list[Remark]) -> Kept | None:
    """What a row gives; None where it gives nothing, or nothing that can be kept."""
    year, key, value = (row.says[name] for name in ("year", "name", "value"))
    if not (year and key and value):
        return None
    figure = data.figures()[key]
    if figure.parts:
        return Kept(read_value(value, figure))
    kept, problem = _read(figure, value, row.says["unit"])
    if problem:
        shown = {"name": figure.name, "value": value, "unit": figure.unit}
        most = LONGEST if figure.text else f"{figure.most:.10g}"
        remarks.append(Remark(row.place, problem, {**shown, "most": most}))
        return None
    return kept


def _read(figure: data.Figure, value: str, unit: str) -> tuple[Kept, str]:
    """What a cell gives, and what is wrong with it."""
    if figure.text:
        kept = Kept(note=value)
    elif unit and unit != figure.unit:
        return Kept(), "figure_unit"
    elif (number := read_value(value, figure)) is None:
        return Kept(), "figure_value"
    elif figure.unit == "%" and number <= 1:
        return Kept(), "figure_percent"  # a cell formatted as 100 % holds 1
    else:
        kept = Kept(number)
    wrong = fault(figure, kept)
    return kept, f"figure_{wrong}" if wrong else ""

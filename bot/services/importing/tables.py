"""Grids into rows by column: which sheet it is, what its cells say, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.services.importing.cells import WORDS, Cell, UnreadableError, same, text
from bot.services.importing.files import FileError, Grid, Source, Unsolved, grids
from bot.services.importing.forms import Column, Form, called, forms, heading_row, is_for_notes
from bot.services.importing.readers import READERS
from bot.services.importing.remarks import Place, Remark


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what each column says, by the column's key; a column that is not there says nothing."""

    place: Place
    says: dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What the files hold: rows by sheet (`schools`, `people`, `entries`), and remarks."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {form.key: [] for form in forms()})
    remarks: list[Remark] = field(default_factory=list)


def read(sources: Iterable[Source]) -> Reading:
    """Every row of every sheet of these files that says what its sheet is about.

    A cell with a problem is remarked on and counts as empty, so that the rest is still checked.
    """
    reading = Reading()
    for source in sources:
        try:
            sheets = [_sheet(grid, reading) for grid in grids(source)]
        except FileError as error:
            reading.remarks.append(error.remark)
            continue
        if not any(sheets):
            reading.remarks.append(Remark(Place(source.name), "nothing_to_import"))
    return reading


def _sheet(grid: Grid, reading: Reading) -> Form | None:
    """Which sheet it turned out to be; None if it is not one of ours."""
    if is_for_notes(grid.sheet):
        return None
    cells = [[None if isinstance(cell, Unsolved) else cell for cell in row] for row in grid.rows]
    written = [number for number, row in enumerate(cells) if any(text(cell) for cell in row)]
    named = called(grid.sheet) if grid.sheet else None
    found = heading_row(cells, [named] if named else forms())
    if found:
        form, number = found
        _table(grid, form, number, reading)
        return form
    if named and written:
        best = max(cells, key=named.recognised)
        _remark(reading, grid, "missing_columns", columns=_shown(named.missing(best)))
    elif grid.sheet and written:
        _remark(reading, grid, "unknown_sheet")
    return named


def _table(grid: Grid, form: Form, heading: int, reading: Reading) -> None:
    headings = [None if isinstance(cell, Unsolved) else cell for cell in grid.rows[heading]]
    columns = [form.column(cell) for cell in headings]
    for column, times in Counter(filter(None, columns)).items():
        if times > 1:
            _remark(reading, grid, "column_twice", column=column.headings[0])
    if unknown := [
        text(cell) for cell, column in zip(headings, columns, strict=True) if text(cell) and not column
    ]:
        _remark(reading, grid, "unknown_columns", columns="、".join(unknown))
    for number, cells in enumerate(grid.rows[heading + 1 :], heading + 2):
        given = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        if _adds_up(cells):
            reading.remarks.append(Remark(Place(grid.file, grid.sheet or form.names[0], number), "total"))
        elif any(isinstance(cell, Unsolved) or text(cell) for cell in given.values()):
            _row(Place(grid.file, grid.sheet or form.names[0], number), form, given, reading)


def _adds_up(cells: Sequence[Cell | Unsolved]) -> bool:
    """Whether a row gives the totals of the others, as its first words say."""
    said = (text(cell) for cell in cells if not isinstance(cell, Unsolved))
    return same(next(filter(None, said), "")) in WORDS["totals"]


def _row(place: Place, form: Form, given: dict[Column, Cell | Unsolved], reading: Reading) -> None:
    says: dict[str, Any] = {}
    remarks: list[Remark] = []
    for column in form.columns:
        cell = given.get(column)
        shown = {"column": column.headings[0]}
        says[column.key] = READERS[column.reads](None)
        if isinstance(cell, Unsolved):
            remarks.append(Remark(place, "formula", shown))
            continue
        try:
            says[column.key] = READERS[column.reads](cell)
        except UnreadableError as error:
            remarks.append(Remark(place, error.key, shown | error.values))
        else:
            if column.required and not says[column.key]:
                remarks.append(Remark(place, "missing", shown))
    if _example(form).items() <= says.items():
        reading.remarks.append(Remark(place, "example"))
    else:
        reading.remarks += remarks
        reading.rows[form.key].append(Row(place, says))


@cache
def _example(form: Form) -> dict[str, Any]:
    """What the template's row says, which people leave in it."""
    return {c.key: READERS[c.reads](c.example) for c in form.columns if c.example is not None}


def _shown(columns: Sequence[Column]) -> str:
    return "、".join(column.headings[0] for column in columns)


def _remark(reading: Reading, grid: Grid, key: str, **values: str) -> None:
    reading.remarks.append(Remark(Place(grid.file, grid.sheet), key, values))

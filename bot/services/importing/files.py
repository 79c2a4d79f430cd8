"""Files into grids of cells: Excel workbooks and CSV, in the encodings that Excel writes."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.services.importing.cells import Cell
from bot.services.importing.remarks import Place, Remark

ENCODINGS = ("utf-8-sig", "gb18030")
"""UTF-8 with or without a mark; what Excel in China writes otherwise."""
MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes; a district's rosters and a year's entries are a tenth of one per cent of it."""
MOST_ROWS = 20_000
MOST_COLUMNS = 100
"""A single cell far out makes every empty one before it count."""


class Unsolved:
    """A formula without a result: a workbook written by a program and never opened, or an error."""


UNSOLVED = Unsolved()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that somebody gave: its name and its bytes (None: it could not be read)."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, row by row from the first. A CSV file's sheet has no name."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell | Unsolved, ...], ...]


class FileError(Exception):
    """A whole file can't be read; `remark` says why."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(str(remark))
        self.remark = remark


def grids(source: Source) -> list[Grid]:
    """The sheets of a file, in its order; a CSV file is one.

    Raises:
        FileError: it is neither an .xlsx workbook nor CSV, or it is broken.
    """
    readers = {".xlsx": _workbook, ".xlsm": _workbook, ".csv": _csv}
    if source.content is None:
        raise FileError(Remark(Place(source.name), "no_file"))
    reader = readers.get(PurePath(source.name).suffix.lower())
    if reader is None:
        raise FileError(Remark(Place(source.name), "file_type"))
    return list(reader(source.name, source.content))


def _csv(name: str, content: bytes) -> Iterator[Grid]:
    for encoding in ENCODINGS:
        try:
            written = content.decode(encoding)
            separator = max(",;\t", key=written.partition("\n")[0].count)
            rows = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
            yield Grid(name, "", tuple(tuple(row) for row in rows))
        except (UnicodeDecodeError, csv.Error):
            continue
        return
    raise FileError(Remark(Place(name), "encoding"))


def _workbook(name: str, content: bytes) -> Iterator[Grid]:
    """Not in openpyxl's read-only mode, which doesn't know of merged cells."""
    book = _loaded(name, content, values=True)
    formulas = _loaded(name, content, values=False)
    for sheet in book.worksheets:
        if sheet.max_row > MOST_ROWS:
            said = {"rows": sheet.max_row, "most": MOST_ROWS}
            raise FileError(Remark(Place(name, sheet.title), "too_many_rows", said))
        rows = _rows(sheet, formulas[sheet.title])
        yield Grid(name, sheet.title, tuple(tuple(row) for row in rows))


def _loaded(name: str, content: bytes, *, values: bool) -> Workbook:
    try:
        if _unpacked(content) <= MOST_UNPACKED:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl names every decoration that it doesn't keep
                return load_workbook(io.BytesIO(content), data_only=values)
    except Exception:  # a broken file fails in as many ways as it has parts: zip, XML, styles, numbers
        raise FileError(Remark(Place(name), "broken_workbook")) from None
    raise FileError(Remark(Place(name), "too_large"))


def _unpacked(content: bytes) -> int:
    """The bytes that a workbook unpacks to."""
    with ZipFile(io.BytesIO(content)) as packed:
        return sum(part.file_size for part in packed.infolist())


def _rows(sheet: Worksheet, formulas: Worksheet) -> list[list[Cell | Unsolved]]:
    """The values, with unsolved formulas marked and cells merged downwards filled."""
    most = min(sheet.max_column, MOST_COLUMNS)
    rows = [
        [_value(cell.value, cell.data_type, formula.data_type) for cell, formula in zip(*pair, strict=True)]
        for pair in zip(sheet.iter_rows(max_col=most), formulas.iter_rows(max_col=most), strict=True)
    ]
    for merged in sheet.merged_cells.ranges:
        if merged.min_col > MOST_COLUMNS:
            continue
        for number in range(merged.min_row, merged.max_row):
            rows[number][merged.min_col - 1] = rows[merged.min_row - 1][merged.min_col - 1]
    return rows


def _value(value: object, data_type: str, source: str) -> Cell | Unsolved:
    """A cell's value; `source` is "f" for a formula, whose result may be an empty text ("str")."""
    if data_type == "e" or (source == "f" and value is None and data_type != "str"):
        return UNSOLVED
    return value if value is None or isinstance(value, str | int | float | date) else str(value)

"""Rows of a sheet, as XML at once: cell by cell through xlsxwriter they take four times as long.

The sheet is xlsxwriter's, in its `constant_memory` mode, where rows go to a file as they come; only the
elements of the rows are written here (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from bot.reports.cells import About, Cell

DAY_0, A_DAY = date(1899, 12, 30), timedelta(days=1)
"""Excel counts the days since then (those after February 1900)."""
MIDNIGHT_0 = datetime.combine(DAY_0, time())
LONGEST = 32767
"""The characters that a cell holds; Excel repairs a file with more."""
NAMES = tuple(islice(map(xl_col_to_name, count()), 100))
_UNSAID = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What XML can't hold, and what would be taken for the way to write that (18.18.96, ST_Xstring)."""


class Rows:
    """The rows of a sheet, written one below the other; `count` is how many there are."""

    def __init__(self, sheet: Worksheet, formats: Mapping[str, Format]) -> None:
        self.sheet, self.count = sheet, 0
        self._formats = formats
        self._styles: dict[str, int] = {}

    def add(self, cells: Sequence[Cell], form: str = "text") -> None:
        """Write a row below those that are there.

        Args:
            cells: from the first column on; what is empty has no cell.
            form: the format of its text.
        """
        self.count += 1
        written = [
            f'<c r="{name}{self.count}" {self._content(cell, form)}</c>'
            for name, cell in zip(NAMES, cells, strict=False)
            if cell is not None and cell != ""
        ]
        self.sheet.row_data_fh.write(f'<row r="{self.count}">{"".join(written)}</row>')
        self._extend(len(cells))

    def _content(self, cell: str | float | date, form: str) -> str:
        """The style and the value of a cell. Text is text, whatever people typed: no cell is a formula."""
        if isinstance(cell, str):
            text = _text(cell)
            return f's="{self._style(form)}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'
        if isinstance(cell, datetime):
            return f's="{self._style("moment")}"><v>{(cell - MIDNIGHT_0) / A_DAY:.16G}</v>'
        if isinstance(cell, date):
            return f's="{self._style("day")}"><v>{(cell - DAY_0).days}</v>'
        if isinstance(cell, About):
            return f's="{self._style("about")}"><v>{cell:.16G}</v>'
        return f's="{self._style("whole" if cell == int(cell) else "number")}"><v>{cell:.16G}</v>'

    def _style(self, form: str) -> int:
        """The number of a format in the workbook; it gets one when it is first used."""
        if form not in self._styles:
            self._styles[form] = self._formats[form]._get_xf_index()
        return self._styles[form]

    def _extend(self, width: int) -> None:
        sheet = self.sheet
        sheet.dim_rowmin, sheet.dim_rowmax = 0, self.count - 1
        sheet.dim_colmin, sheet.dim_colmax = 0, max(sheet.dim_colmax or 0, width - 1)


@lru_cache(4096)
def _text(text: str) -> str:
    said = _UNSAID.sub(lambda match: f"_x{ord(match[0]):04X}_", text[:LONGEST])
    return escape(said)

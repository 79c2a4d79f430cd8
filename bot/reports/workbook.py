"""The workbook: overview, breakdowns, every entry, what was changed, what should be looked at.

Rows are written once, in order, and leave memory at once (xlsxwriter's `constant_memory`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from bot.records import Dimension, Entered, Revised
from bot.reports.cells import Columns, change_cells, columns, entry_cells
from bot.reports.material import Material, day_text, period_text, wording
from bot.reports.overview import breakdown, breakdown_heads, overview
from bot.reports.rows import Rows

A4 = 9
FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bg_color": "#E7EEF7", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "section": {"bold": True, "font_color": "#1F4E79"},
    "title": {"bold": True, "font_size": 14},
    "text": {"text_wrap": True, "valign": "top"},
    "number": {"num_format": "#,##0.##;-#,##0.##", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "about": {"num_format": '#,##0"余"', "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top"},
    "note": {"italic": True, "font_color": "#666666"},
}
BROKEN_DOWN: tuple[Dimension, ...] = ("school", "person", "month", "campaign", "topic")


class Workbook:
    """A workbook being written; entries and changes are added as they come."""

    def __init__(self, path: Path, material: Material, zone: tzinfo) -> None:
        self._book, self._zone = xlsxwriter.Workbook(str(path), {"constant_memory": True}), zone
        self._formats = {name: self._book.add_format(form) for name, form in FORMATS.items()}
        self._sheets: list[Rows] = []
        self._write_overview(material)
        for by in BROKEN_DOWN:
            self._write_breakdown(material, by)
        self._entries = self._sheet("entries", columns("entries"))
        self._changes = self._sheet("changes", columns("changes"))
        checks = self._sheet("checks", columns("checks"))
        for one in material.checks:
            checks.add((wording()["checks"][one.key], one.number or None, one.about))
        self._book.worksheets_objs[0].activate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for rows in self._sheets[1:]:
            rows.sheet.autofilter(0, 0, rows.count - 1, rows.sheet.dim_colmax)
        self._book.close()

    def add_entries(self, several: Iterable[Entered]) -> None:
        """Add entries below those that are there."""
        for one in several:
            self._entries.add(entry_cells(one, self._zone))

    def add_changes(self, several: Iterable[Revised]) -> None:
        """Add changes below those that are there."""
        for one in several:
            self._changes.add(change_cells(one, self._zone))

    def _write_overview(self, material: Material) -> None:
        rows = self._sheet("overview", columns("overview"))
        title = wording()["workbook"]["title"].format(
            period=period_text(material.period), as_of=day_text(material.as_of)
        )
        rows.sheet.set_header(f"&C{title.replace('&', '&&')}")
        for row in overview(material):
            rows.add(row, "section" if len(row) == 1 else "text")

    def _write_breakdown(self, material: Material, by: Dimension) -> None:
        table, (first, *heads) = material.tables[by], breakdown_heads(by)
        rows = self._sheet(by, [(first, 26), *((head, 11) for head in heads)])
        for row in breakdown(table):
            rows.add(row)
        if table.overlapping:
            rows.sheet.set_footer(f"&L{wording()['workbook']['overlapping']}")

    def _sheet(self, name: str, head: Columns) -> Rows:
        sheet = self._book.add_worksheet(wording()["workbook"]["sheets"][name])
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        for number, (_, width) in enumerate(head):
            sheet.set_column(number, number, width)
        rows = Rows(sheet, self._formats)
        rows.add([title for title, _ in head], "head")
        self._sheets.append(rows)
        return rows

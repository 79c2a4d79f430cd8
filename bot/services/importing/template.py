"""The workbook that people fill in: a sheet each with headings and one example, and a page of notes."""

from __future__ import annotations

import io
from functools import cache

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot import data
from bot.services.importing.cells import WORDS
from bot.services.importing.forms import Form, forms

ROWS = 2000
"""So many rows are made ready to be filled in."""
WIDTH = 16
HEADING = PatternFill("solid", fgColor="DDE6F0")
EXAMPLE = Font(italic=True, color="808080")
FORMATS = {"first_day": "yyyy-mm-dd", "last_day": "yyyy-mm-dd", "day": "yyyy-mm-dd"}
"""How an example is formatted, by how its column is read."""
CHOICES = {
    "role": [one.zh for one in data.roles().values()],
    "kind": [one.zh for one in data.kinds().values()],
    "model_level": list(WORDS["model_level"]),
}
"""What may be chosen from, by how a column is read."""


@cache
def template() -> bytes:
    """The .xlsx file. Sent back as it is, it changes nothing: its examples are known and passed over."""
    book = Workbook()
    book.remove(book["Sheet"])
    for form in forms():
        _fill(book.create_sheet(form.names[0]), form)
    _explain(book.create_sheet(WORDS["notes_sheets"][0]))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, form: Form) -> None:
    sheet.append([column.headings[0] for column in form.columns])
    sheet.append([column.example for column in form.columns])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(form.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDTH
        head, example = sheet[f"{letter}1"], sheet[f"{letter}2"]
        head.font, head.fill, example.font = Font(bold=True), HEADING, EXAMPLE
        example.number_format = FORMATS.get(column.reads, "General")
        if choices := CHOICES.get(column.reads):
            listed, cells = f'"{",".join(choices)}"', f"{letter}2:{letter}{ROWS}"
            sheet.add_data_validation(DataValidation("list", formula1=listed, sqref=cells))


def _explain(sheet: Worksheet) -> None:
    """Every column: whether it must be filled in, and with what."""
    words = WORDS["template"]
    sheet.append([words["title"]])
    for line in words["notes"]:
        sheet.append([line])
    sheet.append([])
    sheet.append(words["headings"])
    for form in forms():
        for column in form.columns:
            must = words["required"] if column.required else ""
            sheet.append([form.names[0], column.headings[0], must, column.about])
    for letter, width in zip("ABCD", (10, 16, 8, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet["A1"].font = Font(bold=True, size=14)
    for row in sheet.iter_rows(min_col=4, max_col=4):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")

"""The shipped template of the report, made from `bot/data/report.toml`; a bureau restyles it in Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot import data
from bot.reports.material import wording

A4 = (Mm(210), Mm(297))
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
"""GB/T 9704-2012, 5.2."""
WIDTH = 156
"""Millimetres between the margins."""
NAME_WIDTH = 30
WIDTHS = {"hours": 19, "people": 20}
"""Of a million people in 9 pt, and of how many entries don't say theirs."""
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
Column = Sequence[Any]
"""Head, cell, width in millimetres."""


def shipped() -> bytes:
    """The template as a .docx."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = A4
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", width)
    for name, row in wording()["styles"].items():
        _style(made, name, row)
    for row in wording()["body"]:
        made.add_paragraph(row["text"], _called(row["style"]))
    for row in wording()["annexes"]:
        _annex(made, row)
    _number_pages(section.footer.paragraphs[0])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _called(name: str) -> str:
    return f"Pufa {name}"


def _style(made: Docx, name: str, row: Mapping[str, Any]) -> None:
    style = made.styles.add_style(_called(name), WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = "Times New Roman", Pt(row["size"])
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), row["font"])
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(row.get("before", 0)), Pt(row.get("after", 0))
    form.line_spacing = Pt(row["line"]) if "line" in row else 1.0
    form.first_line_indent, form.right_indent = Pt(row.get("indent", 0)), Pt(row.get("right", 0))
    form.alignment = ALIGNMENTS.get(row.get("align", ""), WD_ALIGN_PARAGRAPH.JUSTIFY)
    form.page_break_before, form.keep_with_next = row.get("new_page"), row.get("keep") or "level" in row
    if "level" in row:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(row["level"] - 1))
        style.element.get_or_add_pPr().append(level)


def _annex(made: Docx, row: Mapping[str, Any]) -> None:
    made.add_paragraph(row["label"], _called("annex"))
    made.add_paragraph(row["caption"], _called("caption"))
    columns = _kind_columns(row["first"]) if row.get("kinds") else row["columns"]
    table = made.add_table(rows=4, cols=len(columns))
    table.style, table.autofit = "Table Grid", False
    heads, begin, cells, end = table.rows
    for number, (head, cell, width) in enumerate(columns):
        table.columns[number].width = Mm(width)
        for line in table.rows:
            line.cells[number].width = Mm(width)
        _write(heads.cells[number], head, "head_cell")
        _write(cells.cells[number], cell, "cell" if number else "name_cell")
    _write(begin.cells[0], f"{{%tr for row in {row['rows']} %}}", "cell")
    _write(end.cells[0], "{%tr endfor %}", "cell")
    _repeat_heads(table)
    _narrow_margins(table)
    if row["note"]:
        made.add_paragraph(row["note"], _called("note"))


def _kind_columns(first: str) -> list[Column]:
    """A name, every kind of work in its unit, class hours and people."""
    kinds = {kind.key: f"{kind.zh[:2]}\n{kind.zh[2:]}\n（{kind.unit}）" for kind in data.kinds().values()}
    heads = kinds | wording()["columns"]
    width = (WIDTH - NAME_WIDTH - sum(WIDTHS.values())) / len(kinds)
    widths = dict.fromkeys(kinds, width) | WIDTHS
    return [
        (first, "{{ row.name }}", NAME_WIDTH),
        *((head, f"{{{{ row.{key} }}}}", widths[key]) for key, head in heads.items()),
    ]


def _write(cell: _Cell, text: str, style: str) -> None:
    cell.paragraphs[0].style = _called(style)
    cell.paragraphs[0].add_run(text)


def _repeat_heads(table: Table) -> None:
    """The heads again on each page, and no row broken between two."""
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _narrow_margins(table: Table) -> None:
    """Half a millimetre beside the text of each cell: eleven columns stand on a page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "28")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _number_pages(paragraph: Paragraph) -> None:
    """`— 1 —`, as official documents have it."""
    paragraph.style = _called("footer")
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")

"""The rows of the workbook's overview and breakdowns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot import data
from bot.records import Dimension, Measures, Table
from bot.reports.cells import About, Cell
from bot.reports.material import Material, wording
from bot.reports.placeholders import row_name


def overview(material: Material) -> Iterator[tuple[Cell, ...]]:
    """What, how many, unit, remark, the same days a year before; a row of one cell is a heading."""
    words, totals, before = wording()["workbook"], material.totals, material.before
    sections, earlier = words["sections"], {line.key: line.value for line in before.lines} if before else {}
    yield (sections["lines"],)
    for line in totals.lines:
        remark = words["approximate"] if line.approximate else ""
        yield data.report_lines()[line.key].zh, line.value, line.unit, remark, earlier.get(line.key)
    yield (sections["kinds"],)
    yield from _kinds(totals.kinds, before.kinds if before else None)
    yield (sections["schools"],)
    for key, name in words["schools"].items():
        yield name, getattr(totals.schools, key), "所", "", getattr(before.schools, key) if before else None
    yield (sections["yearly"],)
    yield from _yearly(material)
    yield (sections["uncounted"],)
    for key, name in words["uncounted"].items():
        yield name, getattr(totals, key), "条", "", getattr(before, key) if before else None


def _yearly(material: Material) -> Iterator[tuple[Cell, ...]]:
    if not material.period.is_year:
        yield wording()["whole_years_only"], None
        return
    for figure in material.figures.values():
        if not figure.row.text:
            remark = wording()["missing"] if figure.blank else figure.note
            yield figure.row.name, figure.value, figure.row.unit, remark, None


def _kinds(now: Mapping[str, Measures], before: Mapping[str, Measures] | None) -> Iterator[tuple[Cell, ...]]:
    words, columns = wording()["workbook"], wording()["columns"]
    for key, sums in now.items():
        kind, rough = data.kinds()[key], words["approximate"]
        earlier = None if before is None else before.get(key, Measures())
        remark = rough if sums.quantity_approximate else ""
        yield kind.zh, sums.quantity, kind.unit, remark, earlier.quantity if earlier else None
        if sums.class_hours or sums.class_hours_missing:
            lacking = words["missing_hours"].format(count=sums.class_hours_missing)
            remark, hours = (
                lacking if sums.class_hours_missing else "",
                earlier.class_hours if earlier else None,
            )
            yield f"  {columns['hours']}", sums.class_hours, columns["hours"], remark, hours
        if sums.audience or sums.audience_missing:
            lacking = words["missing_audience"].format(count=sums.audience_missing)
            remarks = (rough if sums.audience_approximate else "", lacking if sums.audience_missing else "")
            remark, people = ";".join(one for one in remarks if one), earlier.audience if earlier else None
            yield f"  {columns['people']}", sums.audience, columns["people"], remark, people


def breakdown_heads(by: Dimension) -> Iterator[str]:
    """What stands above the columns of a breakdown."""
    words, columns = wording()["workbook"], wording()["columns"]
    yield words["firsts"][by]
    yield from (f"{kind.zh}({kind.unit})" for kind in data.kinds().values())
    for key, name in columns.items():
        yield name
        yield words["lacking"][key]


def breakdown(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table: its name, each kind's quantity, hours and people, how many don't say theirs."""
    for row in table.rows:
        whole, kinds = row.whole, (row.kinds.get(key) for key in data.kinds())
        yield (
            row_name(row, table.by),
            *(_roughly(one.quantity, one.quantity_approximate) if one else None for one in kinds),
            whole.class_hours,
            whole.class_hours_missing or None,
            _roughly(whole.audience, whole.audience_approximate),
            whole.audience_missing or None,
        )


def _roughly(number: int, approximate: bool) -> float:
    return About(number) if approximate else number

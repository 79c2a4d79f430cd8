"""What a report states, figure by figure: what a snapshot keeps, and a later record is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from bot import data
from bot.records import Dimension, Measures, Table, Totals
from bot.reports.material import Material, wording
from bot.reports.placeholders import row_name, share
from db.compilations import Statement

ANNEXES: tuple[Dimension, ...] = ("school", "month", "campaign")
"""What the annexes of a report break its period down by."""
CELL = "by_"
"""What the place of a cell begins with."""


def stated(material: Material) -> Iterator[Statement]:
    """Every figure of the report's lines and of the bureau, those that are blank left out."""
    yield from (Statement(**asdict(line)) for line in material.totals.lines)
    yield from (one for one in _yearly(material) if one.value is not None)


def everything(material: Material) -> Iterator[Statement]:
    """Every figure that the report states, in its text or in a cell of its annexes."""
    yield from of_totals(material.totals)
    yield from _yearly(material)
    for by in ANNEXES:
        yield from _cells(material.tables[by])


def of_totals(totals: Totals) -> Iterator[Statement]:
    """The figures of the report's text that entries and roster give."""
    schools, whole = totals.schools, sum(totals.kinds.values(), Measures())
    yield from (Statement(**asdict(line)) for line in totals.lines)
    yield Statement("schools_total", schools.total, approximate=False, unit="所")
    yield Statement("schools_led", schools.with_vice_principal, approximate=False, unit="所")
    yield Statement("schools_covered", schools.with_entries, approximate=False, unit="所")
    yield Statement("coverage", share(schools), approximate=False, unit="%")
    yield Statement("entries", whole.entries, approximate=False, unit="条")
    yield Statement("class_hours", whole.class_hours, approximate=False, unit="课时")
    yield Statement("people_reached", whole.audience, whole.audience_approximate, "人次")


def _yearly(material: Material) -> Iterator[Statement]:
    """What the bureau counts itself in the year; None where it is left to be filled in."""
    for key, figure in material.figures.items():
        if material.period.is_year and not figure.row.text:
            yield Statement(key, figure.value, approximate=False, unit=figure.row.unit)


def _cells(table: Table) -> Iterator[Statement]:
    """The cells of an annex, those with nothing in them left out."""
    columns = wording()["columns"]
    for row in table.rows:
        name, place = row_name(row, table.by), f"{CELL}{table.by}/{row.key}"
        for key, sums in row.kinds.items():
            kind = data.kinds()[key]
            about = f"{name} {kind.zh}"
            yield Statement(f"{place}/{key}", sums.quantity, sums.quantity_approximate, kind.unit, about)
        whole, hours, people = row.whole, columns["hours"], columns["people"]
        yield Statement(
            f"{place}/hours", whole.class_hours, approximate=False, unit=hours, name=f"{name} {hours}"
        )
        yield Statement(
            f"{place}/people", whole.audience, whole.audience_approximate, people, f"{name} {people}"
        )

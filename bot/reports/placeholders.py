"""What a template of the report may say between {{ }}: one flat set of names (docs/report.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot import data
from bot.records import NO_ID, NONE, Coverage, Dimension, Measures, Row, Table
from bot.reports.material import Figure, Material, Said, day_text, period_text, wording

MOST_NAMED = 4
"""Topics and campaigns that a sentence names; the annexes have them all."""


BROKEN_DOWN: tuple[Dimension, ...] = ("school", "month", "campaign", "topic")


def values(material: Material) -> dict[str, Any]:
    """Every placeholder with its value; what is not known reads 【待填】."""
    totals, coverage = material.totals, material.totals.schools
    whole = sum(totals.kinds.values(), Measures())
    return {
        "period": period_text(material.period),
        "date": day_text(material.as_of),
        "as_of": day_text(min(material.as_of, material.period.end)),
        "schools_total": Said(coverage.total, "所"),
        "schools_led": Said(coverage.with_vice_principal, "所"),
        "schools_covered": Said(coverage.with_entries, "所"),
        "all_led": coverage.with_vice_principal == coverage.total > 0,
        "coverage": Said(share(coverage), "%"),
        "entries": Said(whole.entries, "条"),
        "class_hours": Said(whole.class_hours, "课时"),
        "people_reached": Said(whole.audience, "人次", whole.audience_approximate),
        "topics_named": "、".join(_most(material.tables["topic"])),
        "campaigns_named": "、".join(_most(material.tables["campaign"])),
        **{line.key: Said(line.value, line.unit, line.approximate) for line in totals.lines},
        **{key: said(figure) for key, figure in material.figures.items()},
        **{f"by_{by}": list(_rows(material.tables[by])) for by in BROKEN_DOWN},
        "yearly": list(_yearly(material)),
    }


def share(coverage: Coverage) -> int | None:
    """Of the schools, those with an entry, in %; None where there are no schools."""
    return round(100 * coverage.with_entries / coverage.total) if coverage.total else None


def said(figure: Figure) -> str:
    """A yearly figure with its unit, or its words."""
    if figure.row.text:
        return figure.note or str(wording()["missing"])
    return Said(figure.value, figure.row.unit)


def row_name(row: Row, by: Dimension) -> str:
    """What a row of a table is called in Chinese."""
    if row.key in (NONE, NO_ID):
        return str(wording()["bureau" if by == "school" else "nobody"])
    if by == "month":
        year, month = str(row.key).split("-")
        return str(wording()["spans"]["month_name"].format(year=year, month=int(month)))
    return row.name or data.topics().get(str(row.key), str(row.key))


def _rows(table: Table) -> Iterator[dict[str, str]]:
    """The rows of an annex; at the end what they add up to, where they do. Without any, one that says so."""
    if not table.rows:
        yield dict.fromkeys((*data.kinds(), "hours", "people"), "") | {"name": wording()["no_records"]}
    yield from (_counted(row_name(row, table.by), row.kinds) for row in table.rows)
    if table.rows and not table.overlapping:
        kinds = {
            key: sum((row.kinds.get(key, Measures()) for row in table.rows), Measures())
            for key in data.kinds()
        }
        yield _counted(wording()["whole"], kinds)


def _counted(name: str, by_kind: Mapping[str, Measures]) -> dict[str, str]:
    """One row of an annex: its name, what each kind comes to, class hours and people."""
    kinds = {key: by_kind.get(key, Measures()) for key in data.kinds()}
    whole = sum(kinds.values(), Measures())
    return {
        "name": name,
        **{key: _cell(sums.quantity, sums.quantity_approximate) for key, sums in kinds.items()},
        "hours": _lacking(_cell(whole.class_hours), whole.class_hours_missing),
        "people": _lacking(_cell(whole.audience, whole.audience_approximate), whole.audience_missing),
    }


def _cell(number: float, approximate: bool = False) -> str:
    return Said(number, "", approximate) if number else str(wording()["none"])


def _lacking(number: str, count: int) -> str:
    """A sum that some entries should be in and don't say theirs: what is unknown is no nothing."""
    if not count:
        return number
    form = wording()["lacking_all" if number == wording()["none"] else "lacking"]
    return str(form.format(number=number, count=count))


def _yearly(material: Material) -> Iterator[dict[str, str]]:
    """A row for each number that the bureau keeps of the year; of any other period, that there are none."""
    if not material.period.is_year:
        yield {"name": wording()["whole_years_only"], "number": "", "unit": ""}
        return
    for figure in material.figures.values():
        if not figure.row.text:
            number = Said(figure.value, figure.row.unit)
            yield {"name": figure.row.name, "number": number.number, "unit": figure.row.unit}


def _most(table: Table) -> Iterator[str]:
    """The names of what there is most of, in the table's order."""
    named = [row for row in table.rows if row.key not in (NONE, NO_ID)]
    most = sorted(named, key=lambda row: -row.whole.entries)[:MOST_NAMED]
    return (row_name(row, table.by) for row in named if row in most)

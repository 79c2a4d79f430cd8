"""Writing the files of a report: slow, and heavy to import; for the command line, or a process apart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reports import chart, placeholders, report, template
from bot.reports.csv_file import CsvFile
from bot.reports.evidence import Evidence
from bot.reports.material import Material
from bot.reports.workbook import Workbook
from bot.services.compiling import Order, gather, record
from bot.services.totals import as_json
from db import export
from db.compilations import Statement
from db.work import Database

SUMMARY, REPORT, WORKBOOK, CHART = "summary.json", "report.docx", "totals.xlsx", "chart.png"
EVIDENCE, ENTRIES = "evidence.zip", "entries.csv"
FILES = (SUMMARY, REPORT, WORKBOOK, CHART, EVIDENCE, ENTRIES)


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written: the names of the files, and the figures that the report states."""

    files: list[str]
    lines: list[Statement]


async def print_to(folder: Path, database: Database, order: Order) -> Printed:
    """Write every file of a report into a folder that is there.

    Raises:
        TemplateProblemError: the bureau's own template can't be used.
    """
    async with record(database, order) as session:
        material = await gather(session, order)
        _write_summary(folder / SUMMARY, material)
        filled = report.render(template.shipped(), placeholders.values(material))
        (folder / REPORT).write_bytes(filled)
        (folder / CHART).write_bytes(chart.draw(material))
        await _rows(session, material, order, folder)
    return Printed(list(FILES), list(stated(material)))


def print_apart(folder: str, url: str, order: Order) -> None:
    """The same, as a process of its own does it from beginning to end."""

    async def print_and_close() -> None:
        database = Database(url)
        try:
            await print_to(Path(folder), database, order)
        finally:
            await database.close()

    asyncio.run(print_and_close())


def stated(material: Material) -> Iterator[Statement]:
    """Every figure that the report states, those that are blank left out."""
    yield from (Statement(**asdict(line)) for line in material.totals.lines)
    for key, figure in material.figures.items():
        if figure.value is not None:
            yield Statement(key, figure.value, approximate=False, unit=figure.row.unit)


def _write_summary(path: Path, material: Material) -> None:
    """The totals as `pufa summary --json` has them, and beside them the yearly figures."""
    lines = [asdict(line) for line in stated(material)]
    summary = as_json(material.totals) | {"as_of": material.as_of.isoformat(), "stated": lines}
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


async def _rows(session: AsyncSession, material: Material, order: Order, folder: Path) -> None:
    """Whatever has a row for each entry, all in one reading."""
    with (
        Workbook(folder / WORKBOOK, material, order.zone) as book,
        CsvFile(folder / ENTRIES, order.zone) as table,
        Evidence(folder / EVIDENCE, order.zone) as pack,
    ):
        async for page in export.entries(session, order.period):
            for file in (book, table, pack):
                file.add_entries(page)
        async for changes in export.changes(session, order.period):
            book.add_changes(changes)

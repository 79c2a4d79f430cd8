"""Writing the files of a report: slow, and heavy to import; for the command line, or a process apart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
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
IN_CHAT = (SUMMARY, REPORT, WORKBOOK, CHART)
"""What a report in the chat needs; evidence and CSV are made for those who ask for them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written: the names of the files, and the figures that the report states."""

    files: list[str]
    lines: list[Statement]


async def print_to(folder: Path, database: Database, order: Order, files: Collection[str] = FILES) -> Printed:
    """Write the files of a report into a folder that is there; the evidence and the CSV only if asked for.

    Raises:
        TemplateProblemError: the bureau's own template can't be used.
    """
    async with record(database, order) as session:
        material = await gather(session, order)
        _write_summary(folder / SUMMARY, material)
        _write_report(folder / REPORT, material)
        _write_chart(folder / CHART, material)
        await _write_rows(session, material, order, {name: folder / name for name in files})
    return Printed(list(files), list(stated(material)))


def print_apart(folder: str, url: str, order: Order) -> None:
    """What the chat needs of it, as a process of its own does it from beginning to end."""

    async def print_and_close() -> None:
        database = Database(url)
        try:
            await print_to(Path(folder), database, order, IN_CHAT)
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


def _write_report(path: Path, material: Material) -> None:
    path.write_bytes(report.render(template.shipped(), placeholders.values(material)))


def _write_chart(path: Path, material: Material) -> None:
    path.write_bytes(chart.draw(material))


async def _write_rows(
    session: AsyncSession, material: Material, order: Order, paths: Mapping[str, Path]
) -> None:
    """Whatever has a row for each entry, all in one reading."""
    zone = order.zone
    with ExitStack() as closing:
        several: list[Workbook | CsvFile | Evidence] = []
        book = closing.enter_context(Workbook(paths[WORKBOOK], material, zone))
        several.append(book)
        if ENTRIES in paths:
            several.append(closing.enter_context(CsvFile(paths[ENTRIES], zone)))
        if EVIDENCE in paths:
            several.append(closing.enter_context(Evidence(paths[EVIDENCE], zone)))
        async for page in export.entries(session, order.period):
            for file in several:
                file.add_entries(page)
        async for changes in export.changes(session, order.period):
            book.add_changes(changes)

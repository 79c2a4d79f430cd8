"""Writing the files of a report: slow, and heavy to import; for the command line, or a process apart."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Entered
from bot.reports import placeholders, report, template
from bot.reports.csv_file import CsvFile
from bot.reports.evidence import Evidence, Exhibit
from bot.reports.material import Material
from bot.reports.workbook import Workbook
from bot.services.compiling import (
    CHART,
    ENTRIES,
    EVIDENCE,
    FILES,
    LACKING,
    SUMMARY,
    WORD,
    WORKBOOK,
    Order,
    gather,
    record,
)
from bot.services.evidence import Store
from bot.services.stating import everything, stated
from bot.services.totals import as_json
from db import evidence, export, templates
from db.compilations import Statement
from db.work import Database

log = logging.getLogger(__name__)

MOST_IN_CHAT = 45 * 1024 * 1024
"""Bytes of one evidence pack: Telegram takes 50 MB (https://core.telegram.org/bots/api#senddocument)."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Where files are printed: the folder they are written to, and where evidence lies.

    A pack of evidence over `most` bytes is written as several.
    """

    folder: Path
    store: Store
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: the figures that a report of it states, and how much evidence is not on the disk."""

    lines: tuple[Statement, ...]
    missing: int = 0


async def print_to(
    printer: Printer,
    database: Database,
    order: Order,
    files: Collection[str] = FILES,
    own: bytes | None = None,
) -> Printed:
    """Write these files into a folder that is there.

    Args:
        printer: where to.
        database: whose record is printed.
        order: what of it.
        files: of `FILES`.
        own: a template of the report; None: the one that the bureau gave, or the shipped one.

    Raises:
        TemplateProblemError: the template can't be used.
    """
    async with record(database, order) as session:
        material = await gather(session, order)
        if WORD in files:
            own = own or await in_force(session)
            (printer.folder / WORD).write_bytes(report.render(own, placeholders.values(material)))
        for name in DRAWN.keys() & set(files):
            (printer.folder / name).write_bytes(DRAWN[name](material))
        missing = 0
        if IN_ROWS & set(files):
            missing = await _write_rows(session, material, order, printer, files)
    if missing:
        (printer.folder / LACKING).write_text(json.dumps({"evidence": missing}), encoding="utf-8")
    return Printed(tuple(everything(material)), missing)


def print_apart(folder: Path, url: str, order: Order, files: Collection[str], evidence_folder: Path) -> None:
    """The same for a chat, as a process of its own does it from beginning to end."""

    async def print_and_close() -> None:
        database = Database(url)
        try:
            await print_to(Printer(folder, Store(evidence_folder), MOST_IN_CHAT), database, order, files)
        finally:
            await database.close()

    asyncio.run(print_and_close())


async def in_force(session: AsyncSession) -> bytes:
    """The template of the report that is used now: the bureau's own, or the shipped one."""
    own = await templates.in_force(session)
    return own[1] if own else template.shipped()


def _summary(material: Material) -> bytes:
    """The totals as `pufa summary --json` has them, the yearly figures, and all that the report states."""
    figures = {"stated": stated(material), "snapshot": everything(material)}
    lines = {name: [asdict(line) for line in said] for name, said in figures.items()}
    summary = as_json(material.totals) | {"as_of": material.as_of.isoformat(), **lines}
    return (json.dumps(summary, ensure_ascii=False, indent=2) + "\n").encode()


def _chart(material: Material) -> bytes:
    """What draws takes a second and 60 MB to import: only where there is a chart to draw."""
    draw: Callable[[Material], bytes] = import_module("bot.reports.chart").draw
    return draw(material)


DRAWN: dict[str, Callable[[Material], bytes]] = {SUMMARY: _summary, CHART: _chart}
"""The files that totals alone are drawn from."""
IN_ROWS = {WORKBOOK, ENTRIES, EVIDENCE}
"""The files that have a row for each entry."""


async def _write_rows(
    session: AsyncSession, material: Material, order: Order, printer: Printer, files: Collection[str]
) -> int:
    """Whatever has a row for each entry, all in one reading; how much evidence is missing."""
    folder, zone = printer.folder, order.zone
    with ExitStack() as closing:
        tables: list[Workbook | CsvFile] = []
        pack, book = None, None
        if WORKBOOK in files:
            book = closing.enter_context(Workbook(folder / WORKBOOK, material, zone))
            tables.append(book)
        if ENTRIES in files:
            tables.append(closing.enter_context(CsvFile(folder / ENTRIES, zone)))
        if EVIDENCE in files:
            pack = closing.enter_context(
                Evidence(folder / EVIDENCE, order.now.astimezone(zone), printer.most)
            )
        async for page in export.entries(session, order.period):
            for one in tables:
                one.add_entries(page)
            if pack:
                pack.add_entries(page, await _exhibits(session, printer.store, page))
        if book:
            async for changes in export.changes(session, order.period):
                book.add_changes(changes)
        return pack.missing if pack else 0


async def _exhibits(session: AsyncSession, store: Store, page: list[Entered]) -> dict[int, list[Exhibit]]:
    """The photos and files of these entries, by entry; those that are gone are named all the same."""
    found: dict[int, list[Exhibit]] = {}
    for entry_id, sha256, name, _ in await evidence.of_entries(session, [one.id for one in page]):
        exhibit = Exhibit(name, store.found(sha256))
        if exhibit.path is None:
            log.warning("Evidence %s is missing from the data folder", sha256)
        found.setdefault(entry_id, []).append(exhibit)
    return found

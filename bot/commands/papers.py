"""What `pufa compile` and `pufa export` share: files of a period, written into a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import click

from bot.commands import configuration, database
from bot.records import Clock, Period
from bot.reports.template_problems import TemplateProblemError
from bot.services import campaigns, compilations
from bot.services.compiling import EVIDENCE, WORD, Order
from bot.services.evidence import FOLDER, Store
from bot.services.printing import Printer, print_to
from bot.settings import Settings


def write(
    out: Path, period: Period, as_of: datetime | None, files: Collection[str], own: Path | None = None
) -> None:
    """Write the files, and say where each lies.

    Raises:
        click.ClickException: the folder can't be written to, or the template can't be used.
    """
    settings = configuration.settings()
    clock = Clock(settings.timezone)
    order = Order(period, clock.now(), clock.zone, as_of.date() if as_of else None)
    try:
        out.mkdir(parents=True, exist_ok=True)
        missing = asyncio.run(_write(settings, order, out, files, own.read_bytes() if own else None))
    except TemplateProblemError as error:
        raise click.ClickException(f"The template can't be used: {error}") from None
    except OSError as error:
        raise click.ClickException(f"{error}.") from None
    if missing:
        click.echo(
            f"Evidence missing from the data folder: {missing}. {EVIDENCE} has it in its index.", err=True
        )
    for file in files:
        click.echo(out / file)


async def _write(
    settings: Settings, order: Order, out: Path, files: Collection[str], own: bytes | None
) -> int:
    """Write the files; how many photos and files are missing from the pack of evidence."""
    printer = Printer(out, Store(settings.data_dir / FOLDER))
    async with database.opened(settings) as opened:
        async with opened.write() as session:
            for year in await campaigns.known_years(session, order.now.astimezone(order.zone).date()):
                await campaigns.open_year(session, year, order.now)
        printed = await print_to(printer, opened, order, files, own)
        if WORD in files:
            async with opened.write() as session:
                await compilations.note(session, order, printed.lines)
    return printed.missing

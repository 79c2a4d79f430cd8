"""`pufa compile`: the year's report with its workbook, chart and evidence, as files."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot.commands import configuration, database
from bot.commands.summary import DAY
from bot.records import Clock, Period
from bot.reports.report import TemplateProblemError
from bot.services import campaigns, compilations
from bot.services.compiling import Order
from bot.services.printing import print_to
from bot.settings import Settings


@click.command("compile")
@click.argument("year", type=click.IntRange(1, 9999))
@click.option("--from", "start", type=DAY, metavar="DATE", help="The first day. Default: the year's.")
@click.option("--to", "end", type=DAY, metavar="DATE", help="The last day. Default: the year's.")
@click.option("--as-of", type=DAY, metavar="DATE", help="The record as it stood at the end of that day.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="A folder.")
def compile_report(
    year: int, start: datetime | None, end: datetime | None, as_of: datetime | None, out: Path
) -> None:
    """Write the report of YEAR, its workbook, chart, summary and evidence into a folder."""
    settings = configuration.settings()
    clock = Clock(settings.timezone)
    whole = Period.year(year)
    try:
        period = Period(start.date() if start else whole.start, end.date() if end else whole.end)
        out.mkdir(parents=True, exist_ok=True)
        order = Order(period, clock.now(), clock.zone, as_of.date() if as_of else None)
        written = asyncio.run(_compile(settings, order, out))
    except TemplateProblemError as error:
        raise click.ClickException(f"The template can't be used: {error}") from None
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{error}.") from None
    for file in written:
        click.echo(out / file)


async def _compile(settings: Settings, order: Order, out: Path) -> list[str]:
    async with database.opened(settings) as opened:
        async with opened.write() as session:
            for year in await campaigns.known_years(session, order.day):
                await campaigns.open_year(session, year, order.now)
        printed = await print_to(out, opened, order)
        async with opened.write() as session:
            await compilations.note(session, order, printed.lines)
    return printed.files

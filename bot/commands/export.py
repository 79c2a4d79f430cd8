"""`pufa export`: the entries of a year as workbook and CSV file, and their evidence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.commands import configuration
from bot.commands.papers import write
from bot.commands.spans import DAY, YEAR, spanning
from bot.records import Clock, Period
from bot.services.compiling import ENTRIES, EVIDENCE, WORKBOOK


def this_year() -> int:
    """The district's."""
    return Clock(configuration.settings().timezone).today().year


@click.command()
@click.argument("year", type=YEAR, default=this_year)
@spanning
@click.option("--as-of", type=DAY, metavar="DATE", help="The record as it stood at the end of that day.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="A folder. Default: this one.",
)
def export(period: Period, as_of: datetime | None, out: Path) -> None:
    """Write the entries of YEAR (this one) as workbook and CSV file, with their evidence."""
    write(out, period, as_of, (WORKBOOK, ENTRIES, EVIDENCE))

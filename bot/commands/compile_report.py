"""`pufa compile`: the year's report with its workbook, chart and evidence, as files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.commands.papers import write
from bot.commands.spans import DAY, YEAR, spanning
from bot.records import Period
from bot.services.compiling import FILES


@click.command("compile")
@click.argument("year", type=YEAR)
@spanning
@click.option("--as-of", type=DAY, metavar="DATE", help="The record as it stood at the end of that day.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="A folder.")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The .docx to make the report from. Default: the bureau's own, or the shipped one.",
)
def compile_report(period: Period, as_of: datetime | None, out: Path, template: Path | None) -> None:
    """Write the report of YEAR, with its workbook, chart, summary, entries and evidence into a folder."""
    write(out, period, as_of, FILES, template)

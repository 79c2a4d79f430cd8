"""`pufa summary`: the totals of a year or of any period."""

from __future__ import annotations

import asyncio
import json
from datetime import date, datetime

import click

from bot.commands import configuration, database
from bot.records import Clock, Period, Scope, Totals
from bot.reports.summary_text import as_text
from bot.services.totals import as_json, totals
from bot.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("year", type=click.IntRange(1, 9999))
@click.option("--from", "start", type=DAY, metavar="DATE", help="The first day. Default: the year's.")
@click.option("--to", "end", type=DAY, metavar="DATE", help="The last day. Default: the year's.")
@click.option("--json", "plain", is_flag=True, help="Write JSON for other programs rather than a table.")
def summary(year: int, start: datetime | None, end: datetime | None, plain: bool) -> None:
    """Add up what was done in YEAR, or between two days, both included."""
    try:
        period = Period(
            start.date() if start else date(year, 1, 1), end.date() if end else date(year, 12, 31)
        )
    except ValueError as error:
        raise click.ClickException(f"{error}.") from None
    found = asyncio.run(_totals(configuration.settings(), period))
    click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2) if plain else as_text(found))


async def _totals(settings: Settings, period: Period) -> Totals:
    async with database.opened(settings) as opened, opened.read() as session:
        return await totals(session, period, Scope(everything=True), Clock(settings.timezone).today())

"""`pufa summary`: the totals of a year or of any period."""

from __future__ import annotations

import asyncio
import json

import click

from bot.commands import configuration, database
from bot.commands.spans import YEAR, spanning
from bot.records import Clock, Period, Scope, Totals
from bot.reports.summary_text import as_text
from bot.services.totals import as_json, totals
from bot.settings import Settings


@click.command()
@click.argument("year", type=YEAR)
@spanning
@click.option("--json", "plain", is_flag=True, help="Write JSON for other programs rather than a table.")
def summary(period: Period, plain: bool) -> None:
    """Add up what was done in YEAR, or between two days, both included."""
    found = asyncio.run(_totals(configuration.settings(), period))
    click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2) if plain else as_text(found))


async def _totals(settings: Settings, period: Period) -> Totals:
    async with database.opened(settings) as opened, opened.read() as session:
        return await totals(session, period, Scope(everything=True), Clock(settings.timezone).today())

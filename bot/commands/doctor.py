"""`pufa doctor`: is everything there that serving needs, and in order?"""

from __future__ import annotations

import asyncio

import click

from bot.commands import configuration, database
from bot.commands.health import Level, Patient, findings
from bot.records import Clock
from bot.settings import Settings

SIGNS = {Level.GOOD: "✓", Level.DOUBTFUL: "!", Level.BAD: "✗"}


@click.command()
def doctor() -> None:
    """Look at settings, folder, database, Telegram and backups, and say what is wrong and what would help."""
    if asyncio.run(_examine(configuration.settings())):
        raise SystemExit(1)


async def _examine(settings: Settings) -> bool:
    """Whether something is wrong; each finding is said as soon as it is known."""
    wrong = False
    async with database.opened(settings) as opened:
        async for finding in findings(Patient(settings, opened, Clock(settings.timezone))):
            click.echo(f"{SIGNS[finding.level]} {finding.said}")
            wrong |= finding.level is Level.BAD
    return wrong

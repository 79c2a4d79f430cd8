"""`pufa migrate`: bring the database to the newest form of its tables."""

from __future__ import annotations

import asyncio

import click

from bot.commands import configuration, database
from bot.settings import Settings


@click.command()
def migrate() -> None:
    """Bring the database to the newest form; every other command does so too."""
    settings = configuration.settings()
    asyncio.run(_migrate(settings))
    click.echo("数据库已是最新。")


async def _migrate(settings: Settings) -> None:
    async with database.opened(settings):
        pass

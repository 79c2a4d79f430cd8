"""`pufa restore`: a backup, into an empty database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.commands import configuration, database
from bot.services.backups import BackupError, take_back
from bot.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Take a backup back: its database into an empty one, its evidence into the data folder."""
    settings = configuration.settings()
    try:
        asyncio.run(_take_back(settings, file))
    except BackupError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"已从 {file.name} 恢复。")


async def _take_back(settings: Settings, file: Path) -> None:
    async with database.opened(settings) as opened:
        await take_back(opened, settings.data_dir, file)

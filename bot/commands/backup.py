"""`pufa backup`: the database and the evidence in one file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.commands import configuration, database
from bot.records import Clock
from bot.services.backups import FOLDER, BackupError, back_up
from bot.settings import Settings


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A folder, or a file that ends with .zip. Default: `backups` in the data folder.",
)
def backup(out: Path | None) -> None:
    """Write the database and the evidence to one file, while the assistant is serving or not."""
    settings = configuration.settings()
    try:
        click.echo(asyncio.run(_back_up(settings, out or settings.data_dir / FOLDER)))
    except BackupError as error:
        raise click.ClickException(str(error)) from None


async def _back_up(settings: Settings, out: Path) -> Path:
    clock = Clock(settings.timezone)
    moment = clock.now().astimezone(settings.timezone)
    file = out if out.suffix == ".zip" else out / f"pufa-{moment:%Y%m%d-%H%M%S}.zip"
    async with database.opened(settings) as opened:
        await back_up(opened, settings.data_dir, file, clock.now())
    return file

"""`pufa sample`: the sample district."""

from __future__ import annotations

import asyncio

import click

from bot import data
from bot.commands import configuration, database
from bot.records import Clock
from bot.services.sampling import NotEmptyError, Sample, write_sample
from bot.settings import Settings


@click.command()
def sample() -> None:
    """Write an invented district with its years of entries into an empty database."""
    settings = configuration.settings()
    try:
        written = asyncio.run(_write(settings, Clock(settings.timezone)))
    except NotEmptyError:
        raise click.ClickException(
            "The database is not empty: the sample district goes into an empty one only, "
            "for example in another folder (PUFA_DATA_DIR)."
        ) from None
    click.echo(
        data.load("sample")["written"].format(
            schools=written.schools, people=written.people, messages=written.messages
        )
    )


async def _write(settings: Settings, clock: Clock) -> Sample:
    async with database.opened(settings) as opened, opened.write() as session:
        return await write_sample(session, clock.now(), settings.timezone)

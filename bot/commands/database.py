"""What commands that need the database share: the settings, and a database that is migrated first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from bot.settings import Settings, SettingsError, load_settings
from db.migrate import migrate
from db.work import Database, reason, unreachable


def settings() -> Settings:
    """The settings of this process.

    Raises:
        click.ClickException: a variable is wrong; the sentence names it.
    """
    try:
        found = load_settings()
        found.make_folders()
        return found
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, with the newest tables, until the command is done.

    Raises:
        click.ClickException: it cannot be reached.
    """
    database = Database(settings.database)
    try:
        await migrate(database)
        yield database
    except Exception as error:
        if not unreachable(error):
            raise
        raise click.ClickException(
            f"The database of PUFA_DATABASE_URL does not answer: {reason(error)}"
        ) from None
    finally:
        await database.close()

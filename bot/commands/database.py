"""What commands that need the database share: the settings, and a database that is migrated first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings, SettingsError, load_settings
from db.migrate import migrate
from db.work import Database


def settings() -> Settings:
    """The settings of this process.

    Raises:
        click.ClickException: a variable is wrong; the sentence names it.
    """
    try:
        return load_settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, with the newest tables, until the command is done.

    Raises:
        click.ClickException: it cannot be reached.
    """
    database = Database(settings.database)
    if database.is_sqlite and database.url.database:
        Path(database.url.database).parent.mkdir(parents=True, exist_ok=True)
    try:
        await migrate(database)
        yield database
    except (DBAPIError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise click.ClickException(f"The database of PUFA_DATABASE_URL does not answer: {reason}") from None
    finally:
        await database.close()

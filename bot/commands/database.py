"""What commands that need the database share: it is migrated first, and failing it says why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from bot.settings import Settings
from db.migrate import migrate
from db.work import Database, reason, unreachable


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

"""Which district a database may hold: with a token a real one, in practice the sample."""

from __future__ import annotations

from bot.records import Clock
from bot.services.sampling import write_sample
from bot.settings import SettingsError
from db import marks
from db.work import Database


async def refuse_sample(database: Database) -> None:
    """Real people are served from a database of real people.

    Raises:
        SettingsError: it holds the sample district.
    """
    async with database.read() as session:
        if await marks.is_sample(session):
            raise SettingsError(
                "PUFA_DATABASE_URL is wrong: that database holds the sample district, not a real one. "
                "Name another, or another folder by PUFA_DATA_DIR."
            )


async def fill_with_sample(database: Database, clock: Clock) -> None:
    """Practice happens in the sample district, written at the first start.

    Raises:
        SettingsError: the database holds something else.
    """
    async with database.write() as session:
        if await marks.is_empty(session):
            await write_sample(session, clock.now(), clock.zone)
        elif not await marks.is_sample(session):
            raise SettingsError(
                "PUFA_DATABASE_URL is wrong: that database holds a real district, not the sample. "
                "Set PUFA_TOKEN to serve it."
            )

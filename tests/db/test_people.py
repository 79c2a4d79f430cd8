"""The accounts that write."""

from datetime import UTC, datetime

from db import people
from db.work import Database

NOW = datetime(2024, 6, 26, tzinfo=UTC)


async def test_an_account_is_answered_in_its_clients_language_until_it_chooses_one(
    database: Database,
) -> None:
    async with database.write() as session:
        assert (await people.meet(session, 1, "Li", "zh", NOW)).language == "zh"
        assert (await people.meet(session, 1, "Li", "en", NOW)).language == "en"
        await people.speak(session, 1, "zh")
        assert (await people.meet(session, 1, "Li", "en", NOW)).language == "zh"

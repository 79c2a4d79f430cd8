"""A district that is reminded of one day while the assistant is killed again and again and Telegram stumbles.

The assistant is a process of its own, the real one but for its clock. What is true at the end is said by the
practice server's store and the database, not by the assistant.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from bot.app import serve
from bot.practice import PracticeServer
from bot.practice.faults import Fault
from bot.practice.people import add_person
from bot.records import Clock
from bot.services import campaigns
from bot.settings import Settings
from db.models import Account, Appointment, Campaign, EntryTopic, Person, Reminder
from db.work import Database
from tests import district
from tests.end_to_end.stage import ZONE

DAY = date(2024, 12, 4)
"""A Wednesday: everybody is reminded of Constitution Day at eight, and a week before, when nobody served."""
THE_DAY = select(Campaign.id).where(Campaign.theme == "constitution_day", Campaign.year == DAY.year)
STARTS_AT = datetime(2024, 12, 4, 8, 0, 5, tzinfo=ZONE)
FIRST_ACCOUNT = 900_000_000
SCHOOLS, DONE_SCHOOL = 9, 1
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.end_to_end.chaos"])  # a start takes a tenth of a second, not three


@dataclass(slots=True)
class Chaos:
    """What is needed to kill the assistant, and what was seen of it."""

    server: PracticeServer
    database: Database
    settings: dict[str, Any]
    chance: random.Random
    ahead: timedelta
    in_flight: set[int] = field(default_factory=set)
    """Reminders that were claimed when the assistant was killed."""

    @asynccontextmanager
    async def assistant(self, later: timedelta = timedelta()) -> AsyncIterator[BaseProcess]:
        """The assistant at work; killed if it is still there at the end."""
        process = FORKING.Process(target=attend, args=(self.settings, self.ahead + later), daemon=True)
        process.start()
        try:
            yield process
        finally:
            process.kill()
            await asyncio.to_thread(process.join, 20)

    async def kill(self, kills_left: int) -> None:
        """Start the assistant, and kill it in the middle of sending its share of what is left."""
        share = max(await self.waiting() // (kills_left + 2) - 8, 0)  # it claims 8 at a time besides
        enough = self.sends() + 1 + self.chance.randint(0, share * 2)
        async with self.assistant() as process:
            await self.until(lambda: self.sends() >= enough)
            os.kill(process.pid or 0, signal.SIGKILL)
        assert process.exitcode == -signal.SIGKILL
        async with self.database.read() as session:
            claimed = await session.scalars(select(Reminder.id).where(Reminder.state == "claimed"))
            self.in_flight |= set(claimed)

    async def finish(self) -> None:
        """Send the rest, after what was claimed has been given up; stop when nothing is left."""
        async with self.assistant(later=timedelta(minutes=3)) as process:
            async with asyncio.timeout(300):
                while await self.waiting("due", "claimed"):
                    await self.server.world.changed.wait(0.1)
            os.kill(process.pid or 0, signal.SIGTERM)
            await asyncio.to_thread(process.join, 20)
            assert process.exitcode == 0

    async def waiting(self, *states: str) -> int:
        """How many reminders are in one of these states (due); everybody's, before they are written down."""
        async with self.database.read() as session:
            some = await session.scalar(select(func.count()).select_from(Reminder))
            query = select(func.count()).where(Reminder.state.in_(states or ("due",)))
            asked = query if some else select(func.count()).select_from(Person)
            return await session.scalar(asked) or 0

    def calls(self) -> list[dict[str, Any]]:
        """The messages that the server was asked to deliver, those among them that were lost."""
        return [one for one in self.server.world.calls if one["method"] == "sendMessage"]

    def sends(self) -> int:
        return len(self.calls())

    async def until(self, reached: Any) -> None:
        async with asyncio.timeout(60):
            while not reached():
                await self.server.world.changed.wait(1)

    def faulty(self) -> set[int]:
        """The chats to which a message was lost, or its delivery left in doubt, by a recorded fault."""
        return {
            int(one["parameters"]["chat_id"])
            for one in self.calls()
            if "fault" in one or one.get("answer", {}).get("error_code") == 500
        }

    def delivered(self) -> dict[int, list[int]]:
        """The messages that are in each chat."""
        found: dict[int, list[int]] = {}
        for row in self.server.world.store.rows("SELECT chat_id, message_id FROM messages"):
            found.setdefault(row["chat_id"], []).append(row["message_id"])
        return found

    async def reminders(self) -> list[Reminder]:
        """What became of everybody's reminder of the day."""
        async with self.database.read() as session:
            about = f"campaign:{await session.scalar(THE_DAY)}"
            query = select(Reminder).where(Reminder.subject == about, Reminder.step == "day")
            return list(await session.scalars(query))


def attend(settings: dict[str, Any], ahead: timedelta) -> None:
    """The assistant, in a process whose clock is ahead of the real one."""
    logging.disable()
    clock = Clock(ZONE, lambda: datetime.now(UTC) + ahead)
    asyncio.run(serve(Settings(**settings), clock, lambda _: None, practice=False))


@asynccontextmanager
async def chaos(database_url: str, folder: Path, people: int, seed: int) -> AsyncIterator[Chaos]:
    """A district of so many vice-principals, and a server that stumbles; nobody has been reminded yet.

    Of every twenty people one has blocked us, one has no account, and some are of a school that is done.
    """
    async with PracticeServer(folder / "practice", port=0, faults=faults(seed)) as server:
        database = Database(database_url)
        try:
            await settle(database, people)
            for number in range(people):
                add_person(server.world.store, {"id": FIRST_ACCOUNT + number})
            server.world.store.run("UPDATE users SET started = 1, blocked = (id % 20 = 0)")
            settings = {
                "token": server.token,
                "telegram_api": server.url,
                "database_url": database_url,
                "data_dir": folder,
                "officers": (1,),
                "send_rate": 0,
                "chat_rate": 0,
            }
            ahead = STARTS_AT - datetime.now(UTC)
            yield Chaos(server, database, settings, random.Random(seed), ahead)
        finally:
            await database.close()


def faults(seed: int) -> list[Fault]:
    """Of a hundred messages one is refused for now, three fail, three and three are lost on the way."""
    often = partial(Fault, method="sendMessage", count=None, seconds=1)
    return [
        often("429", probability=0.01, seed=seed),
        often("500", probability=0.03, seed=seed + 1),
        often("lost_request", probability=0.03, seed=seed + 2),
        often("lost_answer", probability=0.03, seed=seed + 3),
    ]


async def settle(database: Database, people: int) -> None:
    """Schools, people with their accounts, the year's theme days, and one school that has its lecture."""
    before = datetime(2024, 11, 1, tzinfo=UTC)
    async with database.write() as session:
        await district.schools(session, SCHOOLS)
        await session.execute(insert(Person), [{"id": n + 1, "name": f"王{n}"} for n in range(people)])
        await session.execute(
            insert(Appointment),
            [
                {"person_id": n + 1, "school_id": n % SCHOOLS + 1, "role": "vice_principal"}
                for n in range(people)
            ],
        )
        await session.execute(
            insert(Account),
            [
                {"id": FIRST_ACCOUNT + n, "person_id": n + 1, "language": "zh", "first_seen_at": before}
                for n in range(people)
                if n % 20 != 1
            ],
        )
        await campaigns.open_year(session, DAY.year, before)
        lecture: dict[str, Any] = {
            "held_on": DAY - timedelta(days=1),
            "topics": [EntryTopic(topic="constitution")],
        }
        await district.add(session, district.entry(school_id=DONE_SCHOOL, **lecture))

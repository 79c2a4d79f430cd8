"""A stage for scenarios: the real assistant, a real database, the Bot API over HTTP, and people who write.

The clock stands still at a Wednesday, so that scenarios can name days; nothing else is arranged.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import assistant
from bot.practice import PracticeServer
from bot.records import Clock, Entry, Period, Scope
from bot.services.totals import as_json, totals
from bot.settings import Settings
from db import entries
from db.models import Account, Answer, Appointment, Compilation, InboxRow, Person, School, SchoolAlias
from db.models import Entry as EntryRow
from db.work import Database
from tests.practice.players import Players

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2024, 6, 26, 16, 0, tzinfo=ZONE)
"""Wednesday 26 June 2024, four in the afternoon."""
DIRECTORY = Path(__file__).parents[1] / "understanding" / "examples" / "schools.json"

OFFICER, VICE_PRINCIPAL, SCHOOL_ADVISER = 800100001, 800100002, 800100003
BUREAU_ADVISER, CONTACT, STRANGER, SECOND_VICE_PRINCIPAL, VIEWER = (
    *(800100004, 800100005, 800100006),
    *(800100007, 800100008),
)
Post = tuple[int, str, str, str | None]
"""Somebody's Telegram id, name, role and school (None: the bureau)."""
ROSTER: tuple[Post, ...] = (
    (OFFICER, "周敏", "officer", None),
    (VICE_PRINCIPAL, "李建国", "vice_principal", "龙洲小学"),
    (SECOND_VICE_PRINCIPAL, "赵卫东", "vice_principal", "世通学校"),
    (SCHOOL_ADVISER, "陈思远", "adviser", "桃花仑小学"),
    (BUREAU_ADVISER, "刘文静", "adviser", None),
    (CONTACT, "王芳", "contact", "龙洲小学"),
    (VIEWER, "孙局", "viewer", None),
)


UNFINISHED = select(
    or_(
        select(InboxRow.id).where(InboxRow.state.in_(("received", "applied"))).exists(),
        select(Compilation.id).where(Compilation.state == "asked").exists(),
        select(Answer.id).where(Answer.state == "waiting").exists(),
    )
)
"""Whether an update is unapplied, a report not made or an answer unsent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of the assistant: its id, text, buttons in order; `edited` if it was there before."""

    id: int
    text: str
    buttons: tuple[str, ...]
    edited: bool


class Stage:
    """Plays people against the assistant, and waits until everything said has been answered."""

    def __init__(self, server: PracticeServer, players: Players, database: Database) -> None:
        self.server, self.players, self.database = server, players, database
        self.announced: list[str] = []
        self._seen: dict[int, int] = {}
        self._moved, self._ticked = asyncio.Event(), asyncio.Event()

    async def move_to(self, moment: datetime) -> None:
        """Set the clock, and wait until what is due by then has been sent."""
        self.server.clock.move_to(moment)
        self._ticked.clear()
        self._moved.set()
        async with asyncio.timeout(30):
            await self._ticked.wait()

    async def moved(self) -> None:
        """What the assistant's clock waits for; asked again, it has done what was due."""
        self._ticked.set()
        await self._moved.wait()
        self._moved.clear()

    async def say(self, who: int, text: str, **more: Any) -> list[Reply]:
        """Write as somebody; what the assistant then says, or changes, in their chat."""
        message = await self.players.say(text, who, **more)
        self.last_message: int = message["message_id"]
        return await self.hear(who)

    async def meet(self, who: int, name: str, language: str = "zh-hans") -> None:
        """Somebody who has a Telegram account and has not written yet."""
        await self.players.post("people", id=who, first_name=name, language_code=language)

    async def gather(self, roster: Sequence[Post]) -> None:
        """Everybody of the roster has a Telegram account; the officers have said /start.

        The others are first written to when they have written.
        """
        for telegram_id, name, role, _ in roster:
            await self.meet(telegram_id, name)
            if role == "officer":
                await self.players.say("/start", telegram_id)

    async def edit(self, who: int, message_id: int, text: str) -> list[Reply]:
        """Edit one's own message; what the assistant then says or changes."""
        await self.players.post("edits", **{"from": who, "message_id": message_id, "text": text})
        return await self.hear(who)

    async def press(self, who: int, reply: Reply | int, button: str) -> tuple[str, list[Reply]]:
        """Press the button with this text: what pops up, and what the assistant says or changes."""
        message_id = reply if isinstance(reply, int) else reply.id
        pressed = await self.players.press(message_id, button, who)
        return await self._popup(pressed["id"]), await self.hear(who)

    async def press_data(self, who: int, message_id: int, data: str) -> str:
        """Press a button that says this, as somebody with a client of their own might; what pops up."""
        return (await self.press_all(who, message_id, [data]))[data]

    async def press_all(self, who: int, message_id: int, several: Iterable[str]) -> dict[str, str]:
        """Press buttons that say these, one after the other without waiting; what pops up at each."""
        pressed = {
            data: await self.players.post("presses", **{"from": who, "message_id": message_id, "data": data})
            for data in several
        }
        popups = {data: await self._popup(press["id"]) for data, press in pressed.items()}
        await self.hear(who)
        return popups

    async def _popup(self, press_id: str) -> str:
        found = await self.players.get(f"presses/{press_id}", wait=10)
        return (found["answer"] or {}).get("text") or ""

    async def hear(self, chat_id: int) -> list[Reply]:
        """What the assistant said or changed in a chat since it was last listened to."""
        await self.settled()
        before = self._seen.get(chat_id, 0)
        found = await self.players.get(f"chats/{chat_id}/messages", after=before)
        self._seen[chat_id] = found["revision"]
        return [_reply(one) for one in found["messages"] if one.get("from", {}).get("is_bot")]

    async def settled(self) -> None:
        """Wait until no update is unapplied and no answer unsent."""
        async with asyncio.timeout(60):
            while True:
                if not await self._busy():
                    return
                await asyncio.sleep(0.05)

    async def _busy(self) -> bool:
        if self.server.world.updates.count():
            return True
        async with self.database.read() as session:
            return bool(await session.scalar(UNFINISHED))

    async def entries(self) -> list[Entry]:
        """Every entry, in the order kept."""
        async with self.database.read() as session:
            return await entries.load(
                session, await session.scalars(select(EntryRow.id).order_by(EntryRow.id))
            )

    async def totals(self, year: int = 2024) -> dict[str, Any]:
        """What `pufa summary YEAR --json` would print."""
        async with self.database.read() as session:
            found = await totals(session, Period.year(year), Scope(everything=True), NOW.date())
        return as_json(found)


def _reply(message: dict[str, Any]) -> Reply:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = tuple(button["text"] for row in rows for button in row)
    return Reply(message["message_id"], message.get("text", ""), labels, "edit_date" in message)


@asynccontextmanager
async def stage(
    database_url: str,
    folder: Path,
    roster: Sequence[Post] = ROSTER,
    waiting: Sequence[Any] = (),
    *,
    settled: bool = False,
    **more: Any,
) -> AsyncIterator[Stage]:
    """The assistant at work in a district of 48 schools and these people.

    Args:
        database_url: of a migrated database.
        folder: for what the practice server keeps.
        roster: who is known; officers have said /start.
        waiting: rows in the database when the assistant starts.
        settled: the district and its people are in the database and in the folder already.
        more: settings.
    """
    async with (
        AsyncExitStack() as leaving,
        PracticeServer(folder / "practice", port=0) as server,
        Players(server.url) as players,
    ):
        server.clock.move_to(NOW)
        given: dict[str, Any] = {"send_rate": 0, "chat_rate": 0, "data_dir": folder, **more}
        settings = Settings(token=server.token, telegram_api=server.url, database_url=database_url, **given)
        database = Database(database_url)
        leaving.push_async_callback(database.close)
        set_up = Stage(server, players, database)
        async with database.write() as session:
            if not settled:
                await settle_district(session, roster)
            session.add_all(waiting)
        if not settled:
            await set_up.gather(roster)
        clock = Clock(ZONE, server.clock.now, set_up.moved)
        async with assistant(settings, clock, set_up.announced.append):
            for telegram_id, _, role, _ in roster:
                if role == "officer":
                    await set_up.hear(telegram_id)
            yield set_up


async def settle_district(session: AsyncSession, roster: Sequence[Post] = ROSTER) -> None:
    """The schools of the examples, and the people of the roster with their accounts."""
    schools = [
        School(name=row["name"], kind=row["kind"], aliases=[SchoolAlias(alias=one) for one in row["aliases"]])
        for row in json.loads(DIRECTORY.read_text(encoding="utf-8"))
    ]
    people = [Person(name=name) for _, name, _, _ in roster]
    session.add_all([*schools, *people])
    await session.flush()
    ids = {school.name: school.id for school in schools}
    for person, (telegram_id, name, role, place) in zip(people, roster, strict=True):
        school_id = ids[place] if place else None
        session.add(
            Appointment(person_id=person.id, role=role, school_id=school_id, starts_on=date(2023, 9, 1))
        )
        session.add(
            Account(
                id=telegram_id,
                person_id=person.id,
                name=name,
                language="zh",
                first_seen_at=NOW.astimezone(UTC),
            )
        )

"""Writing the sample district, through the services that messages use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Account, Act, Clock, Entry, School
from bot.services import amending, recording
from bot.services.access import Access
from bot.services.entries import completed
from bot.services.sampling.wording import Telling
from db import chats, past, people, roster
from db.chats import Message
from db.entries import Source

SOURCE = "sample"
NO_BOT = 0
"""The bot that the invented messages were sent to."""
BESIDE = timedelta(days=1)
"""So near each other entries of one school may be the same, or one the other's plan."""


class Recorder:
    """Records messages one after the other, as if they had come in by chat.

    An entry beside which there is no other is kept with those that follow, many at once: it takes a third of
    the time.
    """

    def __init__(
        self, session: AsyncSession, schools: Sequence[School], accounts: Mapping[int, Account], zone: tzinfo
    ) -> None:
        self._session, self._schools, self._accounts, self._clock = session, schools, accounts, Clock(zone)
        self._waiting: list[tuple[Entry, Source, Act]] = []

    async def record(self, tellings: Sequence[Telling]) -> None:
        """Keep the messages and the one entry that each makes, withdrawn again where that is meant.

        Raises:
            ValueError: an entry is not what was meant.
        """
        messages = [self._message(number, telling) for number, telling in enumerate(tellings, start=1)]
        text_ids = await chats.keep_texts(self._session, messages)
        for telling, message, text_id in zip(tellings, messages, text_ids, strict=True):
            entry = await self._keep(telling, self._report(message, text_id))
            meant, people = telling.deed, [one.name for one in entry.people]
            if entry.state != meant.state or people != [one.name for one in meant.people]:
                raise ValueError(f"{telling.text}: {entry}")
        await self._keep_waiting()

    def _message(self, number: int, telling: Telling) -> Message:
        account_id = next(iter(telling.deed.writer.accounts))
        return Message(NO_BOT, account_id, number, account_id, telling.deed.sent_at, telling.text)

    def _report(self, message: Message, text_id: int) -> recording.Report:
        account = self._accounts[message.account_id]
        access = Access(account, self._clock.day(message.sent_at))
        return recording.Report(
            access=access,
            message=message,
            text_id=text_id,
            act=Act(account.person.id if account.person else None, "log", message.sent_at),
            sent_on=access.day,
            source=SOURCE,
            source_key=str(message.message_id),
        )

    async def _keep(self, telling: Telling, report: recording.Report) -> Entry:
        deed = telling.deed
        state = recording.PLANNED if deed.state == recording.PLANNED else "recorded"
        (item,) = telling.read.items or telling.read.plans
        draft = recording.draft(item, state, report.sent_on, self._schools)
        one, around = await recording.placed(self._session, report, draft)
        if (
            deed.state != "withdrawn"
            and not around
            and not any(_beside(one, other) for other, *_ in self._waiting)
        ):
            self._waiting.append((completed(one), Source(SOURCE, report.key, 0, report.text_id), report.act))
            return completed(one)
        await self._keep_waiting()
        entry = await recording.keep(self._session, report, draft, 0)
        if deed.state != "withdrawn":
            return entry
        later = Act(report.act.by, "button", deed.sent_at + timedelta(hours=1))
        return await amending.withdraw(self._session, entry, later)

    async def _keep_waiting(self) -> None:
        await past.keep(self._session, self._waiting)
        self._waiting.clear()


def _beside(one: Entry, other: Entry) -> bool:
    """Whether two entries are of one school and of days so near that one may be the other."""
    if one.school is None or one.school != other.school or not (one.held_on and other.held_on):
        return False
    return abs(one.held_on - other.held_on) <= BESIDE


async def accounts(session: AsyncSession) -> dict[int, Account]:
    """Everybody's account, by its id."""
    rows = (await roster.roster(session)).people
    known = await people.persons(session, [row.id for row in rows])
    return {id_: Account(id_, row.name, "zh", known[row.id]) for row in rows for id_ in row.accounts}

"""Writing the sample district, through the services that messages use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Account, Act, Clock, Entry, School
from bot.services import amending, recording
from bot.services.access import Access
from bot.services.sampling.wording import Telling
from db import chats, people, roster
from db.chats import Message

SOURCE = "sample"
NO_BOT = 0
"""The bot that the invented messages were sent to."""


class Recorder:
    """Records messages one after the other, as if they had come in by chat."""

    def __init__(
        self, session: AsyncSession, schools: Sequence[School], accounts: Mapping[int, Account], zone: tzinfo
    ) -> None:
        self._session, self._schools, self._accounts, self._clock = session, schools, accounts, Clock(zone)

    async def record(self, number: int, telling: Telling) -> Entry:
        """Keep the message and the one entry it makes, withdrawn again where that is meant.

        Raises:
            ValueError: the entry is not what was meant.
        """
        deed = telling.deed
        account = self._accounts[next(iter(deed.writer.accounts))]
        message = Message(NO_BOT, account.id, number, account.id, deed.sent_at, telling.text)
        access = Access(account, self._clock.day(deed.sent_at))
        report = recording.Report(
            access=access,
            message=message,
            text_id=await chats.keep_text(self._session, message),
            act=Act(account.person.id if account.person else None, "log", deed.sent_at),
            sent_on=access.day,
            source=SOURCE,
            source_key=str(number),
        )
        state = recording.PLANNED if deed.state == recording.PLANNED else "recorded"
        (item,) = telling.read.items or telling.read.plans
        draft = recording.draft(item, state, report.sent_on, self._schools)
        entry = await recording.keep(self._session, report, draft, 0)
        if deed.state == "withdrawn":
            later = Act(report.act.by, "button", deed.sent_at + timedelta(hours=1))
            entry = await amending.withdraw(self._session, entry, later)
        if entry.state != deed.state or [one.name for one in entry.people] != [p.name for p in deed.people]:
            raise ValueError(f"{telling.text}: {entry}")
        return entry


async def accounts(session: AsyncSession) -> dict[int, Account]:
    """Everybody's account, by its id."""
    rows = (await roster.roster(session)).people
    known = await people.persons(session, [row.id for row in rows])
    return {id_: Account(id_, row.name, "zh", known[row.id]) for row in rows for id_ in row.accounts}

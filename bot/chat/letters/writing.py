"""Finding the reader of a reminder, and the writer for its subject."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat.buttons import Rows
from bot.chat.wording import Wording
from bot.records import Account, Campaign, Clock, Person, Reminder
from bot.services.progress import Progress, progress
from db import campaigns, people


@dataclass(frozen=True, slots=True)
class Letter:
    """What a reminder says."""

    text: Markup
    buttons: Rows = ()
    asks: tuple[str, int] | None = None
    """The field and entry of the question that it opens, where none is open."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a reminder needn't be sent: done, declined, muted, gone …"""

    reason: str
    state: str = "skipped"
    """`missed` where its time has passed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a reminder is for, and in which language it is written."""

    person: Person
    account: Account
    t: Wording


@dataclass(slots=True)
class Desk:
    """What letters are written from; in one unit of work."""

    session: AsyncSession
    clock: Clock
    known: dict[int, Progress] = field(default_factory=dict)
    """How campaigns go, kept for as long as a batch of letters takes."""

    @property
    def today(self) -> date:
        return self.clock.today()

    async def campaign(self, id_: int) -> Campaign | None:
        return (await campaigns.load(self.session, [id_])).get(id_)

    async def progress(self, id_: int) -> Progress | None:
        """How the campaign goes today; None where it is no more, or off."""
        if id_ not in self.known:
            campaign = await self.campaign(id_)
            if campaign is None or not campaign.active:
                return None
            self.known[id_] = await progress(self.session, campaign, self.today)
        return self.known[id_]


Writer = Callable[[Desk, Reminder, Reader], Awaitable[Letter | Skip]]
WRITERS: dict[str, Writer] = {}
"""What writes about each kind of subject."""


def about(kind: str) -> Callable[[Writer], Writer]:
    """The writer for subjects of this kind."""

    def known(writer: Writer) -> Writer:
        WRITERS[kind] = writer
        return writer

    return known


async def write(desk: Desk, reminder: Reminder) -> tuple[Reader, Letter] | Skip:
    """The letter of a reminder and its reader, or why it needn't be sent."""
    person = (await people.persons(desk.session, [reminder.person_id or 0])).get(reminder.person_id or 0)
    if person is None:
        return Skip("gone")
    accounts = await people.accounts_of(desk.session, [person.id])
    reached = await people.taking(desk.session, [one.id for one in accounts])
    if not reached:
        return Skip("unreachable" if accounts else "unbound")
    account = next(one for one in accounts if one.id in reached)
    reader = Reader(person, account, Wording(account.language))
    letter = await WRITERS[reminder.about](desk, reminder, reader)
    return letter if isinstance(letter, Skip) else (reader, letter)

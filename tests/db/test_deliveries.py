"""What became of reminders, counted; what is in doubt waits again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.records import Reminder
from db import deliveries, reminders
from db.models import Account
from db.reminders import Fate
from db.work import Database
from tests.district import add, people

NOW = datetime(2024, 6, 26, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def reminder(person: int, state: str = "unconfirmed", reason: str = "", due_at: datetime = NOW) -> Reminder:
    return Reminder("campaign:1", "day", f"person:{person}", due_at, state=state, reason=reason)


async def kept(database: Database, *several: Reminder) -> list[Reminder]:
    async with database.write() as session:
        await reminders.plan(session, several)
    return await waiting(database, "unconfirmed", "due", "sent")


async def waiting(database: Database, *states: str) -> list[Reminder]:
    async with database.read() as session:
        return await reminders.in_state(session, states)


async def test_reminders_are_counted_by_state_and_reason(database: Database) -> None:
    await kept(
        database,
        reminder(1, state="sent"),
        reminder(2, state="sent"),
        reminder(3, state="skipped", reason="done"),
        reminder(4, state="skipped", reason="muted", due_at=NOW - DAY),
    )
    async with database.read() as session:
        every = await deliveries.counts(session, "campaign:1")
        since = await deliveries.counts(session, since=NOW)
        other = await deliveries.counts(session, "campaign:2")
    assert every == {("sent", ""): 2, ("skipped", "done"): 1, ("skipped", "muted"): 1}
    assert since == {("sent", ""): 2, ("skipped", "done"): 1}
    assert other == {}


async def test_only_what_is_unconfirmed_is_sent_again_and_once(database: Database) -> None:
    rows = await kept(database, reminder(1), reminder(2, state="sent"))
    ids = [one.id for one in rows]
    async with database.write() as session:
        assert await deliveries.send_again(session, ids, NOW + DAY) == 1
    async with database.write() as session:
        assert await deliveries.send_again(session, ids, NOW + DAY) == 0
    [due] = await waiting(database, "due")
    assert (due.recipient, due.due_at, due.reason) == ("person:1", NOW + DAY, deliveries.AGAIN)


async def test_an_attempt_settled_late_is_not_sent_again(database: Database) -> None:
    [one] = await kept(database, reminder(1))
    async with database.write() as session:
        await deliveries.send_again(session, [one.id], NOW)
        await reminders.settle(session, one.id, Fate("sent"), NOW)
        assert await reminders.due(session, NOW, 10) == []


async def test_the_last_reminder_of_a_step_is_found(database: Database) -> None:
    await kept(database, reminder(1, due_at=NOW - DAY), reminder(2))
    async with database.read() as session:
        assert await deliveries.last_due(session, "campaign:1", "day") == NOW
        assert await deliveries.last_due(session, "campaign:1", "eve") is None


async def test_somebody_is_out_of_reach_only_if_all_their_accounts_are(database: Database) -> None:
    async with database.write() as session:
        await people(session, 3)
        for id_, person, lost in ((1, 1, NOW - DAY), (2, 1, NOW), (3, 2, NOW), (4, 2, None), (5, None, NOW)):
            account = Account(id=id_, person_id=person, name="x", language="zh", first_seen_at=NOW)
            account.unreachable_at = lost
            await add(session, account)
    async with database.read() as session:
        [one] = await deliveries.unreached(session)
    assert (one.name, one.since) == ("王1", NOW)

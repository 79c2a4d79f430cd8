"""All that is held about somebody: counted, given out, and erased (rule 12).

What is theirs is chosen in one place, so that no list says less than another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db import history
from db.base import Base
from db.models import (
    Account,
    Answer,
    Appointment,
    Card,
    Change,
    Entry,
    EntryPerson,
    Evidence,
    InboxRow,
    Invitation,
    Noted,
    Person,
    Preference,
    Question,
    Reminder,
    Text,
)

SECRET = ("token_hash",)
"""Columns that are nobody's business, not even theirs."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody: their accounts, and the person they are; a stranger is none."""

    account_ids: tuple[int, ...]
    person_id: int | None = None


def _theirs(who: Who) -> dict[str, tuple[type[Base], ColumnElement[bool]]]:
    """Each kind of what is held: the table, and which of its rows are theirs."""
    people = [] if who.person_id is None else [who.person_id]
    done = select(EntryPerson.entry_id).where(EntryPerson.person_id.in_(people))
    said_of = Noted.subject.in_(history.PERSONAL) & Noted.subject_id.in_(people)
    return {
        "person": (Person, Person.id.in_(people)),
        "accounts": (Account, Account.id.in_(who.account_ids)),
        "appointments": (Appointment, Appointment.person_id.in_(people)),
        "entries": (Entry, or_(Entry.logged_by.in_(people), Entry.id.in_(done))),
        "changes": (Change, Change.by.in_(people)),
        "history": (Noted, said_of),
        "messages": (Text, Text.account_id.in_(who.account_ids) & (Text.text != "")),
        "updates": (InboxRow, InboxRow.account_id.in_(who.account_ids)),
        "evidence": (Evidence, Evidence.by.in_(people)),
        "reminders": (Reminder, Reminder.recipient.in_([f"person:{id_}" for id_ in people])),
        "links": (Invitation, Invitation.person_id.in_(people)),
        "preferences": (Preference, Preference.account_id.in_(who.account_ids)),
    }


KINDS = tuple(_theirs(Who(())))
"""What may be held about somebody."""


async def who(session: AsyncSession, account_id: int) -> Who:
    """Whose the account is, with their other accounts."""
    person_id = await session.scalar(select(Account.person_id).where(Account.id == account_id))
    if person_id is None:
        return Who((account_id,))
    accounts = await session.scalars(select(Account.id).where(Account.person_id == person_id))
    return Who(tuple(sorted(accounts)), person_id)


async def counts(session: AsyncSession, who: Who) -> dict[str, int]:
    """How much of each kind is held about somebody."""
    return {
        kind: await session.scalar(select(func.count()).select_from(table).where(mine)) or 0
        for kind, (table, mine) in _theirs(who).items()
    }


async def everything(session: AsyncSession, who: Who) -> dict[str, list[dict[str, Any]]]:
    """Each row that is held about somebody, with all its columns."""
    return {
        kind: [_plain(row) for row in await session.scalars(select(table).where(mine))]
        for kind, (table, mine) in _theirs(who).items()
    }


def _plain(row: Base) -> dict[str, Any]:
    return {
        column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in SECRET
    }


async def erase(session: AsyncSession, who: Who, name: str, now: datetime, today: date) -> None:
    """Take away all that says who somebody is. Their entries stay, under `name`, which says nothing."""
    if who.person_id is not None:
        await _erase_person(session, who.person_id, name, now, today)
    for account_id in who.account_ids:
        await _erase_account(session, account_id)
    session.expire_all()


async def _erase_person(session: AsyncSession, person_id: int, name: str, now: datetime, today: date) -> None:
    await history.forget(session, person_id)
    nothing: Mapping[str, Any] = {"employer": "", "dispatched_by": "", "telephone": "", "born": None}
    person = update(Person).where(Person.id == person_id)
    await session.execute(person.values(name=name, provisional=False, erased_at=now, **nothing))
    held, yesterday = Appointment.person_id == person_id, today - timedelta(days=1)
    await session.execute(delete(Appointment).where(held, Appointment.starts_on >= today))
    in_force = or_(Appointment.ends_on.is_(None), Appointment.ends_on > yesterday)
    await session.execute(update(Appointment).where(held, in_force).values(ends_on=yesterday))
    await session.execute(delete(Invitation).where(Invitation.person_id == person_id))
    theirs = Reminder.recipient == f"person:{person_id}"
    waits = update(Reminder).where(theirs, Reminder.state == "due")
    await session.execute(waits.values(state="skipped", reason="erased", settled_at=now))
    await session.execute(update(Reminder).where(theirs).values(chat_id=None, message_id=None))


async def _erase_account(session: AsyncSession, account_id: int) -> None:
    """What it wrote, and what it was told; the keys of its updates stay, so that none is read twice."""
    await session.execute(update(Text).where(Text.account_id == account_id).values(text=""))
    await session.execute(delete(InboxRow).where(InboxRow.account_id == account_id, InboxRow.state == "held"))
    read = update(InboxRow).where(InboxRow.account_id == account_id, InboxRow.state != "received")
    await session.execute(read.values(payload={}))
    await session.execute(delete(Answer).where(Answer.chat_id == account_id, Answer.state != "waiting"))
    for table in (Question, Card):
        await session.execute(delete(table).where(table.chat_id == account_id))
    await session.execute(delete(Account).where(Account.id == account_id))

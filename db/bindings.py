"""Who of the roster has which Telegram account."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Appointment, Person
from db import models, particulars, people
from db.base import rows_changed


@dataclass(frozen=True, slots=True)
class Phone:
    """An account of a person, and whether it takes our messages as far as is known."""

    id: int
    name: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with an appointment in force on `day`, and the accounts that are theirs."""

    person: Person
    day: date
    accounts: tuple[Phone, ...] = ()

    @property
    def posts(self) -> tuple[Appointment, ...]:
        """The appointments in force."""
        return tuple(one for one in self.person.appointments if one.in_force(self.day))

    @property
    def lost(self) -> bool:
        """Whether they are bound, and none of their accounts takes our messages."""
        return bool(self.accounts) and not any(one.reachable for one in self.accounts)


async def members(session: AsyncSession, day: date) -> list[Member]:
    """Everybody in post on that day, in the order of the roster."""
    living = models.Person.erased_at.is_(None), models.Person.merged_into.is_(None)
    ids = list(await session.scalars(select(models.Person.id).where(*living).order_by(models.Person.id)))
    known, accounts = await people.persons(session, ids), await _accounts(session)
    everybody = (Member(known[id_], day, tuple(accounts[id_])) for id_ in ids)
    return [one for one in everybody if one.posts]


async def _accounts(session: AsyncSession) -> defaultdict[int, list[Phone]]:
    found: defaultdict[int, list[Phone]] = defaultdict(list)
    bound = select(models.Account).where(models.Account.person_id.is_not(None))
    for row in await session.scalars(bound.order_by(models.Account.id)):
        assert row.person_id is not None
        found[row.person_id].append(Phone(row.id, row.name, row.unreachable_at is None))
    return found


async def member(session: AsyncSession, person_id: int, day: date) -> Member:
    """One person with their accounts, in post or not; for somebody merged, whoever they turned out to be.

    Raises:
        LookupError: there is none of this id, or they are erased.
    """
    kept = (await particulars.person(session, person_id)).id
    known, accounts = await people.persons(session, [kept]), await _accounts(session)
    return Member(known[kept], day, tuple(accounts[kept]))


async def bind(session: AsyncSession, account_id: int, person_id: int, was: int | None) -> bool:
    """The account is this person's from now on; False where it is no longer whose it `was`."""
    account = models.Account
    same = account.person_id.is_(None) if was is None else account.person_id == was
    bound = update(account).where(account.id == account_id, same)
    return await rows_changed(session, bound.values(person_id=person_id)) == 1


async def release(session: AsyncSession, account_id: int, person_id: int) -> bool:
    """The account is a stranger's again, who may ask anew; False where it is not this person's."""
    account = models.Account
    theirs = update(account).where(account.id == account_id, account.person_id == person_id)
    return await rows_changed(session, theirs.values(person_id=None, asked_at=None)) == 1

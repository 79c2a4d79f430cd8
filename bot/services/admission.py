"""How accounts come to be known: by the settings, by a one-time link, or because an officer lets them in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Account
from bot.services.access import Access
from db import inbox, invitations, people, schools

LINK_LASTS = timedelta(days=3)
OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who writes, as Telegram tells it."""

    id: int
    name: str
    language: str


async def meet(
    session: AsyncSession, newcomer: Newcomer, officers: Collection[int], now: datetime, today: date
) -> Access:
    """The access of whoever writes; those whom the settings name are officers from their first message."""
    account = await people.meet(session, newcomer.id, newcomer.name, newcomer.language, now)
    access = Access(account, today)
    if newcomer.id in officers and not access.admits:
        return Access(await _appoint(session, account, OFFICER, None, today), today)
    return access


async def _appoint(
    session: AsyncSession, account: Account, role: str, school_id: int | None, today: date
) -> Account:
    person_id = account.person.id if account.person else await people.bind(session, account.id, account.name)
    await people.appoint(session, person_id, role, school_id, today)
    known = await people.account(session, account.id)
    assert known is not None
    return known


async def admit(
    session: AsyncSession, account_id: int, role: str, school_id: int | None, today: date
) -> Account | None:
    """Let a stranger in; None where they hold a role already, or never wrote.

    What they wrote meanwhile is read from now on.

    Raises:
        LookupError: there is no such role or school.
    """
    if role not in data.roles() or (school_id and await place(session, school_id) is None):
        raise LookupError(role, school_id)
    account = await people.account(session, account_id)
    if account is None or Access(account, today).roles:
        return None
    known = await _appoint(session, account, role, school_id, today)
    await inbox.release(session, account_id)
    return known


async def place(session: AsyncSession, school_id: int | None) -> str | None:
    """The name of a school; None for the bureau."""
    return next((one.name for one in await schools.directory(session) if one.id == school_id), None)


async def invite_first_officer(session: AsyncSession, now: datetime, today: date) -> str | None:
    """The token of a one-time link for the first officer; None where there is an officer already."""
    if await people.appointed(session, _admitting(), today):
        return None
    token = secrets.token_urlsafe(16)
    await invitations.add(session, hashed(token), OFFICER, now + LINK_LASTS)
    return token


def _admitting() -> list[str]:
    return [key for key, role in data.roles().items() if role.admits]


async def take(session: AsyncSession, access: Access, token: str, now: datetime) -> Access | None:
    """Take the role that a one-time link gives; None where it is not (or no longer) good."""
    invitation = await invitations.take(session, hashed(token), access.account.id, now)
    if invitation is None:
        return None
    role, school_id = invitation
    account = await _appoint(session, access.account, role, school_id, access.day)
    await inbox.release(session, account.id)
    return Access(account, access.day)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

"""Whose a Telegram account is: bound by a one-time link or by an officer, released again by an officer.

A person may have several accounts, an account has one person. Whoever takes a link meant for somebody else is
seen on that person's card; released, the account is a stranger's at once: rights follow from the binding.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Account, Act
from bot.services.access import Access
from db import bindings, chats, history, inbox, invitations, people
from db.bindings import Member
from db.history import Subject
from db.invitations import Link

LASTS = timedelta(days=7)

Outcome = Literal["bound", "appointed", "again", "used", "expired", "revoked", "unknown", "occupied"]
"""What becomes of a link that somebody opens: it binds them, or gives them a role, or does nothing.

`again`: they took it before; `occupied`: their account is somebody else's who is in post, so it stays unused.
"""


class LastOfficerError(Exception):
    """Nobody would be left who can let others in."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a link, and what whoever opened it may do now."""

    outcome: Outcome
    access: Access


def new_token() -> str:
    """A token nobody guesses, of characters that Telegram allows in a link: 128 bits."""
    return secrets.token_urlsafe(16)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def invite(session: AsyncSession, member: Member, act: Act) -> str:
    """The token of a new one-time link for somebody; links made before stay good."""
    token = new_token()
    until = act.at + LASTS
    await invitations.add(session, hashed(token), until, person_id=member.person.id)
    _note(session, member, act, link=(None, f"{until:%Y-%m-%d}"))
    return token


async def revoke(session: AsyncSession, member: Member, act: Act) -> int:
    """Take back the links of somebody that nobody has taken; how many those were."""
    count = await invitations.revoke(session, member.person.id, act.at)
    if count:
        _note(session, member, act, link=(count, None))
    return count


async def take(session: AsyncSession, access: Access, link: Link, token: str, now: datetime) -> Access | None:
    """Bind the account to the person whom a good link names; None where another was quicker."""
    assert link.person_id is not None
    account = access.account
    if not await invitations.take(session, hashed(token), account.id, now):
        return None
    member = await bindings.member(session, link.person_id, access.day)
    await invitations.revoke(session, link.person_id, now)
    return Access(await _bind(session, account, member, Act(member.person.id, "link", now)), access.day)


async def refusal(session: AsyncSession, access: Access, link: Link | None, now: datetime) -> Outcome | None:
    """Why a link does nothing for whoever opens it; None for a good one."""
    if link is None:
        return "unknown"
    if link.taken_at is not None:
        return "again" if link.taken_by == access.account.id else "used"
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= now:
        return "expired"
    return await _refusal_of_person(session, access, link.person_id) if link.person_id else None


async def _refusal_of_person(session: AsyncSession, access: Access, person_id: int) -> Outcome | None:
    try:
        member = await bindings.member(session, person_id, access.day)
    except LookupError:  # erased since
        return "revoked"
    another = access.person is not None and access.person.id != member.person.id
    return "occupied" if another and access.roles else None


async def match(
    session: AsyncSession, account_id: int, person_id: int, act: Act, today: date
) -> Account | None:
    """Bind a stranger to somebody of the roster; None where they hold a role already, or never wrote.

    Raises:
        LookupError: nobody on the roster has this id.
    """
    member = await bindings.member(session, person_id, today)
    account = await people.account(session, account_id)
    if account is None or Access(account, today).roles:
        return None
    return await _bind(session, account, member, act)


async def _bind(session: AsyncSession, account: Account, member: Member, act: Act) -> Account:
    """The account is theirs from now on, and what it wrote meanwhile is read."""
    was = account.person.id if account.person else None
    if was != member.person.id and await bindings.bind(session, account.id, member.person.id, was):
        _note(session, member, act, account=(None, account.name))
    await inbox.release(session, account.id)
    known = await people.account(session, account.id)
    assert known is not None
    return known


async def release(session: AsyncSession, account_id: int, member: Member, act: Act) -> bool:
    """Take an account from somebody: a stranger's again at once; False where it is not theirs any more.

    Raises:
        LastOfficerError: it is the last account that lets others in.
    """
    phone = next((one for one in member.accounts if one.id == account_id), None)
    if phone is None:
        return False
    if [one.id for one in await people.admitting(session, member.day)] == [account_id]:
        raise LastOfficerError
    released = await bindings.release(session, account_id, member.person.id)
    if released:
        await chats.stop_asking(session, account_id)
        _note(session, member, act, account=(phone.name, None))
    return released


async def namesakes(session: AsyncSession, said: str, today: date) -> list[Member]:
    """Those in post whose whole name stands in what a stranger says of themselves."""
    hits = [
        one
        for one in await bindings.members(session, today)
        if len(one.person.name) > 1 and one.person.name in said
    ]
    names = {one.person.name for one in hits}
    return [
        one for one in hits if not any(one.person.name in name and one.person.name != name for name in names)
    ]


def _note(session: AsyncSession, member: Member, act: Act, **fields: tuple[Any, Any]) -> None:
    history.note(session, act, Subject("account", member.person.id, member.person.name), fields)

"""How accounts come to be known: by the settings, by a one-time link, or because an officer lets them in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Account, Act
from bot.services import binding
from bot.services.access import Access
from bot.services.binding import Opened
from bot.services.roster import terms
from db import inbox, invitations, people, schools
from db.history import Subject, note
from db.invitations import Link

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
        act = Act(None, "settings", now)
        return Access(await _appoint(session, act, account, (OFFICER, None), today), today)
    return access


async def _appoint(
    session: AsyncSession, act: Act, account: Account, post: tuple[str, int | None], today: date
) -> Account:
    if account.person is None:
        person_id = await people.bind(session, account.id, account.name)
        note(session, act, Subject("account", person_id, account.name), {"account": (None, account.name)})
    else:
        person_id = account.person.id
    await terms.appoint(session, act, person_id, post, (today, None))
    known = await people.account(session, account.id)
    assert known is not None
    return known


async def admit(
    session: AsyncSession, act: Act, account_id: int, post: tuple[str, int | None], today: date
) -> Account | None:
    """Let a stranger in, to a role at a school or the bureau; None where they hold one, or never wrote.

    What they wrote meanwhile is read from now on.

    Raises:
        LookupError: there is no such role or school.
    """
    role, school_id = post
    if role not in data.roles() or (school_id and await place(session, school_id) is None):
        raise LookupError(post)
    account = await people.account(session, account_id)
    if account is None or Access(account, today).roles:
        return None
    known = await _appoint(session, act, account, post, today)
    await inbox.release(session, account_id)
    return known


async def place(session: AsyncSession, school_id: int | None) -> str | None:
    """The name of a school; None for the bureau."""
    return next((one.name for one in await schools.directory(session) if one.id == school_id), None)


async def invite_first_officer(session: AsyncSession, now: datetime, today: date) -> str | None:
    """The token of a one-time link for the first officer; None where there is an officer already."""
    if await people.appointed(session, _admitting(), today):
        return None
    token = binding.new_token()
    await invitations.add(session, binding.hashed(token), now + binding.LASTS, role=OFFICER)
    return token


def _admitting() -> list[str]:
    return [key for key, role in data.roles().items() if role.admits]


async def open_link(session: AsyncSession, access: Access, token: str, now: datetime) -> Opened:
    """Open a one-time link: the account gets the person or the role that it is for, where it is good."""
    link = await invitations.find(session, binding.hashed(token))
    refusal = await binding.refusal(session, access, link, now)
    if link is None or refusal:
        return Opened(refusal or "unknown", access)
    if link.person_id:
        bound = await binding.take(session, access, link, token, now)
        return Opened("bound", bound) if bound else Opened("used", access)
    appointed = await _take_role(session, access, link, token, now)
    return Opened("appointed", appointed) if appointed else Opened("used", access)


async def _take_role(
    session: AsyncSession, access: Access, link: Link, token: str, now: datetime
) -> Access | None:
    if not await invitations.take(session, binding.hashed(token), access.account.id, now):
        return None
    act = Act(access.person.id if access.person else None, "link", now)
    account = await _appoint(session, act, access.account, (link.role, None), access.day)
    await inbox.release(session, account.id)
    return Access(account, access.day)

"""What is held about whoever asks: shown, exported, erased (个人信息保护法 art. 44, 45, 47; rule 12)."""

from __future__ import annotations

import json

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Appointment
from bot.services.access import Access
from bot.services.binding import LastOfficerError
from db import history, people, privacy
from db.history import Subject


async def counts(session: AsyncSession, access: Access) -> dict[str, int]:
    """How much of each kind is held about them."""
    return await privacy.counts(session, await privacy.who(session, access.account.id))


async def export(session: AsyncSession, access: Access) -> bytes:
    """Everything that is held about them, as JSON in UTF-8."""
    rows = await privacy.everything(session, await privacy.who(session, access.account.id))
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str).encode()


async def erase(session: AsyncSession, access: Access, act: Act) -> tuple[str, tuple[Appointment, ...]]:
    """Erase whoever asks: the name that stands for them from now on, and the appointments that this ended.

    Raises:
        LastOfficerError: nobody would be left who can let others in.
    """
    who, ended = await privacy.who(session, access.account.id), access.appointments
    await _refuse_last_officer(session, access, who.account_ids)
    name = erased_name(who.person_id)
    await privacy.erase(session, who, name, act.at, access.day)
    if who.person_id is not None:
        subject = Subject("person", who.person_id, name)
        history.note(session, act, subject, {"erased": (None, access.day)})
    return name, ended


def erased_name(person_id: int | None) -> str:
    """What stands for somebody who is erased: a number."""
    return str(data.load("erased")["name"]).format(number=person_id) if person_id else ""


async def _refuse_last_officer(session: AsyncSession, access: Access, theirs: tuple[int, ...]) -> None:
    if access.admits and not {one.id for one in await people.admitting(session, access.day)} - set(theirs):
        raise LastOfficerError


def kept_for() -> dict[str, int]:
    """For how many days each kind of personal data is kept."""
    return dict(data.load("retention"))

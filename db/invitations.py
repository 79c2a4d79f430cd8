"""One-time links: only the hash of a token is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import rows_changed
from db.models import Invitation


@dataclass(frozen=True, slots=True)
class Link:
    """A link as kept: the person of the roster that it binds to, or else the role that it gives."""

    role: str
    person_id: int | None
    expires_at: datetime
    revoked_at: datetime | None
    taken_at: datetime | None
    taken_by: int | None


async def add(
    session: AsyncSession,
    token_hash: str,
    expires_at: datetime,
    *,
    role: str = "",
    person_id: int | None = None,
) -> None:
    """A link that binds to this person, or gives this role at the bureau."""
    session.add(Invitation(token_hash=token_hash, role=role, person_id=person_id, expires_at=expires_at))
    await session.flush()


async def find(session: AsyncSession, token_hash: str) -> Link | None:
    """The link of this token, good or not."""
    row = await session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))
    if row is None:
        return None
    return Link(row.role, row.person_id, row.expires_at, row.revoked_at, row.taken_at, row.taken_by)


async def take(session: AsyncSession, token_hash: str, account_id: int, now: datetime) -> bool:
    """Use a link up; False where it is not, or no longer, good: of two who take it at once, one gets it."""
    good = update(Invitation).where(Invitation.token_hash == token_hash, *_open(now))
    return await rows_changed(session, good.values(taken_at=now, taken_by=account_id)) == 1


async def revoke(session: AsyncSession, person_id: int, now: datetime) -> int:
    """Take back every open link of a person; how many those were."""
    theirs = update(Invitation).where(Invitation.person_id == person_id, *_open(now))
    return await rows_changed(session, theirs.values(revoked_at=now))


async def open_until(session: AsyncSession, now: datetime) -> dict[int, datetime]:
    """The persons who have an open link, and until when their last one is good."""
    query = select(Invitation.person_id, func.max(Invitation.expires_at)).where(
        Invitation.person_id.is_not(None), *_open(now)
    )
    rows = await session.execute(query.group_by(Invitation.person_id))
    return {person_id: until for person_id, until in rows if person_id}


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Invitation.taken_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)

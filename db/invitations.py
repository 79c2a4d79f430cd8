"""One-time links: only the hash of a token is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.base import rows_changed
from db.models import Invitation


async def add(session: AsyncSession, token_hash: str, role: str, expires_at: datetime) -> None:
    """A link that gives this role at the bureau."""
    session.add(Invitation(token_hash=token_hash, role=role, expires_at=expires_at))
    await session.flush()


async def take(
    session: AsyncSession, token_hash: str, account_id: int, now: datetime
) -> tuple[str, int | None] | None:
    """Use a link up: the role and school it gives; None where it is unknown, expired or taken."""
    good = (Invitation.token_hash == token_hash, Invitation.taken_at.is_(None), Invitation.expires_at > now)
    row = (await session.execute(select(Invitation.role, Invitation.school_id).where(*good))).one_or_none()
    if row is None:
        return None
    taken = update(Invitation).where(*good).values(taken_at=now, taken_by=account_id)
    return (row[0], row[1]) if await rows_changed(session, taken) == 1 else None

"""The templates of the report that the bureau gave; the last one is in force, or the shipped one again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from db.models import Template


async def in_force(session: AsyncSession) -> tuple[str, bytes] | None:
    """The name and content of the bureau's own template; None where the shipped one is used."""
    query = select(Template.name, Template.content).order_by(Template.id.desc()).limit(1)
    row = (await session.execute(query)).first()
    return (row.name, row.content) if row and row.content else None


async def put(session: AsyncSession, name: str, content: bytes | None, act: Act) -> None:
    """Use this from now on; None: the shipped one."""
    session.add(Template(name=name, content=content, by=act.by, at=act.at))
    await session.flush()

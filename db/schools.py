"""The directory of schools."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from db.models import School, SchoolAlias


async def directory(session: AsyncSession) -> tuple[records.School, ...]:
    """Every school that is open, with its aliases."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for school_id, alias in await session.execute(
        select(SchoolAlias.school_id, SchoolAlias.alias).order_by(SchoolAlias.id)
    ):
        aliases[school_id].append(alias)
    rows = await session.execute(
        select(School.id, School.name, School.kind).where(School.closed_on.is_(None)).order_by(School.id)
    )
    return tuple(records.School(name, tuple(aliases[id_]), kind, id_) for id_, name, kind in rows)

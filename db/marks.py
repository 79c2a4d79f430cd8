"""What is true of the whole database: whether anything is in it, and whether that is the sample district."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base, Mark

SAMPLE = "sample"


async def is_empty(session: AsyncSession) -> bool:
    """Whether no table has a row."""
    for table in Base.metadata.sorted_tables:
        if await session.scalar(select(1).select_from(table).limit(1)):
            return False
    return True


async def mark_as_sample(session: AsyncSession, seed: str) -> None:
    """Note that what this database holds is invented, and the seed that it was made from."""
    session.add(Mark(name=SAMPLE, value=seed))
    await session.flush()


async def is_sample(session: AsyncSession) -> bool:
    """Whether this database holds the sample district, or did once."""
    return await session.get(Mark, SAMPLE) is not None

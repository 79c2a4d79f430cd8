"""Reading messages against the district's directory."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import lru_cache

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import School
from bot.understanding import Directory, Found, Understanding, read, read_answer
from db import schools


@lru_cache(maxsize=2)
def compiled(directory: tuple[School, ...]) -> Directory:
    """The directory made ready for reading; kept until a school or alias changes."""
    return Directory(directory)


async def read_message(session: AsyncSession, text: str, sent_at: datetime, zone: tzinfo) -> Understanding:
    """What a message means."""
    return read(text, sent_at, compiled(await schools.directory(session)), zone)


async def read_reply(
    session: AsyncSession, field: str, text: str, sent_at: datetime, zone: tzinfo
) -> Found | None:
    """The value of one field, if that is all the message says."""
    return read_answer(field, text, sent_at, compiled(await schools.directory(session)), zone)

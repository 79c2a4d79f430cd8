"""What the sample district's bureau typed in at the end of its years."""

from __future__ import annotations

from datetime import datetime, time, tzinfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act
from bot.services import figures
from db.figures import Kept


async def type_in(session: AsyncSession, now: datetime, zone: tzinfo) -> None:
    """Keep the figures of each year whose day for it has come."""
    rows = dict(data.load("sample")["figures"])
    typed_on = rows.pop("typed_on")
    for year, typed in rows.items():
        at = datetime.combine(datetime.fromisoformat(f"{year}-{typed_on}"), time(10), zone)
        for key, said in typed.items() if at <= now else ():
            kept = Kept(note=said) if isinstance(said, str) else Kept(said)
            await figures.keep(session, int(year), key, kept, Act(None, "sample", at))

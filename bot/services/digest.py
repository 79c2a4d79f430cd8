"""The officers' digest: what is new since the last one, and what waits for them. At most one a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Clock
from bot.services.progress import Progress, progress
from db import campaigns, news, reminders

PREFERENCE = "digest"
TIMES = ("08:30", "12:00", "17:00")
"""The times of day that can be chosen."""
USUAL = "17:00"
OFF = "off"
FIRST = timedelta(days=7)
"""How far the first digest looks back."""
RUNNING = timedelta(days=7)
"""Campaigns told of: those that begin within so many days, or are on."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What an officer is told."""

    since: datetime
    recorded: Mapping[str, int]
    """New entries that count, by kind."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """What has begun to wait for an officer (`db.news.waiting`)."""
    campaigns: tuple[Progress, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether something changed, so that it is worth sending."""
        return bool(self.recorded) or any(self.waiting.values())


async def digest(session: AsyncSession, clock: Clock, person_id: int) -> Digest:
    """What has happened since the officer's last digest."""
    now = clock.now()
    since = await reminders.last_sent(session, "digest", f"person:{person_id}") or now - FIRST
    recorded, waiting = await news.recorded(session, since), await news.waiting(session, since)
    return Digest(since, recorded, waiting, tuple(await _running(session, clock)))


async def _running(session: AsyncSession, clock: Clock) -> list[Progress]:
    today = clock.today()
    found = await campaigns.active_between(session, today, today + RUNNING)
    return [await progress(session, one, today) for one in found]


def chosen(preference: str | None) -> str | None:
    """The time at which somebody gets their digest; None where they want none."""
    if preference == OFF:
        return None
    return preference if preference in TIMES else USUAL

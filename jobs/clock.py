"""The clock: APScheduler runs a few recurring jobs. What is due is in the database, never in a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.records import Clock
from db.work import Database
from jobs import retention


@contextmanager
def ticking(database: Database, clock: Clock) -> Iterator[None]:
    """Runs the jobs while it is open. A run that is late is made up for once, never skipped."""
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler = AsyncIOScheduler(timezone=clock.zone, job_defaults=defaults)
    scheduler.add_job(retention.run, "interval", hours=1, args=(database, clock), next_run_time=clock.now())
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)

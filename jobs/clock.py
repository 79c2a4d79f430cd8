"""The clock: APScheduler runs a few recurring jobs. What is due is in the database, never in a job."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.records import Clock
from db.work import Database
from jobs import retention

Job = Callable[[Database, Clock], Awaitable[None]]
HOURLY: tuple[Job, ...] = (retention.run,)
DEFAULTS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
"""A run that is late is made up for once, never skipped."""


@asynccontextmanager
async def ticking(database: Database, clock: Clock) -> AsyncIterator[None]:
    """Runs the jobs while it is open: at once, and then every hour.

    At the end no job begins, and those under way are waited for: APScheduler itself would cancel them.
    """
    running: set[asyncio.Task[None]] = set()

    async def run(job: Job) -> None:
        task = asyncio.ensure_future(job(database, clock))
        running.add(task)
        task.add_done_callback(running.discard)
        await asyncio.shield(task)

    scheduler = AsyncIOScheduler(timezone=clock.zone, job_defaults=DEFAULTS)
    for job in HOURLY:
        scheduler.add_job(run, args=(job,))
        scheduler.add_job(run, "interval", hours=1, args=(job,))
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.gather(*running, return_exceptions=True)

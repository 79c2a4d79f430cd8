"""The clock: APScheduler runs a few recurring jobs. What is due is in the database, never in a job."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs import backups, compilations, evidence, reminders, retention
from jobs.office import Job, Office

TICK = 30
"""Seconds."""
TICKING: tuple[Job, ...] = (reminders.run, evidence.run, compilations.run)
ERRANDS: tuple[Job, ...] = (compilations.run,)
"""Done at once, too, when somebody asks."""
HOURLY: tuple[Job, ...] = (retention.run, backups.run)
DEFAULTS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
"""A run that is late is made up for once, never skipped."""


@asynccontextmanager
async def ticking(office: Office) -> AsyncIterator[None]:
    """Runs the jobs while it is open: at once, then at every tick or hour, and when the clock is set.

    At the end no job begins, and those under way are waited for: APScheduler itself would cancel them.
    """
    running: set[asyncio.Task[None]] = set()
    one_at_a_time = {job: asyncio.Lock() for job in (*TICKING, *HOURLY)}

    async def do(job: Job) -> None:
        async with one_at_a_time[job]:
            if not office.leaving.is_set():
                await job(office)

    async def run(job: Job) -> None:
        task = asyncio.ensure_future(do(job))
        running.add(task)
        task.add_done_callback(running.discard)
        with suppress(asyncio.CancelledError):  # by APScheduler at the end, which would log it as an error
            await asyncio.shield(task)

    async def whenever(asked: Callable[[], Awaitable[object]], jobs: Iterable[Job]) -> None:
        while True:
            await asked()
            await asyncio.gather(*(run(job) for job in jobs), return_exceptions=True)

    scheduler = AsyncIOScheduler(timezone=office.clock.zone, job_defaults=DEFAULTS)
    for job, interval in (*((one, TICK) for one in TICKING), *((one, 3600) for one in HOURLY)):
        scheduler.add_job(run, args=(job,))
        scheduler.add_job(run, "interval", seconds=interval, args=(job,))
    scheduler.start()
    following = [
        asyncio.create_task(whenever(office.clock.moved, TICKING)),
        asyncio.create_task(whenever(office.asked, ERRANDS)),
    ]
    try:
        yield
    finally:
        office.leaving.set()
        for task in following:
            task.cancel()
        scheduler.shutdown(wait=False)
        await asyncio.gather(*following, *running, return_exceptions=True)

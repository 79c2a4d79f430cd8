"""What `pufa doctor` looks at: one function a check, each saying what it found and what would help."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cached_property

from telegram.error import InvalidToken, TelegramError

from bot.app import build
from bot.campaigns.workdays import Workdays
from bot.intake import App
from bot.records import Clock
from bot.services.backups import FOLDER
from bot.settings import Settings
from db import marks, people
from db.backlog import backlog
from db.soundness import faults, version
from db.work import Database, reason


class Level(Enum):
    """How a finding is to be taken."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what would help."""

    level: Level
    said: str


def good(said: str) -> Finding:
    return Finding(Level.GOOD, said)


def doubtful(said: str) -> Finding:
    return Finding(Level.DOUBTFUL, said)


def bad(said: str) -> Finding:
    return Finding(Level.BAD, said)


class Patient:
    """What is looked at."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self.settings, self.database, self.clock = settings, database, clock

    @cached_property
    def application(self) -> App:
        return build(self.settings)


LEAST_SPACE = 1024**3
"""Bytes free: less is soon too little."""
LONGEST_WAIT = timedelta(minutes=1)
OLDEST_BACKUP = timedelta(days=2)


async def folder(patient: Patient) -> Finding:
    place = patient.settings.data_dir
    free = shutil.disk_usage(place).free
    if free < LEAST_SPACE:
        return doubtful(f"PUFA_DATA_DIR: {place} has only {free >> 20} MiB free; make room.")
    return good(f"PUFA_DATA_DIR: {place}, {free >> 30} GiB free")


async def tables(patient: Patient) -> Finding:
    async with patient.database.read() as session:
        found, named = await faults(session), await version(session)
    if found:
        return bad(f"PUFA_DATABASE_URL: damaged ({found[0]}); take a backup back: pufa restore.")
    return good(f"PUFA_DATABASE_URL: {named}, sound, newest tables")


async def district(patient: Patient) -> Finding:
    async with patient.database.read() as session:
        sample = await marks.is_sample(session)
        officers = await people.admitting(session, patient.clock.today())
    if sample and not patient.settings.practice:
        return bad("PUFA_DATABASE_URL: it holds the sample district; name another.")
    named = patient.settings.officers
    if officers or named:
        return good(f"Officers: {len(officers)} in the roster, {len(named)} in PUFA_OFFICERS")
    return doubtful(
        "Officers: none yet; name one in PUFA_OFFICERS, or open the link that pufa run prints.",
    )


async def telegram(patient: Patient) -> Finding:
    if patient.settings.practice:
        return good("PUFA_TOKEN: none, so pufa run serves the practice chat")
    try:
        await patient.application.bot.initialize()
    except InvalidToken:
        return bad("PUFA_TOKEN: Telegram does not know it; copy it again from @BotFather.")
    except TelegramError as error:
        where = patient.settings.telegram_api
        return bad(f"{where} can't be reached ({error}); see to the network, or set PUFA_PROXY.")
    return good(f"PUFA_TOKEN: @{patient.application.bot.username}")


async def updates(patient: Patient) -> Finding | None:
    if patient.settings.practice:
        return None
    try:
        told = await patient.application.bot.get_webhook_info()
    except TelegramError:
        return None  # said already
    wanted = patient.settings.webhook_url
    if told.url != wanted:
        now = f"Telegram delivers to {told.url}" if told.url else "Telegram delivers nowhere"
        return doubtful(f"PUFA_WEBHOOK_URL: {now} as yet; pufa run changes that.")
    if wanted and told.last_error_message and told.pending_update_count:
        said = f"{told.pending_update_count} updates wait; Telegram says: {told.last_error_message}"
        return bad(f"PUFA_WEBHOOK_URL: {said}. See to the proxy before PUFA_WEBHOOK_LISTEN.")
    return good(f"PUFA_WEBHOOK_URL: {wanted or 'none, so Telegram is asked for updates'}")


async def work(patient: Patient) -> Finding:
    async with patient.database.read() as session:
        waiting = await backlog(session)
    if waiting.oldest and patient.clock.now() - waiting.oldest > LONGEST_WAIT:
        return doubtful(
            f"Inbox: messages wait since {waiting.oldest:%Y-%m-%d %H:%M} UTC; is pufa run running?"
        )
    if failed := waiting.updates.get("failed"):
        return doubtful(f"Inbox: {failed} messages failed; the log says why, by their error ids.")
    return good(f"Inbox: nothing waits, {waiting.answers} answers to be sent")


async def backups(patient: Patient) -> Finding | None:
    if patient.settings.practice:
        return None
    files = list((patient.settings.data_dir / FOLDER).glob("*.zip"))
    if not patient.database.is_sqlite and shutil.which("pg_dump") is None:
        return bad("Backups: pg_dump is not there; install postgresql-client.")
    newest = max((file.stat().st_mtime for file in files), default=0)
    if patient.clock.now().timestamp() - newest > OLDEST_BACKUP.total_seconds():
        return doubtful(
            "Backups: none of the last two days; pufa backup makes one at once, or says what hinders it."
        )
    return good(f"Backups: {len(files)} in {patient.settings.data_dir / FOLDER}")


async def holidays(patient: Patient) -> Finding:
    year = patient.clock.today().year
    if not Workdays().known(year):
        return doubtful(f"Holidays: those of {year} are not known; a newer chinesecalendar may know them.")
    return good(f"Holidays: known for {year}")


CHECKS: tuple[Callable[[Patient], Awaitable[Finding | None]], ...] = (
    *(folder, tables, district, telegram),
    *(updates, work, backups, holidays),
)


async def findings(patient: Patient) -> AsyncIterator[Finding]:
    """What each check finds, in order; one that fails is a finding too."""
    for check in CHECKS:
        try:
            found = await asyncio.wait_for(check(patient), timeout=60)
        except Exception as error:
            found = bad(f"{check.__name__}: {reason(error)}")
        if found:
            yield found

"""A backup of the database every night. Evidence is not in it: its files never change where they lie."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.services.backups import FOLDER, BackupError, back_up
from db import marks
from jobs.office import Office

log = logging.getLogger(__name__)

HOUR = 3
"""From then on, in the district's time, the night's backup is due."""
KEPT = 14
"""Nights."""


async def run(office: Office) -> None:
    """Make the night's backup, if it is due, and delete the oldest. The sample district has none."""
    now = office.clock.now()
    local = now.astimezone(office.clock.zone)
    file = office.folder / FOLDER / f"nightly-{local:%Y%m%d}.zip"
    if local.hour < HOUR or file.exists():
        return
    async with office.database.read() as session:
        if await marks.is_sample(session):
            return
    try:
        await back_up(office.database, office.folder, file, now, evidence=False)
    except BackupError as error:
        log.warning("No backup was made: %s", error)
        return
    for old in nightly(office.folder)[:-KEPT]:
        old.unlink()


def nightly(folder: Path) -> list[Path]:
    """The nights' backups in a data folder, the oldest first."""
    return sorted((folder / FOLDER).glob("nightly-*.zip"))

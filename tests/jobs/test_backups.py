"""A backup every night, and not more of them than are needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from bot.records import Clock
from bot.services.evidence import FOLDER, Store
from db import marks
from db.work import Database
from jobs import backups
from tests.commands.shell import PROGRAMS
from tests.jobs.offices import office

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 23, 3, 30, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own are found."""
    monkeypatch.setenv("PATH", str(PROGRAMS))


async def at(moment: datetime, database: Database, folder: Path) -> list[str]:
    """The backups that are there once the job has run at that moment."""
    await backups.run(office(database, Clock(ZONE, lambda: moment), folder))
    return [file.name for file in backups.nightly(folder)]


async def test_there_is_one_for_each_night(database: Database, tmp_path: Path) -> None:
    assert await at(NIGHT - timedelta(hours=1), database, tmp_path) == []
    assert await at(NIGHT, database, tmp_path) == ["nightly-20261123.zip"]
    assert await at(NIGHT + timedelta(hours=2), database, tmp_path) == ["nightly-20261123.zip"]
    assert len(await at(NIGHT + timedelta(days=1), database, tmp_path)) == 2


async def test_evidence_stays_where_it_is(database: Database, tmp_path: Path) -> None:
    Store(tmp_path / FOLDER).keep(b"a photo")
    await at(NIGHT, database, tmp_path)
    with ZipFile(backups.nightly(tmp_path)[0]) as archive:
        assert archive.namelist() == ["about.json", "database"]


async def test_the_oldest_are_deleted(database: Database, tmp_path: Path) -> None:
    nights = [await at(NIGHT + timedelta(days=day), database, tmp_path) for day in range(backups.KEPT + 1)]
    assert len(nights[-1]) == backups.KEPT
    assert nights[0][0] not in nights[-1]


async def test_the_sample_district_has_none(database: Database, tmp_path: Path) -> None:
    async with database.write() as session:
        await marks.mark_as_sample(session, "1")
    assert await at(NIGHT, database, tmp_path) == []

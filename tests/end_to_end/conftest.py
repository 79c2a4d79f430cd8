"""Scenarios run on a stage, once on each kind of database.

The stage is set once for each kind, by the assistant itself, and every scenario gets a copy: setting it anew
took longer than most scenarios.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from bot.services.campaigns import known_years
from tests.conftest import BACKENDS, copied_database, copied_file
from tests.end_to_end.stage import NOW, Stage
from tests.end_to_end.stage import stage as opened
from tests.practice.conftest import browser

__all__ = ["browser"]

DISTRICT = "district"


async def set_stage(database_url: str, folder: Path) -> None:
    """Leaves what there is a moment after the first start: the years' theme days, the officers' /start."""
    async with opened(database_url, folder) as stage, asyncio.timeout(60):
        while True:
            async with stage.database.read() as session:
                if not await known_years(session, NOW.date()):
                    return
            await asyncio.sleep(0.01)


@pytest.fixture(scope="session")
def sqlite_district(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a stage that is set, with its database."""
    folder = tmp_path_factory.mktemp("sqlite_district")
    asyncio.run(set_stage(copied_file(sqlite_template, folder), folder))
    return folder


@pytest.fixture(scope="session")
def postgres_district(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a stage that is set; its database is `district`, on the server."""
    folder = tmp_path_factory.mktemp("postgres_district")
    url = copied_database(postgres_server, "template", DISTRICT)
    asyncio.run(set_stage(url, folder))
    return folder


@pytest.fixture
def unmeasured() -> Iterator[None]:
    """Coverage is not measured meanwhile: tracing takes as long again as a scenario itself.

    What a scenario runs is the same on either database but for `db/`, whose own tests are measured on both.
    """
    measuring = Coverage.current()
    if measuring:
        measuring.stop()
    yield
    if measuring:
        measuring.start()


@pytest.fixture(params=BACKENDS)
def district_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database where the stage is set, and in `tmp_path` what the practice server kept."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("sqlite_district")
        url = copied_file(folder / "pufa.db", tmp_path)
    else:
        request.getfixturevalue("unmeasured")
        folder = request.getfixturevalue("postgres_district")
        url = copied_database(request.getfixturevalue("postgres_server"), DISTRICT)
    shutil.copytree(folder / "practice", tmp_path / "practice")
    return url


@pytest.fixture
async def stage(district_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The assistant at work."""
    async with opened(district_url, tmp_path, settled=True) as set_up:
        yield set_up

"""Scenarios run on a stage, once on each kind of database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.campaigns import known_years
from tests.end_to_end.stage import NOW, Stage
from tests.end_to_end.stage import stage as opened
from tests.practice.conftest import browser

__all__ = ["browser"]


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(database_url, tmp_path) as set_up:
        yield set_up


@pytest.fixture
async def theme_days(stage: Stage) -> None:
    """The years' calendars are written down, as they are a moment after the first start."""
    async with asyncio.timeout(20):
        while True:
            async with stage.database.read() as session:
                if not await known_years(session, NOW.date()):
                    return
            await asyncio.sleep(0.01)

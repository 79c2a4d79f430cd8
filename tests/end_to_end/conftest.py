"""Scenarios run on a stage, once on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.stage import Stage
from tests.end_to_end.stage import stage as opened
from tests.practice.conftest import browser

__all__ = ["browser"]


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(database_url, tmp_path) as set_up:
        yield set_up

"""A practice server, the real Telegram client, and a players who plays the people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.practice import PracticeServer
from tests.practice.players import Players


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[PracticeServer]:
    async with PracticeServer(tmp_path, port=0) as running:
        yield running


@pytest.fixture
async def bot(server: PracticeServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the client warns about its old int of a retry_after
    async with client(server) as connected:
        yield connected


@pytest.fixture
async def players(server: PracticeServer) -> AsyncIterator[Players]:
    async with Players(server.url) as acting:
        yield acting


def client(server: PracticeServer, token: str | None = None) -> Bot:
    """The real client, talking to the practice server only."""
    return Bot(
        token or server.token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=HTTPXRequest(read_timeout=10),
        get_updates_request=HTTPXRequest(read_timeout=10),
    )

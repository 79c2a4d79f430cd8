"""A practice server, the real Telegram client, and a players who plays the people."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.practice import PracticeServer
from tests.practice.browser import OpenPage
from tests.practice.players import Players

CHROMIUM = Path("/usr/bin/chromium")
INSTALLED = CHROMIUM.exists()
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


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


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium, Debian's; without one the test is skipped, in CI it fails."""
    if not INSTALLED:
        missing = f"NO BROWSER, SO THE PAGE IS NOT TESTED: install chromium and fonts-noto-cjk ({CHROMIUM})"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        await running.close()


@pytest.fixture
async def open_page(server: PracticeServer, browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens the practice page; in the end nothing may have gone wrong in its console."""
    complaints: list[str] = []

    async def opened(**context: Any) -> Page:
        context = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **context}
        page = await browser.new_page(**context)
        page.on("console", lambda said: complaints.append(said.text) if said.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(server.url)
        await page.locator("body[data-ready]").wait_for()
        return page

    yield opened
    assert complaints == []

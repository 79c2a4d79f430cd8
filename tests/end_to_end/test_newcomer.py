"""`make run` without a token, as a newcomer meets it: the real process, the page in a real browser."""

from __future__ import annotations

import socket
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.end_to_end.stage import ZONE
from tests.end_to_end.test_starting import heard, running
from tests.practice.browser import keep_shot, take_step

A_DISTRICT = 180.0
"""Seconds within which the sample district is written: 7, and 20 under coverage on busy cores."""
pytestmark = pytest.mark.timeout(420)
DAY = {"zh-CN": "国家宪法日", "en-GB": "Constitution Day"}


def next_constitution_day() -> date:
    """The one that the tour moves the clock to."""
    now = datetime.now(ZONE)
    eight = datetime(now.year, 12, 4, 8, tzinfo=ZONE)
    return date(now.year + (now >= eight), 12, 4)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize(("locale", "width"), [("zh-CN", 1280), ("en-GB", 360)])
async def test_a_newcomer_logs_corrects_and_reads_a_summary_as_the_page_suggests(
    tmp_path: Path, browser: Browser, locale: str, width: int
) -> None:
    port = free_port()
    async with running(tmp_path, token="", practice_port=str(port)) as process:
        await heard(process, "已在运行", within=A_DISTRICT)
        page = await browser.new_page(locale=locale, viewport={"width": width, "height": 800})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(f"http://127.0.0.1:{port}/")
        await page.locator("body[data-ready]").wait_for()
        year = next_constitution_day().year
        for shown in ("300", "280", DAY[locale], f"{year}-01-01", f"{year}年法治工作图表.png"):
            await suggested(page, shown)
            await keep_shot(page, f"newcomer-{locale}-{shown}")
        await expect(page.locator(".tour")).to_be_hidden()
        assert complaints == []
        await page.close()


async def suggested(page: Page, shown: str) -> None:
    """Do what the tour suggests, see this in the answer, and go on."""
    await take_step(page)
    last = page.locator(".message.bot").last
    await expect(last).to_contain_text(shown, timeout=60_000)  # a report takes its time
    await page.locator(".tour-next").click()


async def test_practice_leaves_a_real_database_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/real.db"
    async with running(tmp_path, token="", practice_port=str(free_port()), database_url=url) as process:
        await heard(process, "已在运行", within=A_DISTRICT)
    async with running(tmp_path, token="1:x", telegram_api="http://127.0.0.1:1", database_url=url) as process:
        await heard(process, "that database holds the sample district")

"""What the browser tests measure on a page, and where they keep its pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Page

OpenPage = Callable[..., Awaitable[Page]]
HERE = Path(__file__).parent
SHOTS = HERE.parents[1] / "artifacts" / "practice"
CONTRASTS = (HERE / "contrasts.js").read_text(encoding="utf-8")
NAMELESS = (HERE / "nameless.js").read_text(encoding="utf-8")


async def contrasts(page: Page) -> list[dict[str, Any]]:
    """Each visible text with its contrast ratio."""
    found: list[dict[str, Any]] = await page.evaluate(CONTRASTS)
    return found


async def nameless(page: Page) -> list[str]:
    """The visible controls that a screen reader could not name."""
    found: list[str] = await page.evaluate(NAMELESS)
    return found


async def keep_shot(page: Page, name: str) -> None:
    """Keeps a screenshot among the artefacts."""
    await page.screenshot(path=SHOTS / f"{name}.png")


async def take_step(page: Page) -> None:
    """Does what the tour's card suggests, with its own buttons and Enter, until it says that is done."""
    act = page.locator(".tour-act.primary")
    writing = page.locator(".pane").first.locator("textarea")
    if not await writing.is_visible():
        await act.click()  # say hello first
        await writing.wait_for()
    await act.click()
    await page.keyboard.press("Enter")
    await page.locator(".tour.done").wait_for()

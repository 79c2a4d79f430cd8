"""`pufa run`: serve."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from importlib import import_module

import click
from pydantic import SecretStr

from bot.commands import configuration
from bot.practice import PracticeServer, Scene
from bot.records import Clock
from bot.settings import Settings, SettingsError

CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "alembic", "aiosqlite")
"""Libraries that say at INFO or DEBUG what we don't want to read, whole addresses with the token among it."""


A_DAY = 24 * 3600.0


class Discreet(logging.Formatter):
    """Writes a log line without the token, wherever it may stand in it."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return text.replace(self._secret, "<token>") if self._secret else text


@click.command()
def run() -> None:
    """Serve the chat until stopped."""
    settings = configuration.settings()
    set_up_logging(settings)
    try:
        asyncio.run(practise(settings) if settings.practice else attend(settings))
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


async def attend(settings: Settings) -> None:
    """Serve the real chat."""
    serve = await assistant()
    await serve(settings, Clock(settings.timezone), announce, practice=False)


async def practise(settings: Settings) -> None:
    """Serve the practice chat: the same assistant, with a stand-in for Telegram and a database of its own.

    Raises:
        SettingsError: the port is taken, or the database is not for practice.
    """
    scene = Scene(timezone=str(settings.timezone))
    server = PracticeServer(
        settings.data_dir / "practice", settings.practice_host, settings.practice_port, scene
    )
    clock = Clock(settings.timezone, server.clock.now, partial(server.clock.moved.wait, A_DAY))
    async with AsyncExitStack() as leaving:
        try:
            await leaving.enter_async_context(server)
        except OSError:
            raise SettingsError(
                f"PUFA_PRACTICE_PORT is wrong: {settings.practice_port} is taken, it should be a free port."
            ) from None
        announce(f"练习模式:打开 {server.url} (按 Ctrl-C 结束)")
        ours = {
            "token": SecretStr(server.token),
            "telegram_api": server.url,
            "database_url": settings.database,
        }
        serve = await assistant()
        await serve(settings.model_copy(update=ours), clock, announce, practice=True)


async def assistant() -> Callable[..., Awaitable[None]]:
    """`bot.app.serve`, with the seconds that its import takes spent while the page can be seen already."""
    app = await asyncio.to_thread(import_module, "bot.app")
    gc.freeze()  # what is loaded stays: to look it all over would hold everybody up for 150 ms now and then
    serve: Callable[..., Awaitable[None]] = app.serve
    return serve


def announce(text: str) -> None:
    """Say something to whoever started us."""
    click.echo(text, err=True)


def set_up_logging(settings: Settings) -> None:
    """Log to standard error: our own lines, and what libraries warn of."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(settings.token.get_secret_value()))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

"""`pufa run`: serve."""

from __future__ import annotations

import asyncio
import logging

import click

from bot.app import serve
from bot.commands import database
from bot.records import Clock
from bot.settings import Settings, SettingsError

CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "alembic", "aiosqlite")
"""Libraries that say at INFO or DEBUG what we don't want to read, whole addresses with the token among it."""


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
    settings = database.settings()
    set_up_logging(settings)
    if settings.practice:
        raise click.ClickException(
            "Set PUFA_TOKEN to your bot's token from @BotFather, in the environment or in .env."
        )
    try:
        asyncio.run(serve(settings, Clock(settings.zone), announce))
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


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

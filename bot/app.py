"""The composition root: settings → database → telegram.ext.Application → sender, intake, clock."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cache, partial
from ssl import SSLContext

import httpx
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes
from telegram.request import HTTPXRequest

import handlers
from bot import data
from bot.chat.sender import Pace, Sender
from bot.chat.wording import LANGUAGES
from bot.chat.work import Context
from bot.districts import fill_with_sample, refuse_sample
from bot.intake import App, Intake, note_error
from bot.patience import patiently
from bot.records import Clock
from bot.services import admission
from bot.settings import Settings, SettingsError
from bot.webhook import Deliveries
from db.migrate import migrate
from db.work import Database
from jobs.clock import ticking
from jobs.office import Office

log = logging.getLogger(__name__)

CONNECTIONS = 32
CODES: dict[str, str | None] = {"zh": None, "en": "en"}
"""The language code that Telegram's menus are set for; None is everybody else's."""


Say = Callable[[str], None]
Prepare = Callable[[Database], Awaitable[None]]
"""Looks at the database before anybody is served; may refuse it with a SettingsError."""


async def as_it_is(_opened: Database) -> None:
    """Serve the database as it is."""


async def serve(settings: Settings, clock: Clock, announce: Say, *, practice: bool) -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C).

    Args:
        settings: of this process.
        clock: the time.
        announce: says something to whoever started us.
        practice: serve the sample district; else a real one.

    Raises:
        SettingsError: Telegram does not know the token.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    prepare = partial(fill_with_sample, clock=clock) if practice else refuse_sample
    working = asyncio.create_task(work(settings, clock, announce, prepare))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait({working})
    if not working.cancelled():
        await working


async def work(settings: Settings, clock: Clock, announce: Say, prepare: Prepare) -> None:
    """Start, and take updates until cancelled, whether that is still starting or not."""
    async with assistant(settings, clock, announce, prepare) as coming:
        with known_token():
            await coming


@asynccontextmanager
async def assistant(
    settings: Settings, clock: Clock, announce: Say, prepare: Prepare = as_it_is
) -> AsyncIterator[asyncio.Task[None]]:
    """The assistant at work; gives the task by which updates come in.

    Stops in order: no more updates, the current ones applied, the current answers sent, the engine closed.
    """
    async with AsyncExitStack() as leaving:
        database = await open_database(settings)
        leaving.push_async_callback(database.close)
        await prepare(database)
        application = build(settings)
        leaving.push_async_callback(application.shutdown)
        await patiently("Telegram", lambda: connect(application))
        await invite(settings, database, application, clock, announce)
        await decorate(application)
        async with at_work(settings, database, application, clock) as coming:
            announce(f"@{application.bot.username} 已在运行")
            yield coming


async def open_database(settings: Settings) -> Database:
    """The database with its newest tables, as soon as it can be had."""
    settings.make_folders()
    database = Database(settings.database)
    await patiently("The database of PUFA_DATABASE_URL", lambda: migrate(database))
    return database


@asynccontextmanager
async def at_work(
    settings: Settings, database: Database, application: App, clock: Clock
) -> AsyncIterator[asyncio.Task[None]]:
    """Sender, intake and clock, started on what the last run left and stopped in order."""
    sender = Sender(database, application.bot, clock, Pace(settings.send_rate, settings.chat_rate))
    intake = Intake(database, application, sender, clock, settings)
    delivered = (
        Deliveries(settings, application, intake, database, clock).serve() if settings.webhook_url else None
    )
    await sender.start()
    await intake.start()
    coming = asyncio.create_task(delivered or ask(application, intake))
    try:
        async with ticking(Office(database, clock, sender, settings.data_dir, errand=intake.errand)):
            yield coming
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        await intake.stop()
        await sender.stop()


async def ask(application: App, intake: Intake) -> None:
    """Ask Telegram for updates, for ever: it must not deliver them meanwhile."""
    await patiently("Telegram", application.bot.delete_webhook)
    await intake.poll()


def build(settings: Settings) -> App:
    """The application with our context and every handler; its updates come from our own intake."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=CONNECTIONS,
            proxy=settings.proxy or None,
            httpx_kwargs={"verify": certificates()},
        )

    os.environ["PTB_TIMEDELTA"] = (
        "true"  # the library's own switch; without it a 429 is a deprecation warning
    )
    application: App = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.telegram_api}/bot")
        .base_file_url(f"{settings.telegram_api}/file/bot")
        .request(request())
        .get_updates_request(request())
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.add_error_handler(note_error)
    handlers.register(application)
    return application


@cache
def certificates() -> SSLContext:
    """Whom we trust, read once: httpx would read the whole store anew for each client, 20 ms a time."""
    return httpx.create_ssl_context()


async def connect(application: App) -> None:
    """Ask Telegram who we are.

    Raises:
        SettingsError: it does not know the token.
        NetworkError: it can't be reached.
    """
    with known_token():
        await application.initialize()


@contextmanager
def known_token() -> Iterator[None]:
    """Say in one sentence that Telegram does not know the token."""
    try:
        yield
    except InvalidToken:
        raise SettingsError(
            "PUFA_TOKEN is wrong: Telegram does not know it. Copy it again from @BotFather."
        ) from None


async def invite(
    settings: Settings, database: Database, application: App, clock: Clock, announce: Callable[[str], None]
) -> None:
    """Where nobody is an officer and none is named in the settings: a one-time link for the first."""
    if settings.officers:
        return
    async with database.write() as session:
        token = await admission.invite_first_officer(session, clock.now(), clock.today())
    if token:
        announce(
            f"还没有管理员。第一位管理员请打开(仅一次有效): https://t.me/{application.bot.username}?start={token}"
        )


async def decorate(application: App) -> None:
    """Set Telegram's menus. They are cosmetic: where they fail, we serve all the same."""
    for language in LANGUAGES:
        menu = [(one.key, getattr(one, language)) for one in data.commands().values()]
        try:
            await application.bot.set_my_commands(menu, language_code=CODES[language])
        except TelegramError as error:
            log.info("Telegram's menu could not be set: %s", error)

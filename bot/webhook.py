"""Updates that Telegram delivers: each hears 200 once it is in the inbox. Beside them, what watchers ask for.

TLS is the reverse proxy's; it passes on the path of `PUFA_WEBHOOK_URL`, and nothing else.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Update

from bot.intake import ALLOWED_UPDATES, App, Intake
from bot.metrics import MEDIA_TYPE, exposition
from bot.patience import patiently
from bot.records import Clock
from bot.settings import Settings, SettingsError
from db.backlog import backlog
from db.soundness import version
from db.work import Database, unreachable

log = logging.getLogger(__name__)

SECRET = "x-telegram-bot-api-secret-token"
LARGEST = 1024 * 1024
"""Bytes; an update has a few thousand."""
SIDE_BY_SIDE = 40
"""Deliveries that Telegram makes at once (its own default)."""
GRACE_SECONDS = 5


class _Server(uvicorn.Server):
    """Uvicorn inside our program: signals are ours."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Deliveries:
    """The address to which Telegram delivers.

    Raises:
        SettingsError: it can't be listened at.
    """

    def __init__(
        self, settings: Settings, application: App, intake: Intake, database: Database, clock: Clock
    ) -> None:
        self._url, self._application, self._intake = settings.webhook_url, application, intake
        self._database, self._clock = database, clock
        self._secret = settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        host, _, port = settings.webhook_listen.rpartition(":")
        try:
            self._listener = socket.create_server((host.strip("[]"), int(port)))
        except OSError as error:
            raise SettingsError(
                f"PUFA_WEBHOOK_LISTEN is wrong: {host}:{port} can't be listened at ({error.strerror})."
            ) from None

    async def serve(self) -> None:
        """Listen, tell Telegram where, and take what it delivers, until cancelled."""
        config = uvicorn.Config(
            self._app(),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[self._listener]))
        try:
            await patiently("Telegram", self._register)
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await serving

    async def _register(self) -> None:
        await self._application.bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=SIDE_BY_SIDE,
        )

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route(urlsplit(self._url).path or "/", self._take, methods=["POST"]),
                Route("/healthz", self._health),
                Route("/metrics", self._metrics),
            ],
            exception_handlers={Exception: _failed},
        )

    async def _take(self, request: Request) -> Response:
        """One delivery; what is not answered with 200 is delivered again."""
        if not compare_digest(request.headers.get(SECRET, "").encode(), self._secret.encode()):
            return Response(status_code=403)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return Response(status_code=413)
        try:
            update = Update.de_json(json.loads(await request.body()), self._application.bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            log.error("What was delivered is no update, %s bytes", length)
            return Response(status_code=400)
        try:
            await self._intake.receive([update])
        except Exception as error:
            if not unreachable(error):
                raise
            return Response(status_code=503)
        return Response()

    async def _health(self, _request: Request) -> Response:
        """Whether the database answers, so that updates can be kept: 200, else 503."""
        try:
            async with self._database.read() as session:
                await version(session)
        except Exception as error:
            if not unreachable(error):
                raise
            return JSONResponse({"status": "the database does not answer"}, status_code=503)
        return JSONResponse({"status": "ok"})

    async def _metrics(self, _request: Request) -> Response:
        async with self._database.read() as session:
            waiting = await backlog(session)
        return Response(exposition(waiting, self._clock.now()), media_type=MEDIA_TYPE)


async def _failed(_request: Request, error: Exception) -> Response:
    """Trouble that does not pass is ours to read of."""
    log.error("A request to the webhook's address failed", exc_info=error)
    return Response(status_code=500)

"""The practice server: Telegram's part, played on this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.practice import tester
from bot.practice.botapi import TOKEN, bot_api, download, unexpected
from bot.practice.clock import PracticeClock
from bot.practice.faults import Fault
from bot.practice.people import add_personas
from bot.practice.webhook import deliver
from bot.practice.world import Scene, World

GRACE_SECONDS = 1
KEEP_ALIVE_SECONDS = 75
"""Well over the 5 for which httpx keeps a quiet connection: were they equal, one end would close what the
other is about to use."""
LOOPBACK = ["127.0.0.1", "localhost"]


class _Server(uvicorn.Server):
    """Uvicorn inside somebody else's program: signals are that program's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Page(StaticFiles):
    """The chat page's files; a browser asks each time whether they are still the same."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


class PracticeServer:
    """Speaks the Bot API on loopback and plays the people who write to the bot.

        async with PracticeServer(folder) as server:
            Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")

    Attributes:
        token: the practice bot's token.
        url: where it listens, once entered.
        clock: the practice clock, from construction on.
        world: what it keeps; only for its own parts.
    """

    token = TOKEN

    def __init__(
        self,
        folder: Path,
        host: str = "127.0.0.1",
        port: int = 8321,
        scene: Scene | None = None,
        faults: Iterable[Fault] = (),
    ) -> None:
        """Opens the folder, and makes it where there is none.

        Args:
            folder: holds messages, ids and files from one start to the next.
            host: loopback unless told otherwise.
            port: 0 takes any free one.
            scene: the people, the features and the time zone; without one the usual ones.
            faults: what goes wrong from the start.
        """
        self.world = World(folder, scene or Scene(), faults)
        self._address = (host, port)
        add_personas(self.world.store, self.world.scene.personas)

    @property
    def clock(self) -> PracticeClock:
        return self.world.clock

    @property
    def url(self) -> str:
        return self._url

    async def __aenter__(self) -> Self:
        """Listens; raises OSError where the port is taken."""
        try:
            listener = socket.create_server(self._address)
        except OSError:
            self.world.store.close()
            raise
        # Inherited by each connection; without it an answer's body waits 40 ms for the header's ACK.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host, port = listener.getsockname()[:2]
        self._url = f"http://{host}:{port}"
        config = uvicorn.Config(
            self._app(),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",  # a dropped connection is meant, not an error
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        self._delivering = asyncio.create_task(deliver(self.world))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.close()
        self._server.should_exit = True
        try:
            await asyncio.gather(self._serving, self._delivering)
        finally:
            self.world.store.close()

    def _app(self) -> Starlette:
        loopback = self._address[0] in LOOPBACK
        app = Starlette(
            routes=[
                Route("/bot{token}/{method}", bot_api, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", download),
                *tester.routes(),
                Mount("/", _Page(packages=[("bot.practice", "page")], html=True)),
            ],
            exception_handlers={Exception: unexpected},
            # A page on the web must not reach this server by a name of its own for 127.0.0.1.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK if loopback else ["*"])],
        )
        app.state.world = self.world
        return app

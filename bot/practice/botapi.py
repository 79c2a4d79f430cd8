"""The Bot API over HTTP: `/bot<token>/<method>`."""

from __future__ import annotations

import asyncio
import inspect
import logging
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.practice.call import Call, read_call
from bot.practice.files import downloadable
from bot.practice.methods import METHODS
from bot.practice.refusals import RefusedError, too_many_requests
from bot.practice.world import World

TOKEN = "123456:practice"
TOKEN_FORM = re.compile(r"\d+:[\w-]+")
log = logging.getLogger(__name__)


class Dropped(Response):
    """An answer that never comes: the connection closes where its body should be."""

    def __init__(self) -> None:
        super().__init__(headers={"content-length": "1"})

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})


async def bot_api(request: Request) -> Response:
    """Answers one call, or misbehaves as told (see `faults`)."""
    world: World = request.app.state.world
    name = request.path_params["method"]
    record: dict[str, Any] = {"method": name, "parameters": {}}
    world.calls.append(record)
    try:
        check_token(request.path_params["token"])
        call = await read_call(name, request)
        record |= {"parameters": dict(call.parameters), "files": sorted(call.uploads)}
        if world.faults.strike("lost_request", name):
            record["fault"] = "lost_request"
            return Dropped()
        body: dict[str, Any] = {"ok": True, "result": await _result(world, call)}
        status = 200
    except RefusedError as refusal:
        status, body = refusal.code, refusal.body()
    record["answer"] = body
    world.changed.fire()
    if world.faults.strike("lost_answer", name):
        record["fault"] = "lost_answer"
        return Dropped()
    return JSONResponse(body, status)


async def download(request: Request) -> Response:
    """A file of the Bot API: `/file/bot<token>/<path>`."""
    try:
        check_token(request.path_params["token"])
    except RefusedError as refusal:
        return JSONResponse(refusal.body(), refusal.code)
    place = downloadable(request.app.state.world, request.path_params["path"])
    if place is None:
        return JSONResponse(RefusedError(404, "Not Found").body(), 404)
    return FileResponse(place)


async def unexpected(request: Request, error: Exception) -> Response:
    """A mistake of ours: logged, and answered as Telegram answers its own."""
    log.error("The practice server failed at %s", request.url.path, exc_info=error)
    return JSONResponse(RefusedError(500, "Internal Server Error").body(), 500)


def check_token(token: str) -> None:
    """Refuses any token but the practice bot's."""
    if not TOKEN_FORM.fullmatch(token):
        raise RefusedError(404, "Not Found")
    if token != TOKEN:
        raise RefusedError(401, "Unauthorized")


async def _result(world: World, call: Call) -> Any:
    if delay := world.faults.strike("delay", call.method):
        await asyncio.sleep(delay.seconds)
    if busy := world.faults.strike("429", call.method):
        raise too_many_requests(int(busy.seconds))
    if world.faults.strike("500", call.method):
        raise RefusedError(500, "Internal Server Error")
    method = METHODS.get(call.method)
    if method is None:
        log.warning("The practice server has no method %s", call.method)
        raise RefusedError(404, "Not Found: method not found")
    with world.store.transaction():
        result = method(world, call)
    return await result if inspect.isawaitable(result) else result

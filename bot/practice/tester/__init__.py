"""The tester's API: what the chat page and our tests do in place of Telegram's clients (docs/practice.md)."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.practice.acting import ImpossibleError
from bot.practice.call import Call, read_call
from bot.practice.refusals import RefusedError
from bot.practice.stage import events, read_file, read_state
from bot.practice.store import dump
from bot.practice.tester import chatting, directing
from bot.practice.world import World

Action = Callable[[World, Call], Any]
"""Returns the answer as JSON, or a coroutine of it where the action waits."""

ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "/state"): read_state,
    ("POST", "/messages"): chatting.send,
    ("POST", "/edits"): chatting.edit,
    ("POST", "/presses"): chatting.press,
    ("GET", "/presses/{id}"): chatting.press_result,
    ("GET", "/chats/{id}/messages"): chatting.read_messages,
    ("POST", "/people"): directing.make_person,
    ("POST", "/groups"): directing.make_group,
    ("POST", "/memberships"): directing.set_membership,
    ("POST", "/upgrades"): directing.upgrade_group,
    ("POST", "/language"): directing.set_language,
    ("POST", "/blocks"): directing.set_block,
    ("GET", "/clock"): directing.read_clock,
    ("POST", "/clock"): directing.move_clock,
    ("GET", "/faults"): directing.read_faults,
    ("POST", "/faults"): directing.add_fault,
    ("DELETE", "/faults"): directing.clear_faults,
    ("GET", "/updates"): directing.read_updates,
    ("POST", "/repeats"): directing.repeat_update,
    ("GET", "/calls"): directing.read_calls,
}
"""Everything a tester can do, below `/practice`."""


def routes() -> list[Route]:
    return [
        Route("/practice/events", events),
        Route("/practice/files/{file_id}", read_file),
        *(
            Route(f"/practice{path}", _endpoint(action), methods=[method])
            for (method, path), action in ACTIONS.items()
        ),
    ]


def _endpoint(action: Action) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        world: World = request.app.state.world
        if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return _json({"error": "only the practice page itself may do this"}, 403)
        try:
            call = await read_call("", request)
            call = Call("", {**call.parameters, **request.path_params}, call.uploads)
            with world.store.transaction():
                result = action(world, call)
            return _json(await result if inspect.isawaitable(result) else result)
        except (ImpossibleError, RefusedError, ValueError) as error:
            return _json({"error": str(error)}, 400)

    return endpoint


def _json(value: object, status: int = 200) -> Response:
    return Response(dump(value), status, media_type="application/json")

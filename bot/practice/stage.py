"""What the chat page needs: everything there is at once, then each change as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from bot.practice.call import Call
from bot.practice.files import disk_path, find_file
from bot.practice.groups import groups
from bot.practice.methods.about import commands_for, profile
from bot.practice.people import BOT, Person, people
from bot.practice.store import Json, dump
from bot.practice.world import World

KEEP_ALIVE_SECONDS = 15
RETRY_MS = 500
"""So soon a page tries again after a restart of the server."""


def read_state(world: World, _call: Call) -> Json:
    """GET state: people, groups, bot, clock, tour; what the page shows before the first event."""
    return {
        "bot": {**BOT, **{part: profile(world, part) for part in ("name", "description")}},
        "people": [_shown(world, person) for person in people(world.store)],
        "groups": [{**group.chat, "members": group.members} for group in groups(world.store)],
        "clock": {"now": world.clock.now().isoformat()},
        "language": world.store.setting("language"),
        "timezone": world.scene.timezone,
        "tour": world.scene.tour(),
    }


def _shown(world: World, person: Person) -> Json:
    words = world.scene.personas.get(person.persona or "", {})
    name = person.user["first_name"]
    return {
        "id": person.id,
        "persona": person.persona,
        "name": {"zh": words.get("zh", name), "en": words.get("en", name)},
        "about": {"zh": words.get("zh_about", ""), "en": words.get("en_about", "")},
        "started": person.started,
        "blocked": person.blocked,
        "commands": commands_for(world, person.user),
    }


async def events(request: Request) -> Response:
    """GET events: server-sent events, each `{"event": …}` with what happened."""
    world: World = request.app.state.world
    queue: asyncio.Queue[Json] = asyncio.Queue()

    async def stream() -> AsyncIterator[str]:
        world.listeners.add(queue)
        try:
            yield f"retry: {RETRY_MS}\n\n"
            while not world.closing:
                try:
                    event = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                else:
                    yield f"data: {dump(event)}\n\n"
        finally:
            world.listeners.discard(queue)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"cache-control": "no-store"})


async def read_file(request: Request) -> Response:
    """GET files/{file_id}: a picture to show, or a document to download under its name."""
    world: World = request.app.state.world
    found = find_file(world, request.path_params["file_id"])
    if found is None:
        return Response("no such file", 404)
    body, path = found
    name = body.get("file_name")
    return FileResponse(
        disk_path(world, path),
        filename=name,
        content_disposition_type="attachment" if name else "inline",
        headers={"x-content-type-options": "nosniff"},
    )

"""The tester's API: what the chat page and our tests do in place of Telegram's clients (docs/practice.md)."""

from __future__ import annotations

import inspect
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.practice import acting, messages
from bot.practice.acting import Actor, ImpossibleError
from bot.practice.call import Call, read_call
from bot.practice.faults import Fault
from bot.practice.files import keep_file
from bot.practice.people import Person, add_group, add_person, add_personas, find_person
from bot.practice.refusals import RefusedError
from bot.practice.stage import events, read_file, read_state
from bot.practice.store import Json, dump
from bot.practice.world import World

LONGEST_WAIT = 60
Action = Callable[[World, Call], Any]


def send(world: World, call: Call) -> Json:
    """POST messages: `from`, `chat`, `text`, `reply_to`, `forward_from`; files named `photo` or `document`.

    With files the text is their caption; several files make an album. Returns the (first) message.
    """
    who, reply_to = _actor(world, call), call.integer("reply_to") or None
    sent = [acting.write(world, who, content, reply_to) for content in _contents(world, call)]
    return sent[0]


def _contents(world: World, call: Call) -> list[Json]:
    """The parts of the messages that a `send` makes: one, or one a file."""
    text = call.text("text")
    common: Json = {}
    if len(call.uploads) > 1:
        common["media_group_id"] = str(secrets.randbits(60))
    if call.text("forward_from"):
        common["forward_origin"] = {
            "type": "hidden_user",
            "sender_user_name": call.text("forward_from"),
            "date": world.clock.timestamp(),
        }
    if not call.uploads:
        if not text.strip():
            raise ImpossibleError("nothing to send")
        return [{**common, "text": text}]
    files = [
        keep_file(world, upload, "photo" if name.startswith("photo") else "document")
        for name, upload in call.uploads.items()
    ]
    files[0]["caption"] = text or None
    return [{**common, **file} for file in files]


def edit(world: World, call: Call) -> Json:
    """POST edits: `from`, `chat`, `message_id`, and `text` or `caption`."""
    content = {key: call.text(key) for key in ("text", "caption") if key in call.parameters}
    return acting.edit(world, _actor(world, call), call.integer("message_id"), content)


def press(world: World, call: Call) -> Json:
    """POST presses: `from`, `chat`, `message_id`, and `data` or the button's `text`."""
    who, message_id = _actor(world, call), call.integer("message_id")
    return acting.press(world, who, message_id, call.text("data") or _data_of(world, who, call))


async def press_result(world: World, call: Call) -> Json:
    """GET presses/{id}: the press with its `answer`; with `wait`, once it is answered or time is up."""

    def look() -> Json:
        row = world.store.row("SELECT body FROM presses WHERE id = ?", call.text("id"))
        if row is None:
            raise ImpossibleError("there is no such press")
        found: Json = json.loads(row["body"])
        return found

    return await _wait_for(world, call, look, lambda found: found["answer"] is not None)


async def read_messages(world: World, call: Call) -> Json:
    """GET chats/{id}/messages: those changed after revision `after`; with `wait`, once there are any."""
    chat_id, after = call.integer("id"), call.integer("after")

    def look() -> Json:
        kept = messages.changed_since(world.store, chat_id, after)
        return {
            "revision": world.store.last("revision"),
            "messages": [messages.seen(world.store, message) for message in kept],
        }

    return await _wait_for(world, call, look, lambda found: bool(found["messages"]))


def make_person(world: World, call: Call) -> Json:
    """POST people: any fields of a User object; returns it."""
    person = add_person(world.store, call.parameters)
    world.announce("people")
    return person.user


def make_group(world: World, call: Call) -> Json:
    """POST groups: `title`, `members` (ids or persona keys), `privacy` (default true); returns the chat."""
    who = [_person(world, member).id for member in call.array("members") or []]
    privacy = "privacy" not in call.parameters or call.flag("privacy")
    chat = add_group(world.store, call.text("title") or "Group", who, privacy=privacy)
    world.announce("people")
    return chat


def set_language(world: World, call: Call) -> Json:
    """POST language: the `language_code` of all invented people's clients, from now on."""
    world.store.set("language", call.text("language_code") or None)
    add_personas(world.store, world.scene.personas)
    world.announce("people")
    return {}


def set_block(world: World, call: Call) -> Json:
    """POST blocks: `person`, `blocked`."""
    acting.block(world, _person(world, call.parameters.get("person")), blocked=call.flag("blocked"))
    return {}


def read_clock(world: World, _call: Call) -> Json:
    """GET clock: the practice time, and how many seconds it is ahead of real time."""
    return {"now": world.clock.now().isoformat(), "offset": world.clock.offset.total_seconds()}


def move_clock(world: World, call: Call) -> Json:
    """POST clock: `to` (ISO 8601 with zone) or `advance` (seconds, may be negative) or `reset`."""
    if call.text("to"):
        moment = datetime.fromisoformat(call.text("to"))
        if moment.tzinfo is None:
            raise ImpossibleError("the clock needs a time with its zone")
        world.clock.move_to(moment)
    elif call.text("advance"):
        world.clock.advance(timedelta(seconds=float(call.text("advance"))))
    elif call.flag("reset"):
        world.clock.reset()
    else:
        raise ImpossibleError("say to, advance or reset")
    moved = read_clock(world, call)
    world.announce("clock", **moved)
    return moved


def read_faults(world: World, _call: Call) -> list[Json]:
    """GET faults: those in force."""
    return [asdict(fault) for fault in world.faults]


def add_fault(world: World, call: Call) -> list[Json]:
    """POST faults: one fault (see `Fault`)."""
    world.faults.add(Fault.read(dict(call.parameters)))
    return read_faults(world, call)


def clear_faults(world: World, call: Call) -> list[Json]:
    """DELETE faults: none any more."""
    world.faults.clear()
    return read_faults(world, call)


def read_updates(world: World, _call: Call) -> list[Json]:
    """GET updates: the latest thousand, confirmed or not, oldest first."""
    return world.updates.recent()


def repeat_update(world: World, call: Call) -> Json:
    """POST repeats: delivers `update_id`, or the latest update, once more."""
    update_id = call.integer("update_id") or world.store.last("updates")
    if not world.updates.repeat(update_id):
        raise ImpossibleError("there is no such update")
    return {"update_id": update_id}


def read_calls(world: World, call: Call) -> list[Json]:
    """GET calls: the bot's latest calls with their answers, of one `method` if named, oldest first."""
    method = call.text("method")
    return [record for record in world.calls if method in {"", record["method"]}]


ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "/state"): read_state,
    ("POST", "/messages"): send,
    ("POST", "/edits"): edit,
    ("POST", "/presses"): press,
    ("GET", "/presses/{id}"): press_result,
    ("GET", "/chats/{id}/messages"): read_messages,
    ("POST", "/people"): make_person,
    ("POST", "/groups"): make_group,
    ("POST", "/language"): set_language,
    ("POST", "/blocks"): set_block,
    ("GET", "/clock"): read_clock,
    ("POST", "/clock"): move_clock,
    ("GET", "/faults"): read_faults,
    ("POST", "/faults"): add_fault,
    ("DELETE", "/faults"): clear_faults,
    ("GET", "/updates"): read_updates,
    ("POST", "/repeats"): repeat_update,
    ("GET", "/calls"): read_calls,
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
        if request.headers.get("sec-fetch-site") == "cross-site":
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


async def _wait_for(
    world: World, call: Call, look: Callable[[], Json], enough: Callable[[Json], bool]
) -> Json:
    """Looks until it is enough, or for as many seconds as the call's `wait` says."""
    deadline = time.monotonic() + min(float(call.text("wait") or 0), LONGEST_WAIT)
    while not enough(found := look()) and not world.closing:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        await world.changed.wait(left)
    return found


def _json(value: object, status: int = 200) -> Response:
    return Response(dump(value), status, media_type="application/json")


def _person(world: World, who: object) -> Person:
    person = find_person(world.store, who)
    if person is None:
        raise ImpossibleError(f"nobody is {who}")
    return person


def _actor(world: World, call: Call) -> Actor:
    return acting.actor(world, call.parameters.get("from"), call.integer("chat") or None)


def _data_of(world: World, who: Actor, call: Call) -> str:
    """The callback data of the button with the call's `text`."""
    kept = messages.find(world.store, who.chat["id"], call.integer("message_id"))
    rows = (kept.message.get("reply_markup") or {}).get("inline_keyboard", []) if kept else []
    for button in (button for row in rows for button in row):
        if button["text"] == call.text("text") and "callback_data" in button:
            return str(button["callback_data"])
    raise ImpossibleError("there is no such button")

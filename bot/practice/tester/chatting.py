"""The tester's API, in a chat: writing, editing, pressing, reading."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable

from bot.practice import acting, messages
from bot.practice.acting import Actor, ImpossibleError
from bot.practice.call import Call
from bot.practice.entities import pieces, units
from bot.practice.files import keep_file
from bot.practice.methods.sending import MAX_CAPTION, MAX_TEXT
from bot.practice.store import Json
from bot.practice.world import World

LONGEST_WAIT = 60


def send(world: World, call: Call) -> Json:
    """POST messages: `from`, `chat`, `text`, `reply_to`, `forward_from`; files named `photo` or `document`.

    With files the text is their caption; several files make an album; a text that is too long becomes several
    messages. Returns the (first) message.
    """
    who, reply_to = actor_of(world, call), call.integer("reply_to") or None
    sent = [acting.write(world, who, content, reply_to) for content in _contents(world, call)]
    return sent[0]


def edit(world: World, call: Call) -> Json:
    """POST edits: `from`, `chat`, `message_id`, and `text` or `caption`."""
    content = {key: call.text(key) for key in ("text", "caption") if key in call.parameters}
    return acting.edit(world, actor_of(world, call), call.integer("message_id"), content)


def press(world: World, call: Call) -> Json:
    """POST presses: `from`, `chat`, `message_id`, and `data` or the button's `text`."""
    who, message_id = actor_of(world, call), call.integer("message_id")
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
    """GET chats/{id}/messages: those changed after revision `after`, the `last` so many of them.

    With `wait` it answers once there are any, or when so many seconds are up.
    """
    chat_id, after, last = call.integer("id"), call.integer("after"), call.integer("last", -1)

    def look() -> Json:
        kept = messages.changed_since(world.store, chat_id, after, last)
        return {
            "revision": world.store.last("revision"),
            "messages": [messages.seen(world.store, message) for message in kept],
        }

    return await _wait_for(world, call, look, lambda found: bool(found["messages"]))


def actor_of(world: World, call: Call) -> Actor:
    """The person a call is `from`, in the `chat` it names or in their own."""
    return acting.actor(world, call.parameters.get("from"), call.integer("chat") or None)


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
        return [{**common, "text": piece} for piece in pieces(text, MAX_TEXT)]
    if units(text) > MAX_CAPTION:
        raise ImpossibleError(f"a caption has at most {MAX_CAPTION} characters")
    files = [
        keep_file(world, upload, "photo" if name.startswith("photo") else "document")
        for name, upload in call.uploads.items()
    ]
    if text.strip():
        files[0]["caption"] = text
    return [{**common, **file} for file in files]


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


def _data_of(world: World, who: Actor, call: Call) -> str:
    """The callback data of the button with the call's `text`."""
    kept = messages.find(world.store, who.chat["id"], call.integer("message_id"))
    rows = (kept.message.get("reply_markup") or {}).get("inline_keyboard", []) if kept else []
    for button in (button for row in rows for button in row):
        if button["text"] == call.text("text") and "callback_data" in button:
            return str(button["callback_data"])
    raise ImpossibleError("there is no such button")

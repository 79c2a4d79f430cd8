"""Changing what was sent, and answering a press."""

from __future__ import annotations

import json

from bot.practice import messages
from bot.practice.call import Call
from bot.practice.entities import units
from bot.practice.keyboards import read_inline
from bot.practice.messages import Kept
from bot.practice.methods.sending import MAX_TEXT, caption_parts, destination, formatted, text_parts
from bot.practice.people import BOT
from bot.practice.refusals import bad_request
from bot.practice.store import Json, dump
from bot.practice.world import World

DELETABLE_SECONDS = 48 * 3600
ANSWERABLE_SECONDS = 60
"""Telegram gives no figure; a query dies after a short while, and this is one by the practice clock."""


def edit_message_text(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext."""
    kept = _own(world, call)
    written = formatted(call, "text", "entities")
    if not written.text:
        raise bad_request("message text is empty")
    if units(written.text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if "text" not in kept.message:
        raise bad_request("there is no text in the message to edit")
    preview = call.object("link_preview_options")
    parts = {**text_parts(written), "link_preview_options": preview}
    return _edit(world, call, kept, parts)


def edit_message_caption(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption."""
    kept = _own(world, call)
    if "text" in kept.message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, call, kept, caption_parts(call))


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup."""
    return _edit(world, call, _own(world, call), {})


def delete_message(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemessage: within 48 hours, in private chats anybody's."""
    chat = destination(world, call)
    kept = messages.find(world.store, chat["id"], call.integer("message_id"))
    if kept is None:
        raise bad_request("message to delete not found")
    others = kept.message["from"]["id"] != BOT["id"]
    old = world.clock.timestamp() - kept.message["date"] > DELETABLE_SECONDS
    if old or (others and chat["type"] != "private"):
        raise bad_request("message can't be deleted for everyone")
    kept.deleted = True
    world.keep(kept)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setmessagereaction: at most one emoji from a bot."""
    chat = destination(world, call)
    kept = messages.find(world.store, chat["id"], call.integer("message_id"))
    if kept is None:
        raise bad_request("message to react not found")
    reactions = call.array("reaction") or []
    if len(reactions) > 1 or any(reaction.get("type") != "emoji" for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    others = [reaction for reaction in kept.reactions if reaction["from"] != BOT["id"]]
    kept.reactions = others + [{"from": BOT["id"], "emoji": reaction["emoji"]} for reaction in reactions]
    world.keep(kept)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery: once, and soon."""
    row = world.store.row("SELECT body FROM presses WHERE id = ?", call.text("callback_query_id"))
    press = json.loads(row["body"]) if row else None
    old = press and world.clock.timestamp() - press["date"] > ANSWERABLE_SECONDS
    if press is None or old or press.get("answer") is not None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(call.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    press["answer"] = {"text": call.text("text"), "show_alert": call.flag("show_alert")}
    world.store.run("UPDATE presses SET body = ? WHERE id = ?", dump(press), press["id"])
    world.announce("answer", **press)
    return True


def _own(world: World, call: Call) -> Kept:
    """The bot's message that a call edits."""
    chat = destination(world, call)
    kept = messages.find(world.store, chat["id"], call.integer("message_id"))
    if kept is None:
        raise bad_request("message to edit not found")
    if kept.message["from"]["id"] != BOT["id"]:
        raise bad_request("message can't be edited")
    return kept


def _edit(world: World, call: Call, kept: Kept, parts: Json) -> Json:
    """Applies an edit; a markup that isn't named is taken away, as Telegram does."""
    changed = {**parts, "reply_markup": read_inline(call.object("reply_markup"))}
    compared = changed.keys() - {"link_preview_options"}
    if all(kept.message.get(key) == changed[key] for key in compared):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    return world.change(kept, changed)

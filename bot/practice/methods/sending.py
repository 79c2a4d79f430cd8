"""Sending messages: text, files, pictures, albums."""

from __future__ import annotations

from bot.practice import messages
from bot.practice.call import Call
from bot.practice.entities import Formatted, detected, trimmed, units
from bot.practice.keyboards import read_markup
from bot.practice.markup import parse_html
from bot.practice.messages import Kept
from bot.practice.people import BOT_USER, writable_chat
from bot.practice.refusals import bad_request
from bot.practice.store import Json
from bot.practice.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024


def send_message(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#sendmessage."""
    chat = destination(world, call)
    written = formatted(call, "text", "entities")
    if not written.text:
        raise bad_request("message text is empty")
    if units(written.text) > MAX_TEXT:
        raise bad_request("message is too long")
    preview = call.object("link_preview_options")
    return post(world, call, chat, {**text_parts(written), "link_preview_options": preview})


def send_chat_action(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#sendchataction: only shown, never kept."""
    chat = destination(world, call)
    if not call.text("action"):
        raise bad_request("wrong parameter action in request")
    world.announce("action", chat_id=chat["id"], action=call.text("action"))
    return True


def destination(world: World, call: Call) -> Json:
    """The chat that a call writes to."""
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    return writable_chat(world.store, call.integer("chat_id"))


def formatted(call: Call, text: str, entities: str) -> Formatted:
    """A text parameter, read by `parse_mode` or with its entities; trimmed, links and commands found."""
    mode = call.text("parse_mode").lower()
    if mode == "html":
        read = parse_html(call.text(text))
    elif mode in {"", "none"}:
        read = Formatted(call.text(text), tuple(call.array(entities) or ()))
    else:
        raise bad_request("unsupported parse_mode")
    return detected(trimmed(read))


def text_parts(written: Formatted) -> Json:
    return {"text": written.text, "entities": list(written.entities) or None}


def caption_parts(call: Call) -> Json:
    """A caption as parts of a message.

    Raises:
        RefusedError: it is longer than 1024 units.
    """
    written = formatted(call, "caption", "caption_entities")
    if units(written.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": written.text or None, "caption_entities": list(written.entities) or None}


def post(world: World, call: Call, chat: Json, content: Json) -> Json:
    """Puts a message of the bot into a chat, with the reply and the markup that the call names."""
    markup = read_markup(call.object("reply_markup"))
    reply_to, quote = _reply(world, call, chat["id"])
    message = {
        "message_id": messages.new_id(world.store, chat["id"]),
        "from": BOT_USER,
        "chat": chat,
        "date": world.clock.timestamp(),
        **content,
        "quote": quote,
        "has_protected_content": call.flag("protect_content") or None,
        "reply_markup": markup.inline,
    }
    present = {key: value for key, value in message.items() if value is not None}
    return world.keep(Kept(present, reply_to=reply_to, keyboard=markup.keyboard))


def _reply(world: World, call: Call, chat_id: int) -> tuple[int | None, Json | None]:
    """The id of the message that is replied to, and the quote from it."""
    parameters = call.object("reply_parameters") or {}
    wanted = int(parameters.get("message_id") or call.integer("reply_to_message_id"))
    if not wanted:
        return None, None
    original = messages.find(world.store, chat_id, wanted)
    if original is None:
        if parameters.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    return wanted, _quote(original, parameters.get("quote"))


def _quote(original: Kept, quote: str | None) -> Json | None:
    if not quote:
        return None
    text = original.message.get("text") or original.message.get("caption", "")
    if quote not in text or units(quote) > MAX_CAPTION:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": units(text[: text.index(quote)]), "is_manual": True}

"""Sending photos, documents and albums; getting files."""

from __future__ import annotations

import secrets
from typing import Any

from bot.practice import messages
from bot.practice.call import Call
from bot.practice.files import MAX_DOWNLOAD, Media, find_file, sent_file
from bot.practice.methods.sending import caption_parts, destination, post
from bot.practice.refusals import bad_request
from bot.practice.store import Json
from bot.practice.world import World

MEDIA: tuple[Media, ...] = ("photo", "document")
COPIED = ("text", "entities", "link_preview_options", "photo", "document", "caption", "caption_entities")


def send_photo(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#sendphoto."""
    return _send(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#senddocument."""
    return _send(world, call, "document")


def send_media_group(world: World, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#sendmediagroup: 2 to 10 photos, or as many documents."""
    chat = destination(world, call)
    items = call.array("media") or []
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) < 2:
        raise bad_request("there must be at least 2 messages to send as an album")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    if len({item.get("type") for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    album = {"media_group_id": str(secrets.randbits(60))}
    contents = [_album_item(world, call, item) for item in items]
    return [post(world, call, chat, {**content, **album}) for content in contents]


def copy_message(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#copymessage."""
    chat = destination(world, call)
    original = messages.find(world.store, call.integer("from_chat_id"), call.integer("message_id"))
    if original is None:
        raise bad_request("message to copy not found")
    content = {key: original.message[key] for key in COPIED if key in original.message}
    if "caption" in call.parameters and "text" not in content:
        content |= caption_parts(call)
    return {"message_id": post(world, call, chat, content)["message_id"]}


def get_file(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getfile: up to 20 MB."""
    found = find_file(world, call.text("file_id"))
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    body, path = found
    if body["file_size"] > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**{key: body[key] for key in ("file_id", "file_unique_id", "file_size")}, "file_path": path}


def _send(world: World, call: Call, kind: Media) -> Json:
    chat = destination(world, call)
    caption = caption_parts(call)
    return post(world, call, chat, {**sent_file(world, call, kind), **caption})


def _album_item(world: World, call: Call, item: dict[str, Any]) -> Json:
    """The content of one message of an album."""
    kind = item.get("type")
    if kind not in MEDIA:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    single = Call(call.method, {**item, kind: item.get("media", "")}, call.uploads)
    return {**sent_file(world, single, kind), **caption_parts(single)}

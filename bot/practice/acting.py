"""What people do in a chat: write, edit, press, block. Each becomes the update that Telegram would send."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.practice import messages
from bot.practice.entities import Formatted, detected, trimmed
from bot.practice.messages import Kept
from bot.practice.people import (
    BOT,
    BOT_USER,
    Person,
    find_chat,
    find_person,
    members,
    privacy_mode,
)
from bot.practice.store import Json, dump
from bot.practice.world import World


class ImpossibleError(Exception):
    """What a Telegram client would not let this person do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a chat."""

    person: Person
    chat: Json


def actor(world: World, who: object, chat_id: int | None = None) -> Actor:
    """The person with this id or persona key, in this chat or in their own with the bot.

    Raises:
        ImpossibleError: there is no such person, or they are not in that chat.
    """
    person = find_person(world.store, who)
    if person is None:
        raise ImpossibleError(f"nobody is {who}")
    chat = find_chat(world.store, chat_id or person.id)
    if chat is None or (chat["id"] < 0 and person.id not in members(world.store, chat["id"])):
        raise ImpossibleError(f"{who} is not in chat {chat_id}")
    if chat["id"] > 0 and chat["id"] != person.id:
        raise ImpossibleError("a private chat is its person's own")
    return Actor(person, chat)


def write(world: World, who: Actor, content: Json, reply_to: int | None = None) -> Json:
    """Sends a message; returns the Message object.

    Args:
        world: where.
        who: the person and the chat.
        content: parts of a Message object; text and caption are trimmed and their entities found.
        reply_to: the id of the message it replies to.
    """
    if who.person.blocked and who.chat["id"] > 0:
        raise ImpossibleError("unblock the bot first")
    message = {
        "message_id": messages.new_id(world.store, who.chat["id"]),
        "from": who.person.user,
        "chat": who.chat,
        "date": world.clock.timestamp(),
        **_with_entities(content),
    }
    kept = Kept(message, reply_to=reply_to)
    shown = world.keep(kept)
    if who.chat["id"] > 0:
        world.store.run("UPDATE users SET started = 1 WHERE id = ?", who.person.id)
    if _bot_sees(world, kept):
        world.updates.add("message", shown)
    return shown


def edit(world: World, who: Actor, message_id: int, content: Json) -> Json:
    """Edits an own message; returns the Message object."""
    kept = _found(world, who, message_id)
    if kept.message["from"]["id"] != who.person.id:
        raise ImpossibleError("only one's own messages can be edited")
    changed = _with_entities(content)
    if all(kept.message.get(key) == value for key, value in changed.items()):
        return messages.shown(world.store, kept)
    shown = world.change(kept, changed)
    if _bot_sees(world, kept):
        world.updates.add("edited_message", shown)
    return shown


def press(world: World, who: Actor, message_id: int, data: str) -> Json:
    """Presses an inline button by its callback data (even a stale one); returns the press."""
    kept = _found(world, who, message_id)
    query = {
        "id": str(secrets.randbits(62)),
        "from": who.person.user,
        "message": messages.shown(world.store, kept),
        "chat_instance": str(who.chat["id"]),
        "data": data,
    }
    record = {
        "id": query["id"],
        "chat_id": who.chat["id"],
        "message_id": message_id,
        "from": who.person.id,
        "data": data,
        "date": world.clock.timestamp(),
        "answer": None,
    }
    world.store.run("INSERT INTO presses VALUES (?, ?)", record["id"], dump(record))
    world.updates.add("callback_query", query)
    return record


def block(world: World, person: Person, *, blocked: bool) -> None:
    """The person blocks the bot, or lets it write again."""
    if person.blocked == blocked:
        return
    world.store.run("UPDATE users SET blocked = ? WHERE id = ?", blocked, person.id)
    kicked = {"user": BOT_USER, "status": "kicked", "until_date": 0}
    member = {"user": BOT_USER, "status": "member"}
    world.updates.add(
        "my_chat_member",
        {
            "chat": person.private_chat(),
            "from": person.user,
            "date": world.clock.timestamp(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        },
    )
    world.announce("people")


def _found(world: World, who: Actor, message_id: int) -> Kept:
    kept = messages.find(world.store, who.chat["id"], message_id)
    if kept is None:
        raise ImpossibleError(f"there is no message {message_id}")
    return kept


def _with_entities(content: Json) -> Json:
    parts = dict(content)
    for text, entities in (("text", "entities"), ("caption", "caption_entities")):
        if text in parts:
            found = detected(trimmed(Formatted(parts[text])))
            parts[text] = found.text
            parts[entities] = list(found.entities) or None
    return {key: value for key, value in parts.items() if value is not None}


def _bot_sees(world: World, kept: Kept) -> bool:
    """Whether a message reaches the bot: in groups with privacy mode only what is addressed to it.

    https://core.telegram.org/bots/features#privacy-mode
    """
    if kept.chat_id > 0 or not privacy_mode(world.store, kept.chat_id):
        return True
    original = messages.find(world.store, kept.chat_id, kept.reply_to) if kept.reply_to else None
    if original and original.message["from"]["id"] == BOT["id"]:
        return True
    text = kept.message.get("text", "") or kept.message.get("caption", "")
    command = text.split()[0] if text.startswith("/") else ""
    return f"@{BOT['username']}" in text or (bool(command) and "@" not in command)

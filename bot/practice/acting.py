"""What people do in a chat: write, edit, press, block. Each becomes the update that Telegram would send."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from bot.practice import messages
from bot.practice.entities import Formatted, detected, trimmed
from bot.practice.groups import Group, find_group, keep_group, upgrade
from bot.practice.messages import Kept
from bot.practice.people import BOT, BOT_USER, Person, find_chat, find_person
from bot.practice.store import Json, dump
from bot.practice.world import World

WRITTEN = {"text", "photo", "document"}
"""What a message of a person has; one without is a service message, which the bot always sees."""


class ImpossibleError(Exception):
    """What a Telegram client would not let this person do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a chat."""

    person: Person
    chat: Json


def person(world: World, who: object) -> Person:
    """The person with this id or persona key; raises ImpossibleError where there is none."""
    found = find_person(world.store, who)
    if found is None:
        raise ImpossibleError(f"nobody is {who}")
    return found


def actor(world: World, who: object, chat_id: int | None = None) -> Actor:
    """The person with this id or persona key, in this chat or in their own with the bot.

    Raises:
        ImpossibleError: there is no such person, or they are not in that chat.
    """
    acting = person(world, who)
    chat = find_chat(world.store, chat_id or acting.id)
    group = find_group(world.store, chat["id"]) if chat else None
    if chat is None or (group and acting.id not in group.members):
        raise ImpossibleError(f"{who} is not in chat {chat_id}")
    if group is None and chat["id"] != acting.id:
        raise ImpossibleError("a private chat is its person's own")
    return Actor(acting, chat)


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


def block(world: World, who: Person, *, blocked: bool) -> None:
    """A person blocks the bot, or lets it write again."""
    if who.blocked == blocked:
        return
    world.store.run("UPDATE users SET blocked = ? WHERE id = ?", blocked, who.id)
    _tell_bot_member(world, Actor(who, who.private_chat()), present=not blocked)
    world.announce("people")


def set_membership(world: World, who: Actor, *, present: bool) -> None:
    """A member takes the bot into a group, or removes it."""
    group = _group(world, who)
    if present == (BOT["id"] in group.members):
        return
    others = tuple(user_id for user_id in group.members if user_id != BOT["id"])
    keep_group(world.store, replace(group, members=(*others, BOT["id"]) if present else others))
    _tell_bot_member(world, who, present=present)


def upgrade_group(world: World, who: Actor) -> Json:
    """A group becomes a supergroup, with the service messages that tell so; returns the new chat."""
    larger = upgrade(world.store, _group(world, who))
    write(world, who, {"migrate_to_chat_id": larger.id})
    write(world, replace(who, chat=larger.chat), {"migrate_from_chat_id": who.chat["id"]})
    return larger.chat


def _group(world: World, who: Actor) -> Group:
    group = find_group(world.store, who.chat["id"])
    if group is None:
        raise ImpossibleError("that is no group")
    return group


def _tell_bot_member(world: World, who: Actor, *, present: bool) -> None:
    """The update that tells the bot whether it is in a chat (https://core.telegram.org/bots/api#chatmember)."""
    member = {"user": BOT_USER, "status": "member"}
    out = {"user": BOT_USER, "status": "kicked", "until_date": 0}
    if present and who.chat["id"] < 0:
        out = {"user": BOT_USER, "status": "left"}
    world.updates.add(
        "my_chat_member",
        {
            "chat": who.chat,
            "from": who.person.user,
            "date": world.clock.timestamp(),
            "old_chat_member": out if present else member,
            "new_chat_member": member if present else out,
        },
    )


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
    group = find_group(world.store, kept.chat_id)
    if group and BOT["id"] not in group.members:
        return False
    if group is None or not group.privacy or not WRITTEN & kept.message.keys():
        return True
    original = messages.find(world.store, kept.chat_id, kept.reply_to) if kept.reply_to else None
    if original and original.message["from"]["id"] == BOT["id"]:
        return True
    text = kept.message.get("text", "") or kept.message.get("caption", "")
    command = text.split()[0] if text.startswith("/") else ""
    return f"@{BOT['username']}" in text or (bool(command) and "@" not in command)

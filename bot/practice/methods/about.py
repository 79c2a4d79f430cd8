"""What the bot says of itself, and what it may know of chats."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.practice.call import Call
from bot.practice.entities import units
from bot.practice.groups import find_group
from bot.practice.people import BOT, BOT_USER, find_chat
from bot.practice.refusals import bad_request
from bot.practice.store import Json
from bot.practice.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MAX_COMMANDS = 100
PROFILE = {"name": 64, "description": 512, "short_description": 120}
"""The texts of the bot's profile, and how long each may be."""


def get_me(world: World, _call: Call) -> Json:
    """https://core.telegram.org/bots/api#getme."""
    return {**BOT, "first_name": profile(world, "name")[""]}


def get_chat(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchat, with the fields a ChatFullInfo must have."""
    chat = _chat(world, call)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    return {**chat, "accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": gifts}


def get_chat_member(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchatmember."""
    chat, user_id = _chat(world, call), call.integer("user_id")
    user = BOT_USER if user_id == BOT["id"] else find_chat(world.store, user_id)
    if user is None or user_id < 0:
        raise bad_request("user not found")
    group = find_group(world.store, chat["id"])
    present = group.members if group else (chat["id"], BOT["id"])
    named = {key: user[key] for key in ("id", "first_name", "username") if key in user}
    status = "member" if user_id in present else "left"
    return {"status": status, "user": {"is_bot": user_id == BOT["id"], **named}}


def set_my_commands(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setmycommands."""
    commands = call.array("commands") or []
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        command["command"] = str(command.get("command", "")).removeprefix("/")
        if not COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.store.set(_commands_key(world, call), commands or None)
    world.announce("commands")
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands: exactly this scope and language, no falling back."""
    found: list[Json] = world.store.setting(_commands_key(world, call), [])
    return found


def delete_my_commands(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands."""
    world.store.set(_commands_key(world, call), None)
    world.announce("commands")
    return True


def commands_for(world: World, person: Json) -> list[Json]:
    """The commands that a person's client shows in the private chat with the bot.

    The first list there is: https://core.telegram.org/bots/api#determining-list-of-commands.
    """
    language = str(person.get("language_code", "")).split("-")[0]
    for scope in (f"chat {person['id']}", "all_private_chats", "default"):
        for code in (language, ""):
            found: list[Json] | None = world.store.setting(f"commands {scope} {code}")
            if found:
                return found
    return []


def profile_setter(part: str) -> Callable[[World, Call], bool]:
    """The method that sets a text of the profile (https://core.telegram.org/bots/api#setmyname)."""

    def set_part(world: World, call: Call) -> bool:
        text = call.text(part)
        if units(text) > PROFILE[part]:
            raise bad_request(f"{part.replace('_', ' ')} is too long")
        world.store.set(f"profile {part} {_language(call)}", text or None)
        world.announce("profile")
        return True

    return set_part


def profile_getter(part: str) -> Callable[[World, Call], Json]:
    """The method that gets a text of the profile; a language without one gets the common one."""

    def get_part(world: World, call: Call) -> Json:
        said = profile(world, part)
        return {part: said.get(_language(call), said[""])}

    return get_part


def profile(world: World, part: str) -> dict[str, str]:
    """A text of the profile by language; the empty language is the common one."""
    prefix = f"profile {part} "
    said = world.store.settings(prefix)
    unsaid = BOT["first_name"] if part == "name" else ""
    return {"": unsaid, **{key.removeprefix(prefix): text for key, text in said.items()}}


def set_chat_menu_button(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setchatmenubutton."""
    button = call.object("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("MENU_BUTTON_INVALID")
    world.store.set(f"menu {call.text('chat_id')}", button)
    return True


def get_chat_menu_button(world: World, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchatmenubutton."""
    common = world.store.setting("menu ", {"type": "commands"})
    found: Json = world.store.setting(f"menu {call.text('chat_id')}", common)
    return found


def _chat(world: World, call: Call) -> Json:
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = find_chat(world.store, call.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _commands_key(world: World, call: Call) -> str:
    """The setting that holds the commands of a scope and language."""
    scope: dict[str, Any] = call.object("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind in {"chat", "chat_administrators", "chat_member"}:
        if find_chat(world.store, int(scope.get("chat_id", 0))) is None:
            raise bad_request("chat not found")
        kind = " ".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    elif kind not in {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return f"commands {kind} {_language(call)}"


def _language(call: Call) -> str:
    """The `language_code` of a call: two letters, or none for everybody else."""
    code = call.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code

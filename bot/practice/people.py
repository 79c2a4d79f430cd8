"""Who there is to talk to: the invented people and further users; where the bot may write."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from bot.practice.groups import find_group
from bot.practice.refusals import RefusedError, bad_request, forbidden
from bot.practice.store import Json, Store, dump

FIRST_USER = 800200001
BOT: Json = {
    "id": 123456,
    "is_bot": True,
    "first_name": "普法助手（练习）",
    "username": "pufa_practice_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
NAMES = ("first_name", "last_name", "username")
BOT_USER = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}


@dataclass(frozen=True, slots=True)
class Person:
    """A user, and how they stand with the bot.

    Attributes:
        user: Telegram's User object.
        persona: the key of the invented person, None for users that a test made.
        started: has ever written to the bot, so that the bot may write to them.
        blocked: has blocked the bot.
    """

    user: Json
    persona: str | None
    started: bool
    blocked: bool

    @property
    def id(self) -> int:
        return int(self.user["id"])

    def private_chat(self) -> Json:
        """The chat of this person and the bot, as a Chat object."""
        named: Json = {key: self.user[key] for key in NAMES if key in self.user}
        return {"id": self.id, "type": "private", **named}


def add_personas(store: Store, personas: Mapping[str, Mapping[str, object]]) -> None:
    """Makes the invented people known, or renames them; who has started or blocked stays so.

    They speak the language that the page was last set to, else the one in their row.
    """
    chosen = store.setting("language")
    for key, row in personas.items():
        user = {"id": row["telegram_id"], "is_bot": False, "first_name": row["zh"],
                "language_code": chosen or row["language_code"]}  # fmt: skip
        store.run(
            "INSERT INTO users (id, body, persona) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET body = excluded.body, persona = excluded.persona",
            user["id"], dump(user), key,
        )  # fmt: skip


def add_person(store: Store, user: Mapping[str, object]) -> Person:
    """Makes a further user from the given fields of a User object; the id is chosen where it lacks."""
    user_id = user.get("id") or store.next("users", FIRST_USER)
    body = {"is_bot": False, "first_name": f"User {user_id}", **user, "id": user_id}
    store.run("INSERT OR REPLACE INTO users (id, body) VALUES (?, ?)", user_id, dump(body))
    return Person(body, None, started=False, blocked=False)


def people(store: Store) -> list[Person]:
    return [_person(row) for row in store.rows("SELECT * FROM users ORDER BY id")]


def find_person(store: Store, who: object) -> Person | None:
    """The person with this id or persona key."""
    row = store.row("SELECT * FROM users WHERE id = ? OR persona = ?", who, who)
    return _person(row) if row else None


def _person(row: sqlite3.Row) -> Person:
    return Person(json.loads(row["body"]), row["persona"], bool(row["started"]), bool(row["blocked"]))


def find_chat(store: Store, chat_id: int) -> Json | None:
    """The Chat object of a person or a group."""
    if chat_id > 0:
        person = find_person(store, chat_id)
        return person.private_chat() if person else None
    group = find_group(store, chat_id)
    return group.chat if group else None


def writable_chat(store: Store, chat_id: int) -> Json:
    """The chat, if the bot may write there.

    Raises:
        RefusedError: it may not, for Telegram's reason.
    """
    return _writable_group(store, chat_id) if chat_id < 0 else _writable_private_chat(store, chat_id)


def _writable_group(store: Store, chat_id: int) -> Json:
    group = find_group(store, chat_id)
    if group is None:
        raise bad_request("chat not found")
    if group.upgraded_to:
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        raise RefusedError(400, upgraded, {"migrate_to_chat_id": group.upgraded_to})
    if BOT["id"] not in group.members:
        raise forbidden(f"bot was kicked from the {group.chat['type']} chat")
    return group.chat


def _writable_private_chat(store: Store, chat_id: int) -> Json:
    person = find_person(store, chat_id)
    if person is None:
        raise bad_request("chat not found")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return person.private_chat()

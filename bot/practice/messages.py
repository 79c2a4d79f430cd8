"""The messages of every chat: kept, found, changed, shown."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, field

from bot.practice.store import Json, Store, dump

CONTENT = ("text", "entities", "caption", "caption_entities", "reply_markup", "date", "edit_date")


@dataclass(slots=True)
class Kept:
    """A message as it is kept.

    Attributes:
        message: Telegram's Message object, without the message it replies to.
        reply_to: the id of the message it replies to, in the same chat.
        keyboard: the keyboard or force-reply that it puts below the chat.
        reactions: what was reacted with: {"from": user id, "emoji": …}.
        earlier: what it said before each edit, oldest first.
        deleted: it is gone for everyone.
        revision: the number of its last change, rising over all chats.
    """

    message: Json
    reply_to: int | None = None
    keyboard: Json | None = None
    reactions: list[Json] = field(default_factory=list)
    earlier: list[Json] = field(default_factory=list)
    deleted: bool = False
    revision: int = 0

    @property
    def chat_id(self) -> int:
        return int(self.message["chat"]["id"])

    @property
    def id(self) -> int:
        return int(self.message["message_id"])


def new_id(store: Store, chat_id: int) -> int:
    """The next message id: counted per supergroup, and over all private chats together, as Telegram does."""
    return store.next(f"messages {chat_id}" if chat_id < 0 else "messages")


def keep(store: Store, kept: Kept) -> None:
    """Keeps a message, new or changed, under a new revision."""
    kept.revision = store.next("revision")
    store.run(
        "INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?)",
        kept.chat_id, kept.id, kept.revision, dump(asdict(kept)),
    )  # fmt: skip


def find(store: Store, chat_id: int, message_id: int) -> Kept | None:
    """The message, None where it never was or is deleted."""
    row = store.row("SELECT body FROM messages WHERE chat_id = ? AND message_id = ?", chat_id, message_id)
    kept = _kept(row) if row else None
    return None if kept is None or kept.deleted else kept


def changed_since(store: Store, chat_id: int, revision: int, last: int = -1) -> list[Kept]:
    """A chat's messages that are new or changed after `revision`, deleted ones among them, by id.

    Args:
        store: where they are kept.
        chat_id: the chat.
        revision: 0 for all.
        last: so many of the newest at most, -1 for all.
    """
    found = store.rows(
        "SELECT body FROM messages WHERE chat_id = ? AND revision > ? ORDER BY message_id DESC LIMIT ?",
        chat_id, revision, last,
    )  # fmt: skip
    return [_kept(row) for row in reversed(found)]


def change(store: Store, kept: Kept, content: Json, edit_date: int) -> None:
    """Replaces parts of a message; a None drops the part. What it said before is remembered."""
    kept.earlier.append({key: kept.message[key] for key in CONTENT if key in kept.message})
    merged = {**kept.message, **content, "edit_date": edit_date}
    kept.message = {key: value for key, value in merged.items() if value is not None}
    keep(store, kept)


def shown(store: Store, kept: Kept) -> Json:
    """The Message object as updates and answers carry it."""
    original = find(store, kept.chat_id, kept.reply_to) if kept.reply_to else None
    return {**kept.message, "reply_to_message": original.message} if original else kept.message


def seen(store: Store, kept: Kept) -> Json:
    """The Message object as a person's screen and a test see it: with keyboard, reactions and history."""
    extra = {
        "keyboard": kept.keyboard,
        "reactions": kept.reactions,
        "earlier": kept.earlier,
        "deleted": kept.deleted,
        "revision": kept.revision,
    }
    return {**shown(store, kept), **{key: value for key, value in extra.items() if value}}


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(**json.loads(row["body"]))

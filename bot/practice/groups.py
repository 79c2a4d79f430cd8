"""Group chats: who is in them, what the bot sees there, and groups that became supergroups."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from bot.practice.store import Json, Store, dump

FIRST_GROUP = 4_000_001
FIRST_SUPERGROUP = 1_000_000_000_001


@dataclass(frozen=True, slots=True)
class Group:
    """A group or supergroup.

    Attributes:
        chat: Telegram's Chat object.
        members: the ids of the users in it, the bot's if it is in it.
        privacy: whether the bot sees only what is addressed to it (Telegram's privacy mode).
        upgraded_to: the id of the supergroup that this group became.
    """

    chat: Json
    members: tuple[int, ...]
    privacy: bool = True
    upgraded_to: int | None = None

    @property
    def id(self) -> int:
        return int(self.chat["id"])


def add_group(store: Store, title: str, kind: str, members: Iterable[int], *, privacy: bool) -> Group:
    """Makes a `group` or a `supergroup`; the id is chosen as Telegram does."""
    first = FIRST_SUPERGROUP if kind == "supergroup" else FIRST_GROUP
    group = Group({"id": -store.next(kind, first), "type": kind, "title": title}, tuple(members), privacy)
    keep_group(store, group)
    return group


def upgrade(store: Store, group: Group) -> Group:
    """Makes the supergroup that a group becomes; the group stays as a pointer to it."""
    larger = add_group(store, group.chat["title"], "supergroup", group.members, privacy=group.privacy)
    keep_group(store, replace(group, upgraded_to=larger.id))
    return larger


def keep_group(store: Store, group: Group) -> None:
    store.run("INSERT OR REPLACE INTO group_chats VALUES (?, ?)", group.id, dump(asdict(group)))


def find_group(store: Store, chat_id: int) -> Group | None:
    row = store.row("SELECT body FROM group_chats WHERE id = ?", chat_id)
    return _group(row["body"]) if row else None


def groups(store: Store) -> list[Group]:
    return [_group(row["body"]) for row in store.rows("SELECT body FROM group_chats ORDER BY id DESC")]


def _group(body: str) -> Group:
    fields = json.loads(body)
    return Group(**{**fields, "members": tuple(fields["members"])})

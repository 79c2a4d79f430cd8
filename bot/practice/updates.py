"""The updates that wait for the bot: queued, confirmed by the next offset, repeated when told to."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from bot.practice.faults import Faults
from bot.practice.store import Json, Store, dump
from bot.practice.waiting import Signal

FIRST_UPDATE = 700_000_001
KEPT = 1000
"""So many confirmed updates stay, to be delivered again when a test asks."""
ONLY_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """The queue. At most one poller waits; a second one takes its place."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store = store
        self._faults = faults
        self.signal = Signal()
        self.poller = 0

    def new_poller(self) -> int:
        """The number of a new poller; one that waits finds that it isn't the last any more."""
        self.poller += 1
        self.signal.fire()
        return self.poller

    def allow(self, kinds: list[str] | None) -> None:
        """Keeps `allowed_updates`; None leaves what was said before, an empty list means the usual ones."""
        if kinds is not None:
            self._store.set("allowed_updates", kinds or None)

    def add(self, kind: str, content: Json) -> int | None:
        """Queues an update, unless its kind isn't wanted; returns its id."""
        allowed = self._store.setting("allowed_updates")
        wanted = kind in allowed if allowed else kind not in ONLY_ON_DEMAND
        if not wanted:
            return None
        update_id = self._store.next("updates", FIRST_UPDATE)
        body = {"update_id": update_id, kind: content}
        self._store.run("INSERT INTO updates (update_id, body) VALUES (?, ?)", update_id, dump(body))
        self.signal.fire()
        return update_id

    def pending(self, limit: int = 100) -> list[Json]:
        """The oldest unconfirmed updates, and those that are to be repeated."""
        rows = self._store.rows(
            "SELECT * FROM updates WHERE update_id > ? OR repeats > 0 ORDER BY update_id LIMIT ?",
            self._confirmed(),
            limit,
        )
        return [self._taken(row) for row in rows]

    def count(self) -> int:
        """How many are unconfirmed."""
        row = self._store.row("SELECT count(*) FROM updates WHERE update_id > ?", self._confirmed())
        return int(row[0]) if row else 0

    def confirm(self, offset: int) -> None:
        """Confirms every update below `offset`; a negative one keeps only so many of the newest."""
        if offset < 0:
            offset = self._store.last("updates") + 1 + offset
        confirmed = self._confirmed()
        last = min(offset - 1, self._store.last("updates"))
        if last <= confirmed:
            return
        self._store.set("confirmed", last)
        for update_id in range(max(confirmed + 1, FIRST_UPDATE), last + 1):
            if self._faults.strike("duplicate"):
                self.repeat(update_id)
        self._store.run("DELETE FROM updates WHERE update_id <= ? AND repeats = 0", last - KEPT)

    def repeat(self, update_id: int) -> bool:
        """Has an update delivered once more; False if it isn't kept any more."""
        found = self._store.run("UPDATE updates SET repeats = repeats + 1 WHERE update_id = ?", update_id)
        self.signal.fire()
        return bool(found)

    def recent(self) -> list[Json]:
        """The updates that are kept, confirmed or not, oldest first."""
        rows = self._store.rows("SELECT body FROM updates ORDER BY update_id")
        return [json.loads(row["body"]) for row in rows]

    def _confirmed(self) -> int:
        return int(self._store.setting("confirmed", 0))

    def _taken(self, row: sqlite3.Row) -> Any:
        if row["repeats"]:
            self._store.run("UPDATE updates SET repeats = repeats - 1 WHERE update_id = ?", row["update_id"])
        return json.loads(row["body"])

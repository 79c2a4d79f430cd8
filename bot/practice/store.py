"""What the practice server keeps: one SQLite file, so that chats last across restarts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY, body TEXT NOT NULL, persona TEXT,
    started INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS group_chats (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
    chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id));
CREATE INDEX IF NOT EXISTS messages_by_revision ON messages (chat_id, revision);
CREATE TABLE IF NOT EXISTS presses (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS updates (
    update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, repeats INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS files (file_id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
"""


def dump(value: object) -> str:
    """`value` as compact JSON, Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Store:
    """The SQLite file. Used from the event loop's thread only, one short statement at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's changes, or none of them."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: object) -> int:
        """Executes one statement; returns how many rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def next(self, sequence: str, first: int = 1) -> int:
        """The next number of a sequence that never goes back."""
        row = self.row(
            "INSERT INTO sequences VALUES (?, ?) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            sequence,
            first,
        )
        return int(row["last"]) if row else first

    def last(self, sequence: str) -> int:
        """The last number taken from a sequence, 0 before the first."""
        row = self.row("SELECT last FROM sequences WHERE name = ?", sequence)
        return int(row["last"]) if row else 0

    def setting(self, key: str, default: Any = None) -> Any:
        row = self.row("SELECT value FROM settings WHERE key = ?", key)
        return json.loads(row["value"]) if row else default

    def settings(self, prefix: str) -> dict[str, Any]:
        """Every setting whose key begins with `prefix`."""
        found = self.rows("SELECT key, value FROM settings WHERE substr(key, 1, ?) = ?", len(prefix), prefix)
        return {row["key"]: json.loads(row["value"]) for row in found}

    def set(self, key: str, value: Any) -> None:
        """Keeps a setting; None forgets it."""
        if value is None:
            self.run("DELETE FROM settings WHERE key = ?", key)
        else:
            self.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", key, dump(value))

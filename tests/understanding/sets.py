"""The labelled messages: the examples and the evaluation sets, each with its directory of schools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.records import School
from bot.understanding import Directory, project, read

HERE = Path(__file__).parent
ZONE = ZoneInfo("Asia/Shanghai")
EXAMPLES = HERE / "examples"
DEVELOPMENT = {
    name: HERE / "evaluation" / name
    for name in (
        "a",
        "b",
        "d",
        "e",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "y",
        "ba",
        "bb",
    )
}
"""Sets that may be looked at; `c`, `j` and `z` are held back (the errors of `z` were seen once)."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled message and how it is read now, both in the interchange format."""

    id: str
    text: str
    tags: tuple[str, ...]
    wanted: dict[str, Any]
    got: dict[str, Any]


def schools(rows: list[dict[str, Any]]) -> list[School]:
    return [School(row["name"], tuple(row["aliases"]), row["kind"]) for row in rows]


@cache
def directory(folder: Path) -> Directory:
    return Directory(schools(json.loads((folder / "schools.json").read_text(encoding="utf-8"))))


def messages(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "messages.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def labelled(folder: Path) -> list[Labelled]:
    """Every message of a set, read now."""
    return [_read(message, directory(folder)) for message in messages(folder)]


def _read(message: dict[str, Any], known: Directory) -> Labelled:
    sent_at = datetime.fromisoformat(message["sent_at"])
    known = known.plus(schools(message.get("schools", [])))
    got = project(read(message["text"], sent_at, known, ZONE))
    wanted: dict[str, Any] = {name: message[name] for name in ("intent", "items", "fix") if name in message}
    return Labelled(message["id"], message["text"], tuple(message["tags"]), wanted, got)

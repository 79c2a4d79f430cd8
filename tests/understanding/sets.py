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
SENT = "2026-11-25T16:00:00+08:00"
"""When what stands without a moment was sent: a Wednesday afternoon."""
EXAMPLES = HERE / "examples"
HELD_BACK = {"c", "j", "la", "lb", "ma", "mb", "ta", "tb", "ya", "ym", "z", "zj", "sa", "sb"}
"""Sets that are only scored; `z`, `sa` and `sb` were seen once."""
DEVELOPMENT = {
    folder.name: folder
    for folder in sorted((HERE / "evaluation").iterdir())
    if folder.is_dir() and folder.name not in HELD_BACK
}
"""Sets that may be looked at, and are learned from."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled message and how it is read now, both in the interchange format."""

    id: str
    text: str
    tags: tuple[str, ...]
    wanted: dict[str, Any]
    got: dict[str, Any]


MARKS = {"x": "sessions", "#": "cases", "h": "class_hours"}
"""What stands before the numbers of an item in `free_speech.txt` that are no audience."""


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
    return [read_now(message, directory(folder)) for message in messages(folder)]


def read_now(message: dict[str, Any], known: Directory) -> Labelled:
    """A labelled message, and how it is read."""
    sent_at = datetime.fromisoformat(message["sent_at"])
    known = known.plus(schools(message.get("schools", [])))
    got = project(read(message["text"], sent_at, known, ZONE))
    wanted: dict[str, Any] = {name: message[name] for name in ("intent", "items", "fix") if name in message}
    return Labelled(message["id"], message["text"], tuple(message["tags"]), wanted, got)


def free_speech() -> Iterator[dict[str, Any]]:
    """The reports of `free_speech.txt`, remarks and all, in the interchange format.

    The file holds each message and, indented, what is to be read of it: its items, each by kind, day, school
    and then topics, audience, sessions (x), cases (#) and class hours (h), as far as they are said; or its
    intent.
    """
    message: dict[str, Any] = {}
    for number, line in enumerate((HERE / "free_speech.txt").read_text(encoding="utf-8").splitlines()):
        said = line.split()
        if not line.startswith(" "):
            if message:
                yield message
            message = {"id": f"line {number + 1}", "sent_at": SENT, "text": line, "items": [], "tags": ()}
        elif len(said) == 1:
            message["intent"] = said[0]
        else:
            message["intent"] = "log"
            message["items"].append(_item(*said))
    yield message


def _item(kind: str, day: str, school: str, *more: str) -> dict[str, Any]:
    item: dict[str, Any] = {"kind": kind, "date": day, "school": school, "topic": [], "audience": None}
    item |= {"sessions": 1, "class_hours": None, "cases": None}
    for word in more:
        if word[0] in MARKS and word[1:].replace(".", "").isdigit():
            item[MARKS[word[0]]] = float(word[1:]) if "." in word else int(word[1:])
        elif word.isdigit():
            item["audience"] = int(word)
        else:
            item["topic"] = word.split("+")
    return {name: None if value == "-" else value for name, value in item.items()}

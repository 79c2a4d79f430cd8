"""Reports as people tell them, remarks and all: what else happened, who else came, what is to come.

`free_speech.txt` holds each message and, indented, what is to be read of it: its items, each by kind, day,
school and then topics, audience, sessions (x), cases (#) and class hours (h) as far as they are said; or its
intent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.understanding import project
from tests.understanding.saying import said
from tests.understanding.sets import HERE


def told() -> Iterator[tuple[str, list[str]]]:
    """Each message with what is to be read of it."""
    text, wanted = "", list[str]()
    for line in (HERE / "free_speech.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            wanted.append(line.strip())
            continue
        if text:
            yield text, wanted
        text, wanted = line, []
    yield text, wanted


def reading(text: str) -> list[str]:
    """What is read of a message, as the file writes it."""
    read = project(said(text))
    return [_line(item) for item in read["items"]] or [str(read["intent"])]


def _line(item: dict[str, Any]) -> str:
    words = [item["kind"], item["date"] or "-", item["school"] or "-", "+".join(sorted(item["topic"]))]
    marks = {"audience": "", "sessions": "x", "cases": "#", "class_hours": "h"}
    unsaid = {"sessions": 1}
    words += [
        f"{mark}{item[name]}" for name, mark in marks.items() if item[name] not in (None, unsaid.get(name))
    ]
    return " ".join(filter(None, words))


def test_reports_told_with_remarks_are_read_for_what_was_done() -> None:
    wrong = {text: (wanted, got) for text, wanted in told() if (got := reading(text)) != wanted}
    assert wrong == {}

"""What was understood, in the interchange format of `pufa understand`."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.understanding.result import Item, Understanding

_NAMES = {"held_on": "date", "topics": "topic"}


def project(understanding: Understanding) -> dict[str, Any]:
    """Intent, items (of a log) and fix (of a correction) under the format's names, ready for JSON."""
    log = understanding.intent == "log"
    projected: dict[str, Any] = {
        "intent": understanding.intent,
        "items": [_item(i) for i in understanding.items] if log else [],
    }
    if understanding.intent == "correct":
        projected["fix"] = {
            _NAMES.get(name, name): _plain(value) for name, value in understanding.fix.items()
        }
    return projected


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "date": _plain(item.held_on),
        "school": item.school,
        "topic": list(item.topics),
        "audience": item.audience,
        "sessions": item.sessions,
        "class_hours": item.class_hours,
        "cases": item.cases,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

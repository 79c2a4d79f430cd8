"""How well messages are read: `python -m tests.understanding.score [folder …]` prints accuracy by tag.

An item is exact if kind, date, school, audience and sessions all are. A silent error is a complete item
(date, school and kind filled) that is wrong in one of the three, or that nothing matches: it would be stored
without a question.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

from tests.understanding.sets import DEVELOPMENT, EXAMPLES, Labelled, labelled

FIELDS = ("kind", "date", "school", "topic", "audience", "sessions", "class_hours", "cases")
CORE = ("kind", "date", "school", "audience", "sessions")
STORED = ("kind", "date", "school")
Item = dict[str, Any]


def exact(message: Labelled) -> bool:
    """Whether a message is read as it is labelled in everything, whatever the order of items and topics."""
    return _comparable(message.wanted) == _comparable(message.got)


def score(messages: Iterable[Labelled]) -> Counter[str]:
    """Counts over messages: of each field right, of items exact, of silent errors, of topics."""
    counts: Counter[str] = Counter()
    for message in messages:
        wanted, got = message.wanted["items"], message.got["items"]
        counts["messages"] += 1
        counts["intent"] += message.wanted["intent"] == message.got["intent"]
        counts["items"] += len(wanted)
        counts["complete"] += sum(_complete(item) for item in got)
        pairs = _pairs(wanted, got)
        for one, other in pairs:
            counts.update(field for field in FIELDS if _value(one, field) == _value(other, field))
            counts["exact"] += _agree(one, other, CORE)
            counts["silent"] += _complete(other) and not _agree(one, other, STORED)
        matched = [id(other) for _, other in pairs]
        counts["silent"] += sum(_complete(item) for item in got if id(item) not in matched)
    return counts


def report(messages: list[Labelled], least: int = 5) -> str:
    """The figures over all messages, then one line for each tag with at least `least` messages."""
    tags: dict[str, list[Labelled]] = defaultdict(list)
    for message in messages:
        for tag in message.tags:
            tags[tag].append(message)
    rows = [("all", messages), *sorted(tags.items(), key=lambda row: -len(row[1]))]
    heads = ("intent", "exact", *FIELDS)
    lines = [f"{'':20}{'msgs':>6}{'items':>6}" + "".join(f"{head:>12}" for head in heads) + "  silent"]
    for name, some in rows:
        if len(some) >= least:
            counts = score(some)
            whole = {"intent": counts["messages"]}
            shares = (_percent(counts[head], whole.get(head, counts["items"])) for head in heads)
            lines.append(
                f"{name:20}{counts['messages']:6}{counts['items']:6}"
                + "".join(f"{share:>12}" for share in shares)
                + f"  {counts['silent']}/{counts['complete']}"
            )
    return "\n".join(lines)


def _pairs(wanted: list[Item], got: list[Item]) -> list[tuple[Item, Item]]:
    """Items matched greedily, the best agreeing first."""
    ranked = sorted(product(wanted, got), key=lambda pair: -_overlap(*pair))
    pairs: list[tuple[Item, Item]] = []
    for one, other in ranked:
        taken = any(one is a or other is b for a, b in pairs)
        if not taken and _overlap(one, other):
            pairs.append((one, other))
    return pairs


def _overlap(one: Item, other: Item) -> int:
    return sum(_value(one, field) == _value(other, field) for field in FIELDS if _value(one, field))


def _value(item: Item, field: str) -> Any:
    return frozenset(item[field]) if field == "topic" else item[field]


def _agree(one: Item, other: Item, fields: Iterable[str]) -> bool:
    return all(_value(one, field) == _value(other, field) for field in fields)


def _complete(item: Item) -> bool:
    return all(item[field] is not None for field in STORED)


def _comparable(reading: dict[str, Any]) -> tuple[Any, ...]:
    items = sorted(
        str([sorted(item[f]) if f == "topic" else item[f] for f in FIELDS]) for item in reading["items"]
    )
    fix = {
        name: set(value) if isinstance(value, list) else value
        for name, value in reading.get("fix", {}).items()
    }
    return reading["intent"], items, fix


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    for folder in map(Path, sys.argv[1:]) if sys.argv[1:] else [EXAMPLES, *DEVELOPMENT.values()]:
        sys.stdout.write(f"{folder.name}\n{report(labelled(folder))}\n\n")

"""Text with entities, counted as Telegram counts: in UTF-16 code units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.practice.store import Json

DETECTED = {
    "url": re.compile(r"https?://[^\s<>，。；！？、（）《》“”]+"),
    "email": re.compile(r"(?<![\w.@])[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}", re.ASCII),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#\w*[^\W\d]\w*"),
}
"""What Telegram finds in a text by itself, the first kind that fits wins."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, as in a Message."""

    text: str
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units, the measure of Telegram's offsets and limits."""
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str, limit: int) -> list[str]:
    """`text` cut into pieces of at most `limit` units, as Telegram's clients cut what is too long."""
    cut, length = [""], 0
    for character in text:
        length += units(character)
        if length > limit:
            cut.append("")
            length = units(character)
        cut[-1] += character
    return cut


def trimmed(formatted: Formatted) -> Formatted:
    """`formatted` without white space around it, its entities moved along."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    cut = len(formatted.text) - len(formatted.text.lstrip())  # white space is one unit a character
    end = units(text)
    entities = []
    for entity in formatted.entities:
        first = max(entity["offset"] - cut, 0)
        last = min(entity["offset"] + entity["length"] - cut, end)
        if last > first:
            entities.append({**entity, "offset": first, "length": last - first})
    return Formatted(text, tuple(entities))


def detected(formatted: Formatted) -> Formatted:
    """`formatted` with links, commands, mentions and the like found, where no entity is yet."""
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in formatted.entities
             if entity["type"] in {"code", "pre", "text_link", "text_mention"}]  # fmt: skip
    found = []
    for kind, pattern in DETECTED.items():
        for match in pattern.finditer(formatted.text):
            first = units(formatted.text[: match.start()])
            last = first + units(match.group())
            if all(last <= start or first >= end for start, end in taken):
                taken.append((first, last))
                found.append({"type": kind, "offset": first, "length": last - first})
    entities = sorted((*formatted.entities, *found), key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(formatted.text, tuple(entities))

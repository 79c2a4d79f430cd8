"""The topics that a few words name, where they are no message: a cell of a table, a title."""

from __future__ import annotations

from bot import data
from bot.understanding.lexicon import LEXICON
from bot.understanding.text import normalise

_ROWS = data.load("topics")
DISPUTED = frozenset(key for key, row in _ROWS.items() if row.get("disputed"))
"""What people quarrel over and settle."""


def topics_in(text: str) -> tuple[str, ...]:
    """The keys of the topics named, in the order of the text; one that is `under` another is not meant."""
    found = dict.fromkeys(hit.key for hit in LEXICON.find(normalise(text)).get("topic", ()))
    found |= dict.fromkeys(key for key, row in _ROWS.items() if text.strip() == row["name"])
    under = {key for topic in found for key in _ROWS.get(topic, {}).get("over", ())} | {"none"}
    return tuple(topic for topic in found if topic not in under)

"""How a message looks: its characters, with every finding as one sign of its field."""

from __future__ import annotations

import re
from operator import add

from bot.understanding.days.day import Day
from bot.understanding.intents.reading import Reading

_SIGNS = {
    "audience": "Ｎ",
    "bare": "Ｎ",
    "some": "Ｍ",
    "cases": "Ｃ",
    "sessions": "Ｘ",
    "times": "Ｘ",
    "class_hours": "Ｈ",
    "classes": "Ｌ",
    "schools": "Ｏ",
}
"""The signs of amounts: letters that no normalised text holds. A school is Ｓ, a topic Ｔ."""
_DIGITS = re.compile("[0-9][0-9]*")  # begins with a set: that is sought faster
_TOKEN = re.compile("[a-z']+|.", re.DOTALL)


def looks_of(reading: Reading) -> str:
    """The text of a message with what was found in its clauses as signs."""
    spans: list[tuple[int, int, str]] = []
    for clause in reading.clauses:
        spans += [(day.start, day.end, _tense(day)) for day in clause.days]
        spans += [(named.start, named.end, "Ｓ") for named in clause.schools]
        spans += [(hit.start, hit.end, "Ｔ") for hit in clause.topics]
        spans += [(a.start, a.end, _SIGNS[a.field]) for a in clause.amounts if a.field in _SIGNS]
    looks, place = "", 0
    for start, end, sign in sorted(spans):
        if start >= place:
            looks += reading.text[place:start] + sign
            place = end
    return looks + reading.text[place:]


def features(looks: str) -> set[str]:
    """Its characters (a Latin word is one, and so is a number), and the pairs that stand side by side."""
    tokens = ["^", *_TOKEN.findall(_DIGITS.sub("0", looks)), "$"]
    return {*tokens, *map(add, tokens, tokens[1:])}


def _tense(day: Day) -> str:
    """Whether a day is past (Ｄ), to come (Ｆ), either (Ｅ), or none in particular (Ｐ)."""
    if day.why == "ahead":
        return "Ｆ"
    if day.day is None:
        return "Ｐ"
    return "Ｅ" if day.coming else "Ｄ"

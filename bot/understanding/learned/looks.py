"""How a message looks: its characters, with every finding as one sign of its field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add

from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event

_Span = tuple[int, int, str]
"""Where something was found, and its sign."""
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
_LATIN = re.compile("[a-z]")
_TOKEN = re.compile("[a-z']+|.", re.DOTALL)


def looks_of(text: str, clauses: Iterable[Clause]) -> str:
    """The text of a message with what was found in its clauses as signs."""
    return _signed(text, 0, [span for c in clauses for span in (*_spans(c), *_topics(c))])


def looks_of_event(event: Event) -> str:
    """The clauses of an event with what was found in them as signs, but for topics: they tell kinds apart."""
    first, *rest = event.clauses or [Clause(0, 0, "", "")]
    own = _signed(first.text, first.start, _spans(first))
    return own + "".join(c.mark + _signed(c.text, c.start, _spans(c)) for c in rest)


def _signed(text: str, since: int, spans: list[_Span]) -> str:
    """A stretch of text that begins at `since`, with the spans in it as their signs."""
    looks, place = "", since
    for start, end, sign in sorted(spans):
        if start >= place:
            looks += text[place - since : start - since] + sign
            place = end
    return looks + text[place - since :]


def _spans(clause: Clause) -> list[_Span]:
    """The days, schools and amounts of a clause, each with its sign."""
    spans = [(day.start, day.end, _tense(day)) for day in clause.days]
    spans += [(named.start, named.end, "Ｓ") for named in clause.schools]
    spans += [(a.start, a.end, _SIGNS[a.field]) for a in clause.amounts if a.field in _SIGNS]
    return spans


def _topics(clause: Clause) -> list[_Span]:
    return [(hit.start, hit.end, "Ｔ") for hit in clause.topics]


def features(looks: str) -> set[str]:
    """Its characters (a Latin word is one, and so is a number), and the pairs that stand side by side."""
    plain = _DIGITS.sub("0", looks)
    tokens = ["^", *(_TOKEN.findall(plain) if _LATIN.search(plain) else plain), "$"]
    return {*tokens, *map(add, tokens, tokens[1:])}


def _tense(day: Day) -> str:
    """Whether a day is past (Ｄ), to come (Ｆ), either (Ｅ), or none in particular (Ｐ)."""
    if day.why == "ahead":
        return "Ｆ"
    if day.day is None:
        return "Ｐ"
    return "Ｅ" if day.coming else "Ｄ"

"""Words that only look something up: a period, a place and a topic without any figure (一小 禁毒 今年)."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.events.clauses import Clause
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.spans import blot

_WORDS = data.load("words/questions")
_SAYS_NOTHING = [
    word for name in ("fillers", "askers", "compared", "totals") for word in _WORDS[name]["words"]
]
_FILLERS = re.compile(rf"{alternatives(_SAYS_NOTHING)}|[\W_]+")
_PERIODS = re.compile(
    alternatives(_WORDS["periods"]["words"])
    + r"|(?<![\d.])(?:1[0-2]|[1-9])月份?(?![\d一二三四五六七八九十初底中])"
)
_TOTALS = re.compile(alternatives(_WORDS["totals"]["words"]))
_LISTED = re.compile(rf"(?:{alternatives(_WORDS['listed']['words'])})\b(?!.*\d)", re.DOTALL)
"""English that begins with what is to be listed, and has no figure (talks at Longzhou primary last term)."""
_LEAST = re.compile(r"\d+[人次场个]?(?:以上|以下|以内)的?")
_MOST = 40
"""Characters of words that look something up."""


def looks_up(text: str, clauses: list[Clause]) -> bool:
    """Whether a text says nothing but where, what and in which period: it asks what was done."""
    if len(text) > _MOST or any(clause.amounts for clause in clauses):
        return False
    if any(day.day for clause in clauses for day in clause.days):
        return False
    period = _PERIODS.search(text)
    if period and _LISTED.match(text):
        return True
    if not (period or _TOTALS.search(text)):
        return False
    return not _FILLERS.sub("", _LEAST.sub(" ", _left(text, clauses)).replace("□", ""))


def _left(text: str, clauses: list[Clause]) -> str:
    """The text without the schools, days, topics and kinds that it names."""
    named = [
        span
        for clause in clauses
        for span in (*clause.schools, *clause.days, *clause.topics, *clause.words.get("kind", ()))
    ]
    return blot(text, named)

"""Remarks that tell of another day than the event's: how it came about, what the school or the papers did."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.clauses import STRONG, Clause
from bot.understanding.days import Day
from bot.understanding.events import Event
from bot.understanding.numbers import alternatives

_WORDS = data.load("words/asides")
_OTHERS = alternatives(_WORDS["others"])
_THEIRS = re.compile(rf"(?:{_OTHERS})的?[一-龥]{{0,2}}$")
_THEY = re.compile(rf"(?:{alternatives(_WORDS['they'])})")
_GOES_ON = re.compile(alternatives(_WORDS["goes_on"]))
_HOURS = re.compile(r"[上下中]午|早上|晚上|傍晚|[\d一二两三四五六七八九十]{1,3}点[半钟多]?")
_LEAST = 3
"""Characters beside the day with which a clause says something of its own."""


def in_passing(event: Event, clause: Clause, day: Day) -> bool:
    """Whether a clause tells of another day only by the way (讲了反诈,校长9月1号刚换的,320人).

    It says nothing that could be recorded, or it is of others while the event is not told to its end.
    """
    if not event.schools or clause.schools or clause.mark in STRONG or clause.has("unheld", "undone"):
        return False
    before, after = clause.text[: day.start - clause.start], clause.text[day.end - clause.start :]
    if clause.counted("audience", "bare", "sessions", "times", "class_hours") or _GOES_ON.search(
        before + after
    ):
        return False
    if (_THEIRS.search(before) or _THEY.match(after)) and not event.heads:
        return True
    told = clause.topics or clause.amounts or clause.grades or clause.has("kind", "moved", "spread", "repair")
    return not told and len(_HOURS.sub("", before + after).strip()) >= _LEAST

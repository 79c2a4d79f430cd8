"""Heads of another time, against which those of the event are told (上次才80人,这次260人)."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.events.clauses import Clause
from bot.understanding.text.numbers import alternatives

_WORDS: dict[str, list[str]] = data.load("words/former")
_TIMES = re.compile(alternatives(_WORDS["always"] + _WORDS["periods"]) + "|from|than|compared|against")
_BETWEEN = rf"(?:{alternatives(_WORDS['against'] + _WORDS['filler'])})*"
_BEFORE = re.compile(
    rf"(?:(?:{alternatives(_WORDS['always'])})"
    rf"|(?:{alternatives(_WORDS['periods'])})(?:{alternatives(_WORDS['filler'])})*"
    rf"(?:{alternatives(_WORDS['against'])})){_BETWEEN}$"
    rf"|\b(?:{alternatives(_WORDS['before'])}) $"
)
_AFTER = re.compile(rf"(?: [a-z]+)? (?:{alternatives(_WORDS['after'])})\b")
_NEAR = 30
"""Characters before a number that may tell that it is of another time."""
_FEWER = re.compile("[才只仅就]|only|just")
"""Said of a number that is held against another, whether or not that is told."""


def drop_former(clauses: list[Clause], i: int) -> None:
    """Removes heads of another time from a clause, unless they are the only ones and may be the event's.

    What corrects an entry speaks of that entry's time (上次那场是190人,写错了).
    """
    clause = clauses[i]
    if not _TIMES.search(clause.text):
        return
    told = {amount.start: words for amount in clause.counted(*HEADS) if (words := _told(clause, amount))}
    if not told or any(c.has_any("correct", "entry") for c in clauses):
        return
    alone = sum(len(c.counted(*HEADS)) for c in clauses) < 2
    former = {start for start, words in told.items() if not alone or _FEWER.search(words)}
    clause.amounts = [a for a in clause.amounts if a.field not in HEADS or a.start not in former]


def _told(clause: Clause, amount: Amount) -> str:
    """The words that say of a headcount that it is another time's."""
    start, end = amount.start - clause.start, amount.end - clause.start
    told = _BEFORE.search(clause.text, max(0, start - _NEAR), start) or _AFTER.match(clause.text, end)
    return told[0] if told else ""

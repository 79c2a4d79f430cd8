"""What a whole school has: an audience, unless others are said to have come.

全校450人 is an audience, but not beside 这次只来了五年级的236人, nor beside a year (七年级听的).
"""

from __future__ import annotations

import re

from bot import data
from bot.understanding.amounts import Amount
from bot.understanding.clauses import Clause
from bot.understanding.events import Event
from bot.understanding.hints import UNITS
from bot.understanding.numbers import alternatives

_WORDS: dict[str, list[str]] = data.load("words/sizes")
_WHOLE = re.compile(alternatives(_WORDS["whole"]))
_OF_ALL = re.compile(
    rf"(?:{alternatives(_WORDS['whole'])})(?:\(含[^)]{{1,6}}\))?"
    rf"(?:{alternatives(_WORDS['people'] + UNITS['filler'] + UNITS['total'])})*$"
)
_CAME, _ONLY = re.compile(alternatives(_WORDS["came"])), re.compile(alternatives(_WORDS["only"]))
_OTHERS, _ALL = re.compile(alternatives(_WORDS["others"])), re.compile(alternatives(_WORDS["all"]))
_NEAR = 8
"""Characters on either side of a number that may tell whether it came."""


def without_the_enrolled(event: Event, heads: list[Amount]) -> list[Amount]:
    """The heads without those of a whole school of whom only some came."""
    for amount in heads:
        clause = event.clause_at(amount.start)
        if clause is None or not _WHOLE.search(clause.text) or not _of_all(clause, amount):
            continue
        rest = [a for a in heads if a is not amount]
        fewer = [a for a in rest if a.start > amount.start and (a.value or 0) < (amount.value or 0)]
        if fewer and _ONLY.search(_beside(clause, amount)[1]):
            return rest
        if any(_came_instead(event, amount, a) for a in rest):
            return rest
        if not rest and _of_some_years(event, clause):
            return []
    return heads


def _of_all(clause: Clause, amount: Amount) -> bool:
    """Whether an amount is a whole school's, and it is not said that all of them came."""
    before, after = _beside(clause, amount)
    return _OF_ALL.search(before) is not None and (_CAME.search(after) is None or bool(_ONLY.search(after)))


def _beside(clause: Clause, amount: Amount) -> tuple[str, str]:
    text, start, end = clause.text, amount.start - clause.start, amount.end - clause.start
    return text[:start], text[end : end + _NEAR]


def _came_instead(event: Event, whole: Amount, amount: Amount) -> bool:
    """Whether an amount counts some of a whole, told as those who came."""
    clause = event.clause_at(amount.start)
    if clause is None or (amount.value or 0) >= (whole.value or 0):
        return False
    before, after = _beside(clause, amount)
    if clause.start <= whole.start < amount.start:
        before = before[max(0, whole.end - clause.start) :]
    elif clause.mark == " ":
        before = _said_before(event, clause) + before
    if _ONLY.search(before):
        return True
    told = _CAME.search(before[-_NEAR:]) or _CAME.search(after)
    if amount.start < whole.start:
        return told is not None or bool(clause.grades) or clause.has("section")
    of_pupils = _OTHERS.search(before[-_NEAR:] + after) is None
    return of_pupils and bool(told or clause.grades or clause.has("section"))


def _said_before(event: Event, clause: Clause) -> str:
    """The words of the clause before one that follows without a pause (就来了五六年级 140个)."""
    return next((c.text for c in event.clauses if c.end <= clause.start <= c.end + 1), "")


def _of_some_years(event: Event, whole: Clause) -> bool:
    """Whether another clause says which years were there (七八九年级听的,全校学生一共1257人)."""
    return any(c.grades and c is not whole and not _ALL.search(c.text) for c in event.clauses)

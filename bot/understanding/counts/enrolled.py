"""What a whole school has: an audience, unless others are said to have come.

全校450人 is an audience, but not beside 这次只来了五年级的236人, nor beside a year (七年级听的).
"""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.amount import Amount
from bot.understanding.counts.hints import UNITS
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives

_WORDS: dict[str, list[str]] = data.load("words/sizes")
_WHOLE = re.compile(alternatives(_WORDS["whole"]))
_OF_ALL = re.compile(
    rf"(?:{alternatives(_WORDS['whole'])})(?:\(含[^)]{{1,6}}\))?"
    rf"(?:{alternatives(_WORDS['people'] + UNITS['filler'] + UNITS['total'])})*$"
)
_CAME, _ONLY = re.compile(alternatives(_WORDS["came"])), re.compile(alternatives(_WORDS["only"]))
_OTHERS, _ALL = re.compile(alternatives(_WORDS["others"])), re.compile(alternatives(_WORDS["all"]))
_HAS = re.compile(
    rf"(?:{alternatives(UNITS['total'])}|现在?|目前|本来)?有?"
    rf"(?:{alternatives(_WORDS['people'] + UNITS['filler'] + UNITS['total'])})*"
)
"""Between a school's name and how many it has."""
_NEAR = 8
"""Characters on either side of a number that may tell whether it came."""
_FAR = 60
"""Characters before a number that may say that it is a whole school's."""
_NEXT = 10
"""Headcounts before and after a whole school's one of which may tell how many of it came."""


def without_the_enrolled(event: Event, heads: list[Amount]) -> list[Amount]:
    """The heads without those of a whole school of whom only some came."""
    for i, amount in enumerate(heads):
        clause = event.clause_at(amount.start)
        if clause is None or not (clause.schools or _WHOLE.search(clause.text)):
            continue
        if not _of_all(clause, amount) or _nobody_missed(event, clause, amount):
            continue
        rest = [*heads[:i], *heads[i + 1 :]]
        fewer = [a for a in rest if a.start > amount.start and (a.value or 0) < (amount.value or 0)]
        if fewer and _ONLY.search(_beside(clause, amount)[1]):
            return rest
        first = i if _by_name(clause, amount) else max(0, i - _NEXT)
        if any(_came_instead(event, amount, a) for a in rest[first : i + _NEXT]):
            return rest
        if not rest and (_of_some_years(event, clause) or _owned_apart(event, clause, amount)):
            return []
    return heads


def _of_all(clause: Clause, amount: Amount) -> bool:
    """Whether an amount is a whole school's, and it is not said that all of them came."""
    start, after = amount.start - clause.start, _beside(clause, amount)[1]
    whole = _OF_ALL.search(clause.text, max(0, start - _FAR), start) or _by_name(clause, amount)
    return whole is not None and (_CAME.search(after) is None or bool(_ONLY.search(after)))


def _nobody_missed(event: Event, clause: Clause, amount: Amount) -> bool:
    """Whether the next clause says that all were there (全校只有113个学生,一个都没缺)."""
    if clause.text[amount.end - clause.start :].strip():
        return False
    after = next((c for c in event.clauses if c.start >= clause.end), None)
    if after is None or after.amounts or _ONLY.search(after.text):
        return False
    return _CAME.search(after.text) is not None


def _by_name(clause: Clause, amount: Amount) -> re.Match[str] | None:
    """How many the school has, told just after its name (一小总共有1600人, 一小1600人)."""
    before = (named for named in reversed(clause.schools) if named.end <= amount.start)
    last = next(before, None)
    start = amount.start - clause.start
    return _HAS.fullmatch(clause.text, last.end - clause.start, start) if last else None


def _owned_apart(event: Event, clause: Clause, amount: Amount) -> bool:
    """Whether a school already named is only said to have so many (去一小讲防溺水,一小总共有1600人)."""
    has = _by_name(clause, amount)
    if has is None or "有" not in has[0] or clause.days or clause.topics or clause.has_any("kind", "lecture"):
        return False
    return clause is not event.clauses[0] and _CAME.search(clause.text) is None


def _beside(clause: Clause, amount: Amount) -> tuple[str, str]:
    text, start, end = clause.text, amount.start - clause.start, amount.end - clause.start
    return text[:start], text[end : end + _NEAR]


def _came_instead(event: Event, whole: Amount, amount: Amount) -> bool:
    """Whether an amount counts some of a whole, told as those who came."""
    clause = event.clause_at(amount.start)
    if clause is None or (amount.value or 0) >= (whole.value or 0):
        return False
    before, after = _beside(clause, amount)
    some = bool(clause.grades) or clause.has("section")
    if clause.start <= whole.start < amount.start:
        before = before[max(0, whole.end - clause.start) :]
    elif (one := _clause_before(event, clause)) and one.start > whole.start and not one.amounts:
        before, some = f"{one.text},{before}", some or bool(one.grades) or one.has("section")
    if _ONLY.search(before):
        return True
    told = _CAME.search(before[-_NEAR:]) or _CAME.search(after)
    of_pupils = _OTHERS.search(before[-_NEAR:] + amount.unit + after) is None
    return (of_pupils or amount.start < whole.start) and (told is not None or some)


def _clause_before(event: Event, clause: Clause) -> Clause | None:
    """The clause that one follows within the sentence (就来了五六年级 140个)."""
    if clause.mark in STRONG:
        return None
    return next((c for c in event.clauses if c.end <= clause.start <= c.end + 1), None)


def _of_some_years(event: Event, whole: Clause) -> bool:
    """Whether another clause says which years were there (七八九年级听的,全校学生一共1257人)."""
    others = (c for c in event.clauses if c.grades and c is not whole and c.mark != "(")
    return any(not _ALL.search(c.text) for c in others)

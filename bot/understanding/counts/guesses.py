"""A guess at a headcount, and after it the figure, which alone counts (两百人不到吧,一百九十五)."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.counts.amount import Amount
from bot.understanding.events.event import Event

_GAP = re.compile(r"(?:不到一?点?|出头|左右|上下|的?样子|多点|吧|嘛|啊|呢|哦|[,、 ])*")
_SETTLED = re.compile("就[记按算写]|最后|点名|名册|签到|清点|登记|数[了下]")
"""Between a vague number and a figure: that is to be entered (二百七八十人吧,就记二百八)."""
_ROUGHLY = re.compile("不到|出头|左右|上下|样子|多点")
_ROUND, _CLOSE = 50, 0.15
"""A guess is a multiple of the first, and misses the figure by no more than this share."""


def without_guesses(event: Event, heads: list[Amount]) -> list[Amount]:
    """The heads without a guess that is made exact at once.

    Of several sessions, classes or schools each has its own.
    """
    if len(heads) < 2 or len(event.schools) > 1:
        return heads
    if any(a.value != 1 for a in event.counted("sessions", "classes", "batches")):
        return heads
    guessed = [one for one, other in pairwise(heads) if _guesses(event, one, other)]
    return [a for a in heads if a not in guessed]


def _guesses(event: Event, one: Amount, other: Amount) -> bool:
    """Whether the first of two headcounts is a guess at the second, with nothing said between them."""
    guess, figure = one.value or 0, other.value or 0
    between = _between(event, one, other)
    if between is None:
        return False
    rough = one.value is None or one.approximate
    if rough and figure and not other.approximate and _SETTLED.search(between):
        return True
    if not one.unit and between == "" and abs(figure - guess) <= _CLOSE * figure:
        return True  # 八十 八十六个
    if other.approximate or guess % _ROUND or not figure % _ROUND or abs(guess - figure) > _CLOSE * figure:
        return False
    if not _GAP.fullmatch(between):
        return False
    return one.approximate or _ROUGHLY.search(between) is not None


def _between(event: Event, one: Amount, other: Amount) -> str | None:
    """What is said between two amounts of one clause, or of two that follow each other."""
    first, second = event.clause_at(one.start), event.clause_at(other.start)
    if first is None or second is None:
        return None
    if first is second:
        return first.text[one.end - first.start : other.start - first.start]
    if second.start > first.end + 1:
        return None
    pause = second.mark.strip() and ","
    return first.text[one.end - first.start :] + pause + second.text[: other.start - second.start]

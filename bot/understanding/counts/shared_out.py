"""Cases counted in all and then school by school, with no unit (合同3份(职校2、五中1))."""

from __future__ import annotations

import re

from bot.understanding.counts.amount import Amount
from bot.understanding.text.noise import BLOT
from bot.understanding.text.numbers import parse

_NUMBER = r"[ ]?(\d{1,3}|[一二两三四五六七八九十]{1,2})"
_ENTRY = rf"(?:{BLOT}{{2,30}}(?:各|有|的|:)?{_NUMBER})"
_SHARES = re.compile(
    rf"[ ]?[,:(【]?(?:其中|分别是|分别为|包括|含)?:?"
    rf"(?P<shares>{_ENTRY}(?:[、,;+ ]|和){_ENTRY}(?:(?:[、,;+ ]|和){_ENTRY})*)(?=[)】,。;\n ]|$)"
)
_SHARE = re.compile(_ENTRY)
_COUNTED = ("cases", "times")


def shared_out(masked: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts with each school's share, instead of the sum of all.

    Names of schools are blotted out: that the shares add up tells that they are no others.
    """
    for whole in [a for a in amounts if a.field in _COUNTED and (a.value or 0) > 1]:
        match = _SHARES.match(masked, whole.end)
        shares = _shares(match, whole) if match else []
        if match and sum(share.value or 0 for share in shares) == whole.value:
            rest = [a for a in amounts if a is not whole and not match.start() <= a.start < match.end()]
            amounts = sorted([*rest, *shares])
    return amounts


def _shares(match: re.Match[str], whole: Amount) -> list[Amount]:
    """What each school had, counted as the whole is."""
    found = _SHARE.finditer(match.string, *match.span("shares"))
    return [Amount(m.start(1), m.end(1), whole.field, parse(m[1]), unit=whole.unit) for m in found]

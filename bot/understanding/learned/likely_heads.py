"""How likely a number counts heads, told by its size and the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import add

from bot.understanding.learned.classifiers import Likelihood, load
from bot.understanding.text.numbers import Number

HEADS = Likelihood(**load("heads"))
SURELY, DOUBTFUL, HARDLY = 0.8, 0.25, 0.2
"""From the first on a number counts heads where nothing else tells what it counts; below the second it counts
none, and below the third not even beside a word that says so (到场710)."""
UNKNOWN = 0.5
_DIGITS = re.compile("[0-9][0-9]*")  # begins with a set: that is sought faster
_PAUSE = re.compile("[,。;!?\n]")
_BEFORE, _AFTER = 14, 12
"""Characters around a number that are looked at."""
_SIZES = (1, 2, 3, 5, 10, 20, 40, 60, 100, 200, 500, 1000, 5000)


def likely(masked: str, number: Number) -> float:
    """How likely a number counts heads, in a text in which dates, names and the like are blotted out."""
    return UNKNOWN if number.value is None else HEADS.of(features(masked, number))


def features(masked: str, number: Number) -> set[str]:
    """What is told of a number: its size, what stands next to it, and what else its clause says."""
    before = _DIGITS.sub("0", masked[max(0, number.begins - _BEFORE) : number.begins])
    after = _DIGITS.sub("0", masked[number.end : number.end + _AFTER])
    size, left, right = f"#{bisect_left(_SIZES, number.value or 0)}", before[-1:], after[:1]
    clause, rest = _PAUSE.split(before)[-1], _PAUSE.split(after, 1)[0]
    found = {
        size,
        f"{size}<{left}",
        f"{size}>{right}",
        f"<{left}",
        f"<{before[-2:]}",
        f">{right}",
        f">{after[:2]}",
    }
    found.update(clause, map(add, clause, clause[1:]), map(">>".__add__, map(add, rest, rest[1:])))
    if masked[number.start].isascii():
        found.add("#digits")
    if number.begins < number.start:
        found.add("#about")
    return found

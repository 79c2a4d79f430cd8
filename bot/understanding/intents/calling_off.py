"""Whether a message says that what it tells of was not held."""

from __future__ import annotations

import re

from bot.understanding.changes.held import WHY
from bot.understanding.events.clauses import Clause
from bot.understanding.text.spans import covered

_OFF = ("unheld", "undone", "withdraw")
_CALLED = ("kind", "called")
"""The groups of words for the event itself."""
_BESIDE_OFF = 1
"""Characters beside the word that an event was off, at most, if its clause says nothing else (改期了)."""
_AND_THEN = re.compile(
    "(?:结果|最后|后来|临时|只好|不过|但是?|可是|又|就|都"
    "|(?:校长|主任|学校|校方|老师|领导|他们)[又才刚]?(?:来电话?|打?电话)?(?:来?说|通知|决定|让))*"
)
_NOT_OFF = re.compile(
    "[没未不](?:有|曾)?(?:取消|推迟|延期|改期|停)|not (?:been )?(?:cancel|called off|postpone)"
)
"""It was held after all (没取消,照常上的)."""


def called_off(clauses: list[Clause]) -> bool:
    """Whether all that is told is said to be off.

    Wherever a school is named, in a clause of its own, or at once (昨天的课取消了,五小,反诈,200人).
    """
    off = [c for c in clauses if c.has_any(*_OFF) and not _NOT_OFF.search(c.text)]
    placed = [clause for clause in clauses if clause.schools]
    first = clauses[0]
    at_once = off[:1] == [first] and bool(first.days) and first.has_any(*_CALLED)
    return at_once or any(map(_only_off, off)) or (bool(placed) and all(c in off for c in placed))


def _only_off(clause: Clause) -> bool:
    """Whether a clause says no more than that the event was off (…,400人,改期了; …,400人,讲座取消了)."""
    words = (hit for group in (*_OFF, *_CALLED) for hit in clause.words.get(group, ()))
    said = covered([*words, *clause.days, *clause.dayparts])
    rest = "".join(sign for place, sign in enumerate(clause.text, clause.start) if place not in said)
    rest = _AND_THEN.sub("", rest.strip(), count=1)
    return len(rest) <= _BESIDE_OFF or (WHY.match(rest) is not None and _ends_off(clause))


def _ends_off(clause: Clause) -> bool:
    """Whether a clause ends with the word that it was off (因为要搞演练取消了)."""
    ends = [hit.end for group in _OFF for hit in clause.words.get(group, ())]
    return clause.end - max(ends) <= _BESIDE_OFF

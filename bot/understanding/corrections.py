"""What a correction changes: the values after 应为, 是, 改成, not those it refers to or denies."""

from __future__ import annotations

import re
from typing import Any

from bot.understanding.clauses import Clause

_FIELDS = {
    "audience": "audience",
    "bare": "audience",
    "sessions": "sessions",
    "cases": "cases",
    "times": "cases",
}
_FIELDS |= {"class_hours": "class_hours"}
_SETS = re.compile(
    r"(?:应该是|应为|应是|改成|改为|改到|换成|其实是?|实际是?|是|为|算|:|to|be|is|was|meant|make it)[ ]?(?:在|去|有|只有|约|only)?[ ]?$"
)
_DENIES = re.compile(
    r"(?:不是|而不是|并非|不|把|将|写成|填成|记成|写的|打成|报成|not|instead of|误写成|写了|填了)(?:在|去)?[ ]?$"
)
_REFERS = re.compile(r"^[^,。]{0,12}?(?:那|这|上)(?:一)?(?:场|次|节|条|个|堂|天|份|件)")


def find_fix(clauses: list[Clause]) -> dict[str, Any]:
    """The new values, under the names of Item's fields: said to be so first, else said and not denied."""
    said: dict[str, list[tuple[int, Any]]] = {}
    for clause in clauses:
        for field, start, end, value in _values(clause):
            rank = _rank(clause, start, end)
            if rank:
                said.setdefault(field, []).append((rank, value))
    best = max((rank for values in said.values() for rank, _ in values), default=0)
    fix = {}
    for field, values in said.items():
        rank, value = max(values, key=lambda pair: pair[0])
        if rank == best or rank >= 2:
            fix[field] = value
    return fix


def _values(clause: Clause) -> list[tuple[str, int, int, Any]]:
    found: list[tuple[str, int, int, Any]] = [
        (_FIELDS[a.field], a.start, a.end, a.value)
        for a in clause.amounts
        if a.field in _FIELDS and a.value is not None
    ]
    found += [("held_on", d.start, d.end, d.day) for d in clause.days if d.day]
    found += [("school", n.start, n.end, n.school.name) for n in clause.schools if n.school]
    found += [("topics", h.start, h.end, (h.key,)) for h in clause.topics]
    return found


def _rank(clause: Clause, start: int, end: int) -> int:
    """How surely a value is the new one: 3 set by a word, 1 only said, 0 denied or part of a reference."""
    before = clause.text[: start - clause.start]
    after = clause.text[end - clause.start :]
    if _DENIES.search(before):
        return 0
    if _SETS.search(before):
        return 3
    if re.match(r"[^,]{0,8}?(?:那|这)(?:场|次|节|条|个|堂|天|份|件)|的那|发的|报的", after):
        return 0
    return 1

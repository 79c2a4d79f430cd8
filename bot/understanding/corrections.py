"""What a correction changes: the values after 应为, 是, 改成, not those it refers to or denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot import data
from bot.understanding.clauses import Clause
from bot.understanding.kinds import APART
from bot.understanding.numbers import alternatives

_WORDS = data.load("words/corrections")
_AMOUNTS: dict[str, str] = _WORDS["amounts"]
_BETWEEN = rf"(?:{alternatives(_WORDS['between'])})*[ ]?$"
_SETS = re.compile(rf"(?:{alternatives(_WORDS['sets'])}){_BETWEEN}")
_DENIES = re.compile(rf"(?:{alternatives(_WORDS['denies'])}){_BETWEEN}")
_LABELS = re.compile(rf"(?:{alternatives(_WORDS['labels'])})[:是为 ]*$")
_REFERS = re.compile(rf"[^,]{{0,8}}?(?:{alternatives(_WORDS['refers'])})")
_NEAR = 30
"""Characters on each side of a value that may tell what it is."""
_SAID, _LABELLED, _SET = 1, 2, 3


class _Value(NamedTuple):
    field: str
    start: int
    end: int
    value: Any


def find_fix(clauses: list[Clause]) -> dict[str, Any]:
    """The new values under the names of Item's fields: those said to be so, else those only said."""
    advice = any(hit.key in APART for clause in clauses for hit in clause.words.get("kind", ()))
    ranked = [(_rank(clause, v), v) for clause in clauses for v in _values(clause, advice)]
    ranked = [
        (_SET, v) if rank == _SAID and _joins(v, ranked[:i]) else (rank, v)
        for i, (rank, v) in enumerate(ranked)
    ]
    best = max((rank for rank, _ in ranked), default=0)
    fix: dict[str, Any] = {}
    for rank, value in ranked:
        if rank >= min(best, _LABELLED) and rank and (rank == best or rank >= _LABELLED):
            known = fix.get(value.field)
            more = (*known, *value.value) if known and value.field == "topics" else value.value
            fix[value.field] = tuple(dict.fromkeys(more)) if value.field == "topics" else more
    return fix


def sets_anew(clauses: list[Clause]) -> bool:
    """Whether a value is said to be set: 应为, 改成, 换成."""
    return any(_rank(clause, value) == _SET for clause in clauses for value in _values(clause, False))


def _joins(value: _Value, before: list[tuple[int, _Value]]) -> bool:
    """Whether a count goes on with one that was set just before (应该是两场,一共268人)."""
    rank, last = next((one for one in reversed(before) if one[0]), (0, value))
    counts = set(_AMOUNTS.values())
    return rank == _SET and last.field != value.field and {last.field, value.field} <= counts


def _values(clause: Clause, advice: bool) -> Iterator[_Value]:
    for a in clause.amounts:
        if a.field in _AMOUNTS and a.value is not None:
            counted = advice and (a.unit in _WORDS["counts_advice"] or a.field == "times")
            yield _Value("cases" if counted else _AMOUNTS[a.field], a.start, a.end, a.value)
    pointing = {hit.start for hit in clause.words.get("refer", ())}
    for day in clause.days:
        if day.day and day.start not in pointing:  # 刚才 says when the entry was sent
            yield _Value("held_on", day.start, day.end, day.day)
    for named in clause.schools:
        if named.school:
            yield _Value("school", named.start, named.end, named.school.name)
    for hit in clause.topics:
        yield _Value("topics", hit.start, hit.end, (hit.key,))
    yield from _kinds(clause)


def _kinds(clause: Clause) -> Iterator[_Value]:
    for hit in clause.words.get("called", ()):
        yield _Value("kind", hit.start, hit.end, hit.key)
    for hit in clause.words.get("kind", ()):
        if clause.text[hit.start - clause.start : hit.end - clause.start] not in _WORDS["verbs"]:
            yield _Value("kind", hit.start, hit.end, _WORDS["kinds"].get(hit.key, hit.key))


def _rank(clause: Clause, value: _Value) -> int:
    """How surely a value is the new one; 0 where it is denied or part of a reference."""
    place = value.start - clause.start
    before = clause.text[max(0, place - _NEAR) : max(0, place)]
    after = clause.text[value.end - clause.start :][:_NEAR]
    if _DENIES.search(before):
        return 0
    if _SETS.search(before):
        return _SET
    if _REFERS.match(after):
        return 0
    if value.field == "kind":
        return 0
    return _LABELLED if _LABELS.search(before) else _SAID

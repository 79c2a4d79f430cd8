"""What a correction changes: the values after 应为, 是, 改成, not those it refers to or denies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from bot import data
from bot.understanding.changes.set_figures import set_figures
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.events.clauses import Clause
from bot.understanding.events.kinds import APART
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/corrections")
_AMOUNTS: dict[str, str] = _WORDS["amounts"]
COUNTS = frozenset(_AMOUNTS.values())
_BETWEEN = rf"(?:{alternatives(_WORDS['between'])})*[ ]?$"
_SETS = re.compile(rf"(?:{alternatives(_WORDS['sets'])}){_BETWEEN}")
_DENIES = re.compile(rf"(?:{alternatives(_WORDS['denies'])}){_BETWEEN}")
_SLIP_VERBS = alternatives(_WORDS["slips"])
_SLIPS = re.compile(
    rf"(?<![应该要请得须改补])(?:[误错]?(?:{_SLIP_VERBS})[成为作]|[误错](?:{_SLIP_VERBS}))了?{_BETWEEN}"
)
"""Before a value that was entered by a slip (误报成352人, but not 应记成)."""
_SLIPPED = re.compile(rf"[人名位个场次件份篇]{{0,2}}(?:那个?)?是我?(?:{alternatives(_WORDS['slipped'])})")
"""After a value: it was a slip (三道渠是我口误)."""
_GIVES_WAY = re.compile(r"[人名位个场次件份篇]{0,2}(?:课时|学生|同学)?[ ]?(?:→|->|=>|改(?!一?[下过])|to[ ])")
"""After a value in whose place another is put (88→98, 三百二改三百六)."""
_LABELS = re.compile(rf"(?:{alternatives(_WORDS['labels'])})[:是为 ]*$")
_REFERS = re.compile(rf"[^,。;:()\n]{{0,8}}?(?:{alternatives(_WORDS['refers'])})")
_GROUP = re.compile(rf"(?:{alternatives(PEOPLE['hearers'])})[:有 ]?$")
_START, _NEAR = attrgetter("start"), 30
"""Characters on each side of a value that may tell what it is."""
_SLIP, _REFERENCE, _SAID, _LABELLED, _SET = -1, 0, 1, 2, 3


class _Value(NamedTuple):
    field: str
    start: int
    end: int
    value: Any


def find_fix(text: str, clauses: list[Clause]) -> dict[str, Any]:
    """The new values under the names of Item's fields: those said to be so, else those only said."""
    advice = any(hit.key in APART for clause in clauses for hit in clause.words.get("kind", ()))
    ranked = [(_rank(text, clause, v), v) for clause in clauses for v in _values(clause, advice)]
    ranked = list(_joined(ranked))
    ranked = _without_references(_with_figures(text, [*ranked, *_meant(ranked)]))
    best = max((rank for rank, _ in ranked), default=0)
    fix: dict[str, Any] = {}
    for rank, value in ranked:
        if rank > 0 and rank >= min(best, _LABELLED):
            known = fix.get(value.field)
            more = (*known, *value.value) if known and value.field == "topics" else value.value
            fix[value.field] = tuple(dict.fromkeys(more)) if value.field == "topics" else more
    groups = [v.value for rank, v in ranked if rank == best and v.field == "audience" and _of_group(text, v)]
    if len(groups) > 1 and fix.get("audience") == groups[-1]:
        fix["audience"] = sum(groups)
    return fix


def _of_group(text: str, value: _Value) -> bool:
    """Whether heads are of one group of several (人数补一下,学生200老师10)."""
    return _GROUP.search(text, max(0, value.start - _NEAR), value.start) is not None


def _meant(ranked: list[tuple[int, _Value]]) -> list[tuple[int, _Value]]:
    """What was meant where only a slip is told: what the entry is referred to by (二小那场记成一小了)."""
    found = {value.field for rank, value in ranked if rank > 0}
    slips = {value.field: value for rank, value in ranked if rank == _SLIP and value.field not in found}
    return [
        (_SET, value)
        for rank, value in ranked
        if rank == _REFERENCE and value.field in slips and value.value != slips[value.field].value
    ]


def _with_figures(text: str, ranked: list[tuple[int, _Value]]) -> list[tuple[int, _Value]]:
    """Adds the figures that only the name of their field explains, in place of what they seemed to be."""
    known = {value.field for rank, value in ranked if rank > 0}
    figures = [figure for figure in set_figures(text) if figure.field not in known]
    places = {figure.start for figure in figures}
    rest = [(rank, value) for rank, value in ranked if value.start not in places]
    return [*rest, *((_SET, _Value(f.field, f.start, f.start, f.value)) for f in figures)]


def _without_references(ranked: list[tuple[int, _Value]]) -> list[tuple[int, _Value]]:
    """Where a count is corrected, a day or school only said tells which entry it is of (昨天二小那场,260)."""
    if not any(rank > 0 and value.field in COUNTS for rank, value in ranked):
        return ranked
    return [(rank, value) for rank, value in ranked if rank != _SAID or value.field in COUNTS]


def sets_anew(text: str, clauses: list[Clause]) -> bool:
    """Whether a value is said to be set: 应为, 改成, 换成."""
    return any(_rank(text, clause, value) == _SET for clause in clauses for value in _values(clause, False))


def _joined(ranked: list[tuple[int, _Value]]) -> Iterator[tuple[int, _Value]]:
    """A count that goes on with what was set just before is set too (应该是两场,一共268人)."""
    field_set = ""
    for rank, value in ranked:
        joins = rank == _SAID and value.field in COUNTS and field_set not in ("", value.field)
        yield (_SET if joins else rank), value
        if rank > 0:
            field_set = value.field if rank == _SET else ""


def _values(clause: Clause, advice: bool) -> Iterator[_Value]:
    called = {hit.start for hit in clause.words.get("called", ())}
    for a in clause.amounts:
        # 只是一次活动 says what it was, and no number
        if a.field in _AMOUNTS and a.value is not None and not (a.value == 1 and a.end in called):
            counted = advice and (a.unit in _WORDS["counts_advice"] or a.field == "times")
            yield _Value("cases" if counted else _AMOUNTS[a.field], a.start, a.end, a.value)
    for day in clause.told_days:
        if day.day:
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


def _rank(text: str, clause: Clause, value: _Value) -> int:
    """How surely a value is the new one; 0 where it is denied or part of a reference, -1 if it was a slip."""
    before = text[max(0, value.start - _NEAR) : value.start]
    after = text[value.end : value.end + _NEAR]
    if _SLIPS.search(before) or _SLIPPED.match(after):
        return _SLIP
    if _DENIES.search(before) or _GIVES_WAY.match(after):
        return _REFERENCE
    if _SETS.search(before):
        return _SET
    if _REFERS.match(after) or value.field == "kind":
        return _REFERENCE
    label = _LABELS.search(before)
    return _LABELLED if label and not _in_a_name(clause, value.start - len(before) + label.start()) else _SAID


def _in_a_name(clause: Clause, place: int) -> bool:
    """Whether a place is within a school's name, so that 学校 there names no field (洣口学校交通安全)."""
    after = bisect_left(clause.schools, place, key=_START)
    last = clause.schools[after - 1] if after else None
    return last is not None and last.school is not None and place < last.end

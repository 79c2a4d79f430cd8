"""What kind of thing a clause speaks of."""

from __future__ import annotations

from bot.understanding.clauses import Clause

APART = frozenset({"consultation", "legal_matter", "essay"})
"""Kinds that are never part of an event with an audience."""
_ORDER = ("lesson", "visit", "lecture", "activity", "consultation", "legal_matter", "essay", "other")
"""Of one event the first that fits (understanding.md, "Kind")."""


def kinds_of(clause: Clause) -> list[str]:
    """The kinds that the clause's words name; the first one is what the clause is about."""
    kinds = [hit.key for hit in clause.words.get("kind", ()) if hit.key != "none" and not _denied(clause, hit.start)]
    if _handles(clause, talk="lecture" in kinds):
        kinds.insert(0, "legal_matter")
    if _travels(clause):
        kinds.insert(0, "visit")
    return kinds


def first_of(kinds: list[str]) -> str:
    """The kind of an event whose clauses name these."""
    if kinds and kinds[0] in APART:
        return kinds[0]
    return next((kind for kind in _ORDER if kind in kinds), "lecture")


def _denied(clause: Clause, start: int) -> bool:
    before = clause.text[max(0, start - clause.start - 3) : start - clause.start]
    return before.endswith(("没", "没有", "未", "不是", "并非", "非"))


def _handles(clause: Clause, talk: bool) -> bool:
    """A document reviewed or drafted, or an incident handled."""
    if talk:
        return False
    reviewed = clause.has("object") and (clause.has("verb") or bool(clause.counted("cases")))
    return reviewed or (clause.has("event") and clause.has("handle"))


def _travels(clause: Clause) -> bool:
    """Pupils go to a court, a police station, a base: led there or received there."""
    courts, moves = clause.words.get("court", []), clause.words.get("motion", [])
    if clause.has("host"):
        host = clause.words["host"][0]
        return any(court.start < host.start for court in courts) and (clause.has("pupils") or bool(clause.schools))
    if not clause.has("lead", "pupils"):
        return False
    return any(_reaches(clause, move.end, court.start) for move in moves for court in courts)


def _reaches(clause: Clause, start: int, end: int) -> bool:
    """Whether a verb of motion has the place as its goal, and no school in between."""
    return 0 <= end - start <= 12 and not any(start <= named.start < end for named in clause.schools)

"""What was off beside what was held: the talk meant for the afternoon, another school that did not come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.understanding.changes.held import WHY
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.kinds import kinds_of

_OFF = ("unheld", "undone", "dropped")
CALLS = frozenset({*_OFF, "later", "ahead", "frame"})
"""The signs one of which stands in every clause that tells that something was off."""
_MEANT = ("instead", "appointed", "elsewhere", "agreed")
"""The groups of words one of which begins what was only meant."""
_HEARD = ("consultation", "other")
"""The kinds of what the words for a call, a meeting or an inspection name."""
_KEPT = ("themselves", "silent")
"""Whatever was off, these say that what was held was the school's own."""
_MOST = 20
"""More clauses that something was off tell of nothing that was held."""
_COUNTS = ("audience", "bare", "cases", "times")


class _Told(NamedTuple):
    """What some clauses tell of: kinds, topics, parts of the day, days."""

    kinds: frozenset[str]
    topics: frozenset[str]
    parts: frozenset[str]
    days: frozenset[str]


def forget_what_was_off(clauses: list[Clause]) -> None:
    """Empties the clauses that only tell what else was meant and did not come about, beside what was held.

    It has to be another thing: of another kind or topic, at another time, or of a school without a name
    (消防演练300人,原定的讲座改到下周). What says no more than that it was off is said of the whole
    (200人,改期了).
    """
    off = [i for i, clause in enumerate(clauses) if _is_off(clause)]
    for i in off[::-1] if len(off) <= _MOST else ():
        if clauses[i].idle:
            continue
        first = _begins(clauses, i)
        held = [c for k, c in enumerate(clauses) if not first <= k <= i and not c.has_any(*_OFF)]
        if _is_report(held) and _is_another(clauses[first : i + 1], held):
            for clause in clauses[first : i + 1]:
                clause.days, clause.dayparts, clause.topics, clause.amounts = [], [], [], []
                clause.grades = []
                clause.words = {group: clause.words[group] for group in _KEPT if group in clause.words}


def _is_off(clause: Clause) -> bool:
    """Whether a clause without a school or heads says that something was off, or left for a time ahead."""
    off = clause.has_any(*_OFF)
    if not off and (clause.topics or not clause.has("kind") or clause.has("done")):
        return False
    if clause.schools or clause.counted("audience", "bare") or clause.has("stood_in"):
        return False
    if any(d.day and d.why != "ahead" for d in clause.days) and not clause.has("instead"):
        return False
    ahead = any(d.why in ("ahead", "frame") and not d.day for d in clause.days) or clause.has("later")
    return off or ahead


def _begins(clauses: list[Clause], i: int) -> int:
    """Where it begins: with the clause that tells what was meant, if this one tells no more.

    One that tells why may stand between (本来要讲一节课,学生都去春游了,没上成).
    """
    first = i
    for before in reversed(clauses[max(0, i - 2) : i]):
        if _names_something(clauses[first]) or clauses[first].mark in STRONG:
            break
        first -= 1
        if before.schools or before.counted("audience", "bare"):
            break
        if before.has_any(*_MEANT) or (before.dayparts and (before.has("next") or _named(before))):
            return first
    return i


def _names_something(clause: Clause) -> bool:
    return bool(clause.topics or clause.amounts or clause.schools or _named(clause))


def _named(clause: Clause) -> set[str]:
    """The kinds that a clause names, but for verbs that are denied (没讲成 names none, 讲座没搞 a talk).

    Nor how one heard of it, or why it was off, unless it is said to have been meant (来电说改天, 因演练取消).
    """
    off = [hit for group in _OFF for hit in clause.words.get(group, ())]
    kinds = [hit for hit in clause.words.get("kind", ()) if hit.key != "none"]
    if not clause.has_any(*_MEANT):
        why = WHY.search(clause.text)
        end = clause.start + why.start() if why else clause.end
        kinds = [k for k in kinds if k.key not in _HEARD and k.start < end]
    return {k.key for k in kinds if not any(h.start < k.start and k.end <= h.end for h in off)}


def _is_report(clauses: list[Clause]) -> bool:
    """Whether some clauses name a school, and tell what was done there, or how many heard it."""
    if not any(c.schools for c in clauses):
        return False
    return any(c.counted(*_COUNTS) or c.has_any("kind", "done") for c in clauses)


def _is_another(off: list[Clause], held: list[Clause]) -> bool:
    """Whether what was off is another thing than what was held."""
    further = [c for c in off if c.has("next")]
    if any(c.has("elsewhere") for c in off) or any(
        c.has("instead") or c.counted("sessions") for c in further
    ):
        return True
    one, other = (
        _told(off, _named),
        _told([c for c in held if not c.has_any("instead", "themselves")], kinds_of),
    )
    if not other.kinds and other.topics and any(c.counted("audience") for c in held):
        other = other._replace(kinds=frozenset({"lecture"}))
    meant = any(c.has("instead") for c in off)
    return (
        _differ(one.kinds, other.kinds)
        or _differ(one.topics, other.topics)
        or _differ(one.parts, other.parts)
        or (meant and _differ(one.days, other.days))
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _told(clauses: list[Clause], kinds: Callable[[Clause], Iterable[str]]) -> _Told:
    return _Told(
        frozenset("visit" if kind == "tour" else kind for c in clauses for kind in kinds(c)),
        frozenset(hit.key for c in clauses for hit in c.topics),
        frozenset(hit.key for c in clauses for hit in c.dayparts),
        frozenset(str(d.day or d.why) for c in clauses for d in c.days),
    )

"""Pieces of advice, papers or essays of an event, from its amounts."""

from __future__ import annotations

from bot.understanding.amounts import Amount
from bot.understanding.counting import Count
from bot.understanding.events import Event

_ALSO = frozenset("也又还另再")


def cases_of(event: Event) -> Count:
    """Pieces of advice, papers or essays; None where nothing is counted."""
    persons = () if event.apart == "legal_matter" else ("audience",)
    for fields in (("cases",), ("times",), persons, ("some",), ("asked",)):
        counted = [a for a in event.counted(*fields) if a.value]
        counted = [a for a in counted if not a.implied] or (counted if event.apart == "legal_matter" else [])
        if counted:
            return Count(int(_cases(event, counted)), any(a.approximate for a in counted))
    return Count(None)


def _cases(event: Event, counted: list[Amount]) -> float:
    total = [a for a in counted if a.total]
    if total:
        return total[-1].value or 0
    if event.apart == "essay":
        by_year = [a for c in event.clauses if c.grades for a in c.counted("cases") if a in counted]
        return sum(a.value or 0 for a in by_year) or counted[0].value or 0
    objects = max(1, sum(len(c.words.get("object", ())) for c in event.clauses))
    values = [(a.value or 0) * (objects if a.each else 1) for a in counted]
    more = _one_more(event, counted[1]) or _beside(event, counted) if len(values) > 1 else True
    summed = values[0] == sum(values[1:]) and not more
    return values[0] if summed else sum(values)


def _one_more(event: Event, amount: Amount) -> bool:
    """Whether an amount is told of something else, beside the first (保安合同也看了一份)."""
    clause = event.clause_at(amount.start)
    return clause is not None and not _ALSO.isdisjoint(clause.text)


def _beside(event: Event, counted: list[Amount]) -> bool:
    """Whether two papers stand in a row, each with its number (一份保安合同、一份校服合同)."""
    if len(counted) != 2:
        return False
    first, second = (event.clause_at(amount.start) for amount in counted)
    named = first and second and first.has("object") and second.has("object")
    return bool(named and second and (second is first or second.mark in ("、", "")))

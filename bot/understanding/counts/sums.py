"""What several headcounts of one event come to: their sum, unless one of them sums up the others."""

from __future__ import annotations

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.groups import times
from bot.understanding.events.event import Event

_CLASS = 70
"""A class has no more."""
_WATCHING = ("台下", "旁听", "观众", "观看", "围观")
"""Before a sum: it is that of those who watched, and of none who played."""


def summed(event: Event, heads: list[Amount], sessions: int, several: bool) -> float:
    """The heads of an event, each as often as there were groups of which it is said.

    Args:
        event: what is told.
        heads: its headcounts.
        sessions: how many it had.
        several: whether it gives several items.
    """
    values = [(a.value or 0) * times(event, a, sessions, several) for a in heads]
    totals = [value for a, value in zip(heads, values, strict=True) if a.total and not a.each]
    whole = len(values) > 2 or (len(values) > 1 and heads[0].total)
    if whole and 2 * max(values[0], values[-1]) == sum(values) and not _by_years(event, heads):
        return max(values[0], values[-1])
    last = len(totals) == 1 and heads[-1].total and totals[0] >= sum(values[:-1])
    if last and not _watched(event, heads[-1]):
        return totals[0]
    return sum(values)


def _watched(event: Event, amount: Amount) -> bool:
    """Whether it sums up those who only watched others play (演员18人,台下旁听共260人)."""
    clause = event.clause_at(amount.start)
    before = clause.text[: amount.start - clause.start] if clause else ""
    return event.has("mock") and any(word in before for word in _WATCHING)


def _by_years(event: Event, heads: list[Amount]) -> bool:
    """Whether the first heads and the last, or the next, are one year's or part's: they sum up no others."""
    first, *others = (event.clause_at(heads[i].start) for i in (0, -1, 1))
    if first is None or not (first.grades or first.has("section")):
        return False
    last, after = others
    if first.grades and last and last.grades:
        return True
    most = all((heads[0].value or 0) >= (a.value or 0) for a in heads)
    return most and len(heads) > 2 and after is not None and after.has("section") and after is not first


def class_by_class(event: Event) -> float | None:
    """The sum where classes are told one by one, each by its size (三个班42人、两个班45人)."""
    pairs = [
        (one, two)
        for one, two in zip(event.amounts, event.amounts[1:], strict=False)
        if (one.field, two.field) == ("classes", "audience") and two.start - one.end <= 1
    ]
    sized = [(one.value or 0) * (two.value or 0) for one, two in pairs if (two.value or 0) <= _CLASS]
    return sum(sized) if len(sized) == len(pairs) > 1 else None

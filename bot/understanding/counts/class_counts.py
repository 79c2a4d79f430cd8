"""How many classes an event tells of."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.years import years_of
from bot.understanding.events.event import Event

_START = attrgetter("start")
_FEW = 9
"""Of no more numbers of classes one may be of those that came."""
_ACTUALLY = ("来了", "到了", "实到", "实际", "就是", "只剩", "剩下", "还剩")


def classes_of(event: Event, sessions: int = 1, of: Amount | None = None) -> int:
    """The number of classes (`of`: those of which an amount is said); those that came, if both are said."""
    counted = [a for a in event.counted("classes") if (a.value or 0) > 1]
    some = counted if 1 < len(counted) <= _FEW else []
    came = [a for a in some if words_before(event, a).endswith(_ACTUALLY)] or counted
    if any(a.unit != "个年级" and not a.each for a in came):  # 两个年级八个班 are eight
        came = [a for a in came if a.unit != "个年级"]
    total = outer = 0
    for amount in _in_scope(event, came, of):
        number = int(amount.value or 0)
        if amount.each == "sessions":
            number *= sessions
        elif amount.each:
            number *= outer or years_of(event)
            total -= outer
        total, outer = total + number, 0 if amount.each else number
    return total or 1


def _in_scope(event: Event, classes: list[Amount], of: Amount | None) -> list[Amount]:
    """The classes counted just before an amount said of each: 初一9个班每班10人,初二8个班每班12人."""
    told = [a.start for a in event.amounts if a.each == "classes" and a.field == "audience"]
    if of is None or len(told) < 2:
        return classes
    starts = [a.start for a in classes]
    if bisect_right(starts, told[0]) == bisect_right(starts, told[-1]):
        return classes
    since = max((start for start in told if start < of.start), default=-1)
    return [a for a in classes if since < a.start < of.start] or classes


def words_before(event: Event, amount: Amount) -> str:
    """The words before an amount, with those of the list it ends (学生、家长各600人)."""
    i = max(0, bisect_right(event.clauses, amount.start, key=_START) - 1)
    clause = event.clauses[i]
    words = clause.text[: max(0, amount.start - clause.start)].rstrip("各约有 ")
    return event.clauses[i - 1].text + words if i and clause.mark == "、" else words

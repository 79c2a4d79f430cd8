"""Groups that are counted before it is said what each of them had (男156女149,各一堂)."""

from __future__ import annotations

from bot.understanding.counts.amount import Amount
from bot.understanding.events.event import Event

_GROUP = 30
"""Fewer had no session of their own (学生200老师9,各一场 is said of others)."""
_TELLS = "各讲上开办做了 "
"""What may stand before the sessions in their clause."""


def counted_before(event: Event, amount: Amount) -> int:
    """Groups counted in the clause just before "each", which stands first in its own (男156女149,各一堂)."""
    i = max((i for i, clause in enumerate(event.clauses) if clause.start <= amount.start), default=0)
    clause = event.clauses[i]
    if not i or clause.text[: amount.start - clause.start].strip(_TELLS):
        return 0
    heads = event.clauses[i - 1].counted("audience")
    return 0 if any(a.each or a.total or (a.value or 0) < _GROUP for a in heads) else len(heads)

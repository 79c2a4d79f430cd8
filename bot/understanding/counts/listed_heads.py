"""Whether a headcount stands in a list with others, and whether it is said whom it counts."""

from __future__ import annotations

import re

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.hints import HEADS_BEFORE, PEOPLE, UNITS
from bot.understanding.events.clauses import STRONG
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives

_LIST_GAP = re.compile(r"[ ]?(?:[、,;/+= ]|和|与|及|加上?|and)[ ]?")
PLAIN = frozenset(["", *UNITS["unit"]["person"], *UNITS["any_people"]])
"""Units that name nobody in particular."""
_WHO = re.compile(rf"(?:的|[ ]|(?![送带接陪看领])[一-龥]){{0,2}}(?:{alternatives(PEOPLE['audience'])})")
_STOPS = STRONG - {"\n"} | {","}
"""Signs that join no list of bare numbers."""
_NEAR = 14
"""Characters before a number that may tell whom it counts."""
_BESIDE_YEARS = 6
"""Characters between a year of pupils and its heads, at most."""


def in_list(event: Event, heads: list[Amount], i: int) -> bool:
    """Whether nothing but a joining sign stands between an amount and the one before or after it."""
    near = [(heads[i - 1], heads[i])] if i else []
    near += [(heads[i], heads[i + 1])] if i + 1 < len(heads) else []
    return any(joined(event, one, other) for one, other in near)


def joined(event: Event, one: Amount, other: Amount) -> bool:
    """Whether nothing but a joining sign stands between two amounts (180+9, 一个39、一个33)."""
    first, second = event.clause_at(one.start), event.clause_at(other.start)
    if first is None or second is None:
        return first is second
    if first is second:
        return _LIST_GAP.fullmatch(first.text, one.end - first.start, other.start - first.start) is not None
    listed = second.mark not in _STOPS and other.start - one.end <= 1
    return listed and one.end >= first.end and other.start == second.start


def named(event: Event, amount: Amount) -> bool:
    """Whether it is said whom an amount counts, or that it counts the audience."""
    return (amount.field == "audience" and not amount.unit) or of_a_group(event, amount)


def of_a_group(event: Event, amount: Amount) -> bool:
    """Whether an amount is one group's: by its unit, by words beside it, or by a year of pupils."""
    if amount.each or amount.unit not in PLAIN:
        return True
    clause = event.clause_at(amount.start)
    if clause is None:
        return True
    if any(0 <= amount.start - grade.end <= _BESIDE_YEARS for grade in clause.grades):
        return True
    place = amount.start - clause.start
    before = clause.text[max(0, place - _NEAR) : place]
    if clause.mark == ":" and not before.strip():
        return True
    after = _WHO.match(clause.text, amount.end - clause.start)
    return bool(after or HEADS_BEFORE.search(before))

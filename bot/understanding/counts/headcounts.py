"""Headcounts said once, or in a row, for several events."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import Any

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.counting import audience_of
from bot.understanding.events.clauses import STRONG
from bot.understanding.events.event import Event
from bot.understanding.schools.named import Named

_NEAR = 40
"""Characters before a headcount that may say of which level it is."""
_LEVEL = re.compile(
    r"(小学|中学|幼儿园|初中|高中|职校|中职)"
    r"(?:部|那边|这边|那头|的|有|来了|到了|约|在|现场|听众|学生|师生|孩子|:| )*$"
)


def share_heads(events: list[Event]) -> int | None:
    """Gives headcounts to the events they belong to; returns one said for several schools together."""
    if len(events) == 1:
        return _unsplit(events[0])
    together: int | None = None
    told = [e for e in events if not e.empty and not e.apart]
    _drop_sum(told)
    _give_to_all(told)
    for i, event in enumerate(told):
        heads = event.heads
        bare = _without_heads(told[:i]) if heads else []
        if not bare:
            continue
        alone = len(heads) == 1 and not _own(event, heads[0])
        if len(heads) == sum(map(_places, [*bare, event])) and _alike(heads):
            _deal(bare, event)
        elif alone and heads[0].each:
            for other in bare:
                other.amounts += [heads[0], *event.counted("classes")]
        elif alone and heads[0].total and event.clauses[0].mark not in STRONG:
            together = int(heads[0].value) if heads[0].value else None
            event.amounts.remove(heads[0])
    return together or next(filter(None, map(_unsplit, events)), None)


def heads_in_order(event: Event, places: list[Any]) -> list[Amount | None]:
    """The headcount of each of an event's places: by the level said before it (小学210人), else in order."""
    if len(places) < 2 and len(event.schools) < 2:
        return []
    heads = event.heads
    owners = [_owner(event, amount) for amount in heads] if len(event.schools) > 1 else []
    if owners and None not in owners and len(set(owners)) == len(owners):
        by_school = dict(zip(owners, heads, strict=True))
        return [by_school.get(named) for named in event.schools]
    dealt = [head for amount in heads for head in [amount] * _held(event, amount)]
    return list(dealt) if len(dealt) == len(places) > 1 else []


def _held(event: Event, amount: Amount) -> int:
    """How many sessions had a headcount each: of the first two in 前两场都是两百人, else one."""
    clause = event.clause_at(amount.start) if amount.each else None
    parts = [a for a in clause.counted("sessions") if a.part] if clause else []
    return int(parts[0].value or 1) if parts else 1


def _owner(event: Event, amount: Amount) -> Named | None:
    """The one school of the event whose level is said just before a headcount."""
    clause = event.clause_at(amount.start)
    if not clause:
        return None
    since = max((named.end for named in clause.schools if named.end <= amount.start), default=clause.start)
    near = max(since, amount.start - _NEAR) - clause.start
    level = _LEVEL.search(clause.text, near, amount.start - clause.start)
    if not level:
        return None
    fitting = [n for n in event.schools if n.school and level[1] in n.school.name + n.school.kind]
    return fitting[0] if len(fitting) == 1 else None


def _drop_sum(told: list[Event]) -> None:
    """A total said last, or first, that only adds up what every event has told is no headcount of one."""
    for event, place in [(told[-1], -1), (told[0], 0)] if len(told) > 1 else []:
        heads = event.heads
        rest = [a for other in told for a in other.heads if not heads or a is not heads[place]]
        summed = heads and heads[place].total and heads[place].value == sum(a.value or 0 for a in rest)
        if summed and all(e.heads for e in told) and (place or len(heads) > 1):
            event.amounts.remove(heads[place])


def _give_to_all(told: list[Event]) -> None:
    """Heads said last of each of all events are every event's (…95人,…168人,都有女老师各5名)."""
    last = told[-1].heads[-1] if len(told) > 1 and told[-1].heads else None
    clause = told[-1].clause_at(last.start) if last else None
    if last and clause and clause.has("spread") and not any(e.heads for e in told[:-1]):
        talks = clause.counted("sessions", "lessons")
        if talks and talks[0].value == len(told):  # 三节都是同一拨180人
            for event in told[:-1]:
                event.amounts.append(last)
        return
    if not (last and clause and last.each == "any" and clause.has("spread")):
        return
    if clause.days or clause.schools or clause.grades or not all(e.heads for e in told):
        return
    for event in told[:-1]:
        event.amounts.append(last)


def _unsplit(event: Event) -> int | None:
    """The heads told for the several schools of one event together, if they are."""
    places = 1 if "visit" in event.kinds and len(event.schools) == 2 else len(event.schools)
    if places < 2 or event.apart or heads_in_order(event, event.schools) or any(a.each for a in event.heads):
        return None
    return audience_of(event, "lecture", 1, 1).value


def _without_heads(events: list[Event]) -> list[Event]:
    """The last events in a row that have no headcount."""
    return list(takewhile(lambda event: not event.heads, reversed(events)))[::-1]


def _places(event: Event) -> int:
    """How many headcounts in a row an event takes: one for each school."""
    return max(1, len(event.schools))


def _alike(heads: list[Amount]) -> bool:
    """Whether headcounts are of one sort, so that each may be another event's."""
    return len({h.unit for h in heads if h.unit}) <= 1 and not heads[0].each


def _deal(bare: list[Event], event: Event) -> None:
    """Headcounts in a row go to the events in a row."""
    heads = iter(event.heads)
    for other in bare:
        for amount in islice(heads, _places(other)):
            other.amounts.append(amount)
            event.amounts.remove(amount)


def _own(event: Event, amount: Amount) -> bool:
    """Whether a headcount stands in the clause that names the event's school."""
    clause = next(c for c in reversed(event.clauses) if c.start <= amount.start)
    return bool(clause.schools)

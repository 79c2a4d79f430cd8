"""Sessions, audience, class hours and cases of an event, from its amounts."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.crowds import counted_together, heads_of, meant_at_last
from bot.understanding.counts.enrolled import without_the_enrolled
from bot.understanding.counts.groups import sessions_each
from bot.understanding.counts.sums import class_by_class, summed
from bot.understanding.counts.told_sessions import (
    came_on_top,
    sessions_told,
    taught_in_batches,
    without_rates,
    without_singles,
)
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import APART
from bot.understanding.learned.likely_heads import HARDLY

_CROWD = 10
"""An audience has no fewer."""

_EACH = re.compile("(?:每|均)[^,。;]{0,5}$")


class Count(NamedTuple):
    """A number of an item, and how it was said."""

    value: int | None
    approximate: bool = False
    online: bool = False
    of: tuple[Amount, ...] = ()
    """The headcounts that it adds up."""


UNCOUNTED = Count(None)
"""Of what no figure is said."""


def sessions_of(event: Event, kind: str, several: int) -> Count:
    """Sessions of each item; `several` is the number of items (understanding.md, "`sessions`")."""
    amounts = _sessions(event, kind)
    if not amounts:
        return Count(1 if kind in APART else _sessions_uncounted(event, kind, several))
    if several > 1:
        each = [a for a in amounts if a.each]
        return Count(int(each[0].value or 1) if each else _shared(int(amounts[0].value or 1), several))
    parts = [a for a in amounts if a.part]
    plain = [a for a in amounts if not a.each and not (a.part and event.has("ordinal"))]
    plain = parts if parts and not (plain and event.has("ordinal")) else plain
    if not plain:
        groups = sessions_each(event, amounts[0])
        return Count(int(amounts[0].value or 1) * groups)
    return _sessions_added(event, plain)


def _sessions_uncounted(event: Event, kind: str, several: int) -> int:
    """The sessions that nobody counts: those of batches, or told one by one."""
    if several > 1:
        return _shared(sessions_told(event), several)
    batches = 1 if kind == "visit" else taught_in_batches(event)
    return max(batches, sessions_told(event))


def _shared(total: int, several: int) -> int:
    """The sessions of each of several items, of all that are told: one where they don't share out evenly."""
    return total // several if total % several == 0 else 1


def _sessions_added(event: Event, plain: list[Amount]) -> Count:
    """The sum of the sessions counted, or their total."""
    for said in plain[::-1]:
        if said.total:
            return Count(int(said.value or 1), said.approximate)
    numbers = [int(a.value or 0) for a in plain]
    if came_on_top(event, plain):
        return Count(2)
    return Count(_whole_of(plain) or sum(numbers), any(a.approximate for a in plain))


def _whole_of(plain: list[Amount]) -> int:
    """The first number of sessions, or the last, if it sums up the others (3场,初一2场,初二1场); else 0."""
    numbers = [int(a.value or 0) for a in plain]
    return next((n for n in (*numbers[:1], *numbers[-1:]) if 2 * n == sum(numbers) > 2), 0)


def _sessions(event: Event, kind: str) -> list[Amount]:
    if kind in APART:
        return []
    fields = ("sessions", "lessons") if kind == "lesson" else ("sessions",)
    amounts = meant_at_last(event, [a for a in event.counted(*fields) if a.value])
    if amounts and _only_meant(event, amounts):
        return []
    amounts = without_singles(event, without_rates(event, amounts)) if len(amounts) > 1 else amounts
    if amounts or not event.counted("times", "lessons"):
        return amounts
    told = [a for c in event.clauses if c.has("kind") for a in c.counted("times", "lessons")]
    return meant_at_last(event, [a for a in told if a.value and a in event.amounts])


def _only_meant(event: Event, amounts: list[Amount]) -> bool:
    """Whether so many sessions were only meant, where heads are told (两个班一起听 96人 原来要分两场的)."""
    if not event.has("instead") or not event.heads:
        return False
    meant = [c for c in event.clauses if c.has("instead")]
    return all(event.clause_at(a.start) in meant for a in amounts) and any(
        event.clause_at(a.start) not in meant for a in event.heads
    )


def audience_of(event: Event, kind: str, sessions: int | None, several: int) -> Count:
    """Heads of each item, summed over groups; None where no figure is said."""
    if kind in APART or (kind == "other" and event.has("home")):
        return UNCOUNTED
    heads = _crowd(heads_of(event))
    if all(a.value is None for a in heads):
        heads = heads + _crowds(event)
    if kind == "other":
        heads = [a for a in heads if event.has("meeting") or not a.unit.startswith("个")]
    if any(a.compared for a in heads):
        heads = [a for a in heads if a.total]
    away = [a for a in heads if a.online or (a.watched and event.has("broadcast"))]
    room = [a for a in heads if a not in away] or heads
    said = [a for a in room if a.value is not None and not _of_unknown_many(event, a)]
    said = without_the_enrolled(event, said)
    if several > 1:
        said = [a for a in said if a.each]
    if not said:
        return UNCOUNTED
    if len(said) > 1 and (classes := class_by_class(event)) is not None:
        value, heads = classes, said
    else:
        heads = counted_together(event, _came(said), sessions or 1) if len(said) > 1 else said
        value = summed(event, heads, sessions or 1, several > 1)
    return Count(int(value), any(a.approximate for a in said), set(said) <= set(away), tuple(heads))


def _of_unknown_many(event: Event, amount: Amount) -> bool:
    """Whether it is said of each class, and nothing tells how many there were."""
    if amount.each != "classes" or amount.single:
        return False
    if event.counted("classes", "sessions", "lessons") or any(c.grades for c in event.clauses):
        return False
    clause = event.clause_at(amount.start)
    return clause is not None and _EACH.search(clause.text, 0, amount.start - clause.start) is not None


def _crowds(event: Event) -> list[Amount]:
    """The last thing counted with a general word alone (两百零六个), where it is as many as an audience."""
    return [a for a in event.counted("some") if (a.value or 0) >= _CROWD and a.likely >= HARDLY][-1:]


def _crowd(heads: list[Amount]) -> list[Amount]:
    """Heads without a few people told of by the way (我和小李两个人去的, 课后两个女孩说了实话)."""
    return [a for a in heads if a.each not in ("", "any") or not a.few]


def _came(heads: list[Amount]) -> list[Amount]:
    """The heads without those that were only enrolled, where it is said how many came (800人,到了763人)."""
    for i, amount in enumerate(heads):
        if amount.actual and i:
            return [a for a in heads[:i] if (a.value or 0) < (amount.value or 0)] + heads[i:]
    return heads


def hours_of(event: Event) -> float | None:
    """Class hours, only where 课时 is said; a total over what each session had."""
    amounts = [a for a in event.counted("class_hours") if a.value]
    return next((a for a in amounts if a.total), amounts[0]).value if amounts else None

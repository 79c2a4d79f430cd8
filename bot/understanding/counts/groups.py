"""How many groups an amount is said of each of: sessions, classes, years of pupils, parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.class_counts import classes_of, words_before
from bot.understanding.counts.counted_before import counted_before
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.counts.years import years_named, years_of
from bot.understanding.events.event import Event
from bot.understanding.text.lexicon import Hit

_PEOPLE: list[str] = sorted(PEOPLE["audience"], key=len, reverse=True)
_TO_EACH = "各约有讲了上开办做来 、和"
"""What may stand between groups and what each had."""
_SEXES = ("男", "女")
"""Before a word for people these are part of it (女老师各5名)."""
_BARE = 5
"""Characters of a clause that may say a part of the day and nothing else; a longer one is a remark."""
_TOO = re.compile("(?:又|还|再|另|加|后面|后头|后来|晚到|迟到|也来)[^,。;]{0,10}$")
"""Before a class that came beside those already told."""


def times(event: Event, amount: Amount, sessions: int, several: bool) -> int:
    """How many groups an amount is said of each of; where there are several items, those of one item."""
    alone = amount.single and (len(singles(event)) > 1 or _came_too(event, amount))
    if alone or not amount.each or (several and amount.each != "sessions"):
        return 1
    if amount.each in ("sessions", "any") and (some := _some_sessions(event, amount)):
        return some
    if amount.each in ("sessions", "schools"):
        return sessions
    if amount.each == "batches":
        return max(sessions, _batches(event))
    if amount.each == "classes":
        return classes_of(event, sessions, amount)
    return _own_years(event, amount) or _any_groups(event, amount, sessions)


def _own_years(event: Event, amount: Amount) -> int:
    """The years of pupils named just before an amount, if several (一、二年级各70人三、四年级各85人)."""
    clause = event.clause_at(amount.start)
    if not clause:
        return 0
    since = max((a.end for a in event.amounts if a.each and a.end <= amount.start), default=clause.start)
    own = years_named([hit for hit in clause.grades if since <= hit.start < amount.start] or clause.grades)
    return own if own > 1 else 0


def _any_groups(event: Event, amount: Amount, sessions: int) -> int:
    """The groups of a sort that is not said (各90人)."""
    if sessions > 1:
        return sessions
    classes = classes_of(event, sessions)
    return max(years_of(event), classes, _named_groups(event, amount), _batches(event))


def _some_sessions(event: Event, amount: Amount) -> int:
    """The sessions of which an amount is said, if only some of all (前两场每场200人,后一场180人); else 0."""
    clause = event.clause_at(amount.start)
    some = clause.counted("sessions") if clause else []
    return int(some[-1].value or 0) if some and some[-1].part else 0


def _came_too(event: Event, amount: Amount) -> bool:
    """Whether it is that of one class which came beside others (两个班90人,后来又来一个班45人)."""
    clause = event.clause_at(amount.start)
    others = any(a.start < amount.start and not a.each for a in event.heads)
    return (
        others and clause is not None and _TOO.search(clause.text, 0, amount.start - clause.start) is not None
    )


def sessions_each(event: Event, amount: Amount) -> int:
    """How many groups had a session, or as many as are said, each."""
    named = max(_named_groups(event, amount), counted_before(event, amount))
    return max(_parts_beside(event, amount) or _groups(event), named, _schools(event))


def _parts_beside(event: Event, amount: Amount) -> int:
    """The parts of the day named beside "each", if several: others are told of what came after."""
    clause = event.clause_at(amount.start)
    parts = _parts(clause.dayparts) if clause else set()
    return len(parts) if len(parts) > 1 else 0


def _parts(hits: Iterable[Hit]) -> set[str]:
    """The parts of the day that are named; 上下午 are two."""
    parts = {hit.key for hit in hits}
    return parts - {"both"} | {"am", "pm"} if "both" in parts else parts


def singles(event: Event) -> list[Amount]:
    """What is said of each by being said of one (一批90人)."""
    return [a for a in event.heads if a.single]


def _groups(event: Event) -> int:
    """How many groups "each" speaks of: parts of the day, or years of pupils."""
    told = [c for c in event.clauses if c.words or c.schools or c.amounts or c.topics or len(c.text) <= _BARE]
    parts = _parts(hit for clause in told for hit in clause.dayparts)
    if len(parts) > 1:
        return len(parts)
    hours = len(event.hours)
    return max(years_of(event), classes_of(event, sessions=0), _batches(event), _sections(event), hours)


def _sections(event: Event) -> int:
    """How many parts of a school are named (小学部和初中部各一场)."""
    named = ((c, hit) for c in event.clauses for hit in c.words.get("section", ()))
    return len({c.text[hit.start - c.start : hit.end - c.start] for c, hit in named})


def _schools(event: Event) -> int:
    """The schools that are only counted (3所学校,每校一场)."""
    return 1 if event.schools else int(sum(a.value or 0 for a in event.counted("schools"))) or 1


def _batches(event: Event) -> int:
    return max((int(a.value or 1) for a in event.counted("batches")), default=1)


def _named_groups(event: Event, amount: Amount) -> int:
    """Groups named just before "each": 家长学生各150."""
    before, groups = words_before(event, amount).rstrip(_TO_EACH), 0
    last = ""
    while word := next((w for w in _PEOPLE if before.endswith(w)), ""):
        if word in _SEXES and last:
            break
        rest = before.removesuffix(word)
        groups, before = groups + 1, rest.rstrip("、和与 ")
        last = word if word not in _SEXES and rest == before else ""
    return groups or 1

"""How many groups an amount is said of each of: sessions, classes, years of pupils, parts of the day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from bot.understanding.counts.amounts import Amount
from bot.understanding.counts.counted_before import counted_before
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.events.event import Event
from bot.understanding.text.lexicon import Hit

_START = attrgetter("start")
_YEARS = "一二三四五六七八九123456789"
_STAGES = "初高大中小"
_PEOPLE: list[str] = sorted(PEOPLE["audience"], key=len, reverse=True)
_TO_EACH = "各约有讲了上开办做来 、和"
"""What may stand between groups and what each had."""
_SEXES = ("男", "女")
"""Before a word for people these are part of it (女老师各5名)."""
_BARE = 5
"""Characters of a clause that may say a part of the day and nothing else; a longer one is a remark."""
_TOO = re.compile("(?:又|还|再|另|加|后面|后头|后来|晚到|迟到|也来)[^,。;]{0,10}$")
"""Before a class that came beside those already told."""
_ACTUALLY = ("来了", "到了", "实到", "实际", "就是", "只剩", "剩下", "还剩")


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
        return _classes(event, sessions, amount)
    return _own_years(event, amount) or _any_groups(event, amount, sessions)


def _own_years(event: Event, amount: Amount) -> int:
    """The years of pupils named just before an amount, if several (一、二年级各70人三、四年级各85人)."""
    clause = event.clause_at(amount.start)
    if not clause:
        return 0
    since = max((a.end for a in event.amounts if a.each and a.end <= amount.start), default=clause.start)
    own = _grades([hit for hit in clause.grades if since <= hit.start < amount.start] or clause.grades)
    return own if own > 1 else 0


def _any_groups(event: Event, amount: Amount, sessions: int) -> int:
    """The groups of a sort that is not said (各90人)."""
    if sessions > 1:
        return sessions
    classes = _classes(event, sessions)
    return max(_all_grades(event), classes, _named_groups(event, amount), _batches(event))


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
    return max(_all_grades(event), _classes(event, sessions=0), _batches(event), _sections(event), hours)


def _sections(event: Event) -> int:
    """How many parts of a school are named (小学部和初中部各一场)."""
    named = ((c, hit) for c in event.clauses for hit in c.words.get("section", ()))
    return len({c.text[hit.start - c.start : hit.end - c.start] for c, hit in named})


def _grades(grades: Iterable[Hit]) -> int:
    """How many years of pupils are named: 3、4年级 are two, 一至四年级 four."""
    named = {hit.key for hit in grades}
    return len(set[tuple[str, int]]().union(*map(_years, named))) or 1


def _all_grades(event: Event) -> int:
    return _grades(hit for clause in event.clauses for hit in clause.grades)


def _years(words: str) -> set[tuple[str, int]]:
    """The years of pupils that some words name, each by its school and number (初一初二, 大中小班)."""
    if words.endswith("班"):
        return {(character, 0) for character in words if character in _STAGES}
    years: list[tuple[str, int]] = []
    stage = ""
    for character in words:
        if character in _STAGES:
            stage = character
        if character in _YEARS:
            years.append((stage, _YEARS.index(character) % 9))
    if len(years) == 2 and any(to in words for to in (*"至到-~", " to ")):
        return {(stage, year) for year in range(years[0][1], years[1][1] + 1)}
    return set(years) or {("", 0)}


def _classes(event: Event, sessions: int = 1, of: Amount | None = None) -> int:
    """The number of classes (`of`: those of which an amount is said); those that came, if both are said."""
    counted = [a for a in event.counted("classes") if (a.value or 0) > 1]
    fewer = len(counted) > 1 and any(word in clause.text for clause in event.clauses for word in _ACTUALLY)
    came = [a for a in counted if _before(event, a).endswith(_ACTUALLY)] if fewer else []
    came = came or counted
    if any(a.unit != "个年级" and not a.each for a in came):  # 两个年级八个班 are eight
        came = [a for a in came if a.unit != "个年级"]
    total = outer = 0
    for amount in _in_scope(event, came, of):
        number = int(amount.value or 0)
        if amount.each == "sessions":
            number *= sessions
        elif amount.each:
            number *= outer or _all_grades(event)
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


def _schools(event: Event) -> int:
    """The schools that are only counted (3所学校,每校一场)."""
    return 1 if event.schools else int(sum(a.value or 0 for a in event.counted("schools"))) or 1


def _batches(event: Event) -> int:
    return max((int(a.value or 1) for a in event.counted("batches")), default=1)


def _named_groups(event: Event, amount: Amount) -> int:
    """Groups named just before "each": 家长学生各150."""
    before, groups = _before(event, amount).rstrip(_TO_EACH), 0
    last = ""
    while word := next((w for w in _PEOPLE if before.endswith(w)), ""):
        if word in _SEXES and last:
            break
        rest = before.removesuffix(word)
        groups, before = groups + 1, rest.rstrip("、和与 ")
        last = word if word not in _SEXES and rest == before else ""
    return groups or 1


def _before(event: Event, amount: Amount) -> str:
    """The words before an amount, with those of the list it ends (学生、家长各600人)."""
    i = max(0, bisect_right(event.clauses, amount.start, key=_START) - 1)
    clause = event.clauses[i]
    words = clause.text[: max(0, amount.start - clause.start)].rstrip("各约有 ")
    return event.clauses[i - 1].text + words if i and clause.mark == "、" else words

"""What is denied beside what is so: 在三小不是三小是六小, 讲了两场不是三场, 不是禁毒是反诈."""

from __future__ import annotations

import re

from bot.understanding.changes.values import Value, topics_of, values_of
from bot.understanding.events.clauses import Clause

_MISTAKEN = "(?:[跟和与]|[记登写弄搞当填报打看听][成作为])"
DENIAL = re.compile(f"不是|并非|不在|别{_MISTAKEN}|不要{_MISTAKEN}|不能{_MISTAKEN}|莫{_MISTAKEN}")
_MOST = 30
"""Values side by side among which one is sought that is denied."""
_INTERJECTIONS = "哦啊嗯呃噢诶"
_RHETORICAL = re.compile("(?:里头?|那边)?[嘛吗么]")
"""After what seems denied: it is so (我今天不是在四小嘛)."""
_DENIED = re.compile(f"[{_INTERJECTIONS}]?(?:{DENIAL.pattern})[在去讲]?$")


def deny(clauses: list[Clause], ahead: list[Clause]) -> None:
    """Removes what the last clause denies, and its mention just before (在三小不是三小是六小).

    What is so may be told in the clause `ahead` (不是上周二 是上周一).
    """
    instead = [
        clause for clause in ahead if clause.text.lstrip().startswith("是") or _begins_with_day(clause)
    ]
    _deny_topics(clauses, instead)
    said = [*values_of([*clauses, *instead]), *topics_of(clauses)]
    values = sorted(said, key=lambda value: value.start)[:_MOST]
    gone: set[int] = set()
    for i, value in enumerate(values):
        if value.start >= clauses[-1].end or not _is_denied(clauses[-1], values, i):
            continue
        for other in values[: i + 1]:
            if _same(other, value) and id(other) not in gone:
                gone.add(id(other))
                other.drop()


def _begins_with_day(clause: Clause) -> bool:
    """Whether a clause begins with a day (昨天 不是昨天 今天早上)."""
    return bool(clause.days) and clause.days[0].start == clause.start


def _is_denied(clause: Clause, values: list[Value], i: int) -> bool:
    """Whether a value is denied; a day or a figure only beside another: 一百五啊不是一百六 says 160."""
    value = values[i]
    denied = _denies(clause, value.start)
    if not denied or _RHETORICAL.match(clause.text, max(0, value.end - clause.start)):
        return False
    if any(_same(other, value) for other in values[:i]):
        return True
    after = next((other for other in values[i + 1 :] if other.sort == value.sort), None)
    if after and _is_instead(clause, value.end, after.start):
        return True
    before = any(other.sort == value.sort and other.meaning is not None for other in values[:i])
    return denied[0] not in _INTERJECTIONS and bool(after or before or value.sort == "school")


def _deny_topics(clauses: list[Clause], instead: list[Clause]) -> None:
    """Removes the topics that are denied where another follows (不是禁毒是反诈; 国安?不是国安,是网安)."""
    clause = clauses[-1]
    after = topics_of([clause, *instead])
    for hit in clause.words.get("untold", ()):
        if not _denies(clause, hit.start) or all(topic.start < hit.start for topic in after):
            continue
        again = [value for value in topics_of(clauses) if value.meaning == hit.key]
        if again or not any(known.has_any("refer", "entry") for known in clauses):
            clause.words.pop("unlike", None)
        for value in again:
            value.drop()


def _denies(clause: Clause, place: int) -> str:
    """The words just before a place that deny it, and what softens them (哦不是五小 names it after all)."""
    match = _DENIED.search(clause.text, 0, max(0, place - clause.start))
    return match[0] if match else ""


def _is_instead(clause: Clause, end: int, start: int) -> bool:
    """Whether nothing but 是 stands between what is denied and what is so (不是周五是周四)."""
    between = clause.text[max(0, end - clause.start) : max(0, start - clause.start)]
    return start >= clause.end or between.strip(" ,") in ("是", "")


def _same(one: Value, other: Value) -> bool:
    return one.sort == other.sort and one.meaning == other.meaning

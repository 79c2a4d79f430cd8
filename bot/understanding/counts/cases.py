"""Pieces of advice, papers or essays of an event, from its amounts."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.amount import Amount
from bot.understanding.counts.counting import Count
from bot.understanding.counts.deals import named_before, of_sorts
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event

_PIECES = ("篇", "essays", "essay")
_GROUP = re.compile(r"(?:[组部段班]|学生|老师|教师|家长)(?:的|有|收到|收|交来|交了|交|投了|投|共|:|约)*$")
"""Before a number of essays: those of one group (初中组22篇)."""
_DEALT = ("kind", "verb", "object", "papers", "event", "handle", "closed")
_SORTS = re.compile("(?:[一-龥]{2}[、和与及跟])+[一-龥]{2}(?:服务|采购|租赁)?(?:合同|协议)(?=[都也]?各)")
_CAME_OF_THEM = tuple(data.load("words/deals")["came_of_them"])
"""Before a number of cases: so many of those told came to an end (调解2件,调成1件)."""
_SENT_BACK = ("退回", "退改", "打回", "被退", "需要改", "要重拟")
"""After a number of papers: so many of those told (审了两份,一份退回修改)."""
_JOINED = re.compile("[、和与及跟]")
_ALSO = frozenset("也又还另再")


def cases_of(event: Event) -> Count:
    """Pieces of advice, papers or essays; None where nothing is counted."""
    persons = () if event.apart == "legal_matter" else ("audience",)
    groups = ("batches",) if event.apart == "consultation" else ()
    for fields in (("cases",), ("times",), persons, ("some",), groups, ("asked",)):
        counted = [a for a in event.counted(*fields) if a.value and _handled(event, a)]
        counted = [a for a in counted if a.field != "audience" or not _told_of(event, a)]
        counted = [a for a in counted if not a.implied] or (counted if event.apart != "essay" else [])
        if fields == ("cases",) and counted:
            counted += [a for a in event.counted("times") if _advised_too(event, a)]
        if counted:
            return Count(int(_cases(event, counted)), any(a.approximate for a in counted))
    return Count(None)


def _cases(event: Event, counted: list[Amount]) -> float:
    total = [a for a in counted if a.total]
    if total:
        return total[-1].value or 0
    counted = [a for i, a in enumerate(counted) if not (i and _is_part(event, a))]
    if event.apart == "essay":
        return _essays(event, counted)
    if of_each := of_sorts(event, counted):
        return sum(a.value or 0 for a in of_each)
    sorts = [max(len(c.words.get("object", ())), _sorts(c)) for c in event.clauses]
    objects = max(1, sum(sorts) if len(event.schools) < 2 else max(sorts))  # 三中、九中的章程…各一份
    values = [(a.value or 0) * max(objects if a.each else 1, named_before(event, a)) for a in counted]
    more = _one_more(event, counted[1]) or _beside(event, counted) if len(values) > 1 else True
    sums = (values[0], values[-1]) if len(values) > 2 else values[:1]
    whole = next((value for value in sums if 2 * value == sum(values) and not more), None)
    return sum(values) if whole is None else whole


def _sorts(clause: Clause) -> int:
    """The sorts of papers named in one, of each of which so many are told (校服和保安合同各一份)."""
    return sum(1 + len(_JOINED.findall(match[0])) for match in _SORTS.finditer(clause.text))


def _handled(event: Event, amount: Amount) -> bool:
    """Whether a clause that counts times tells what was done so often: of papers, not of words in them."""
    if amount.field != "times" or amount.total or event.apart != "legal_matter":
        return True
    clause = event.clause_at(amount.start)
    if clause and len(clause.text.strip()) == amount.end - amount.start:
        before = event.clauses[: event.clauses.index(clause)]
        clause = next((c for c in reversed(before) if not c.days), clause)
    return clause is None or clause.has_any(*_DEALT)


def _advised_too(event: Event, amount: Amount) -> bool:
    """Whether advice counted by times comes to that counted by calls (三个电话,又当面咨询了两次)."""
    clause = event.clause_at(amount.start)
    return event.apart == "consultation" and bool(clause and clause.has("kind")) and _one_more(event, amount)


def _told_of(event: Event, amount: Amount) -> bool:
    """Whether it counts pupils something befell, of whom somebody asks (来电:两名学生打架,谁赔)."""
    clause = event.clause_at(amount.start)
    if clause is None or not any(
        amount.start < p.start <= amount.end for p in clause.words.get("pupils", ())
    ):
        return False
    befell = [*clause.words.get("event", ()), *clause.topics]
    asks = [hit for hit in clause.words.get("kind", ()) if hit.key == "consultation"]
    return any(hit.start >= amount.end for hit in befell) and all(hit.start < amount.start for hit in asks)


def _essays(event: Event, counted: list[Amount]) -> float:
    """The essays of all groups where each is told, else the most: the others are some of them."""
    pieces = [a for a in counted if a.unit in _PIECES] or counted
    groups = [a for a in pieces if (c := event.clause_at(a.start)) and (c.grades or _of_group(c, a))]
    return sum(a.value or 0 for a in groups) or max(a.value or 0 for a in pieces)


def _of_group(clause: Clause, amount: Amount) -> bool:
    return _GROUP.search(clause.text, 0, amount.start - clause.start) is not None


def _is_part(event: Event, amount: Amount) -> bool:
    """Whether it is some of a number said before (4份,其中一份退回), or how many of them came to an end."""
    clause = event.clause_at(amount.start)
    if clause is None:
        return False
    if clause.text.startswith(_SENT_BACK, amount.end - clause.start):
        return True
    if clause.text.endswith(_CAME_OF_THEM, 0, amount.start - clause.start):
        return not _one_more(event, amount)
    return any(h.start < amount.start for h in clause.words.get("including", ()))


def cases_in_order(event: Event, places: int) -> list[Count]:
    """The cases of each of several schools or days, where as many numbers are told in order."""
    for fields in (("cases",), ("times",), ("audience",)):
        counted = [a for a in event.counted(*fields) if a.value and not (a.implied or a.total)]
        if len(counted) == places > 1 and (
            event.has("respectively") or all(_there(event, a) for a in counted)
        ):
            return [Count(int(a.value or 0), a.approximate) for a in counted]
    return []


def _there(event: Event, amount: Amount) -> bool:
    """Whether it is told as what there was on one side (我这边8人次,他那边11人次)."""
    clause = event.clause_at(amount.start)
    return clause is not None and clause.text.endswith(("这边", "那边"), 0, amount.start - clause.start)


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

"""Sessions that nobody counts, told one by one, each with its heads (上午300人,下午290人)."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.groups import singles
from bot.understanding.events.event import Event

_FIRST = ("男", "女", "第一场", "第1场", "头", "首", "前", "上午", "早")
"""A session told so is the first of several; the 12th of this year is one."""
_THAT_ONE = re.compile(r"(?:那[场堂节]|第[一二三四五六七八1-8][节堂]课?)[一-龥: ]{0,3}$")
_DIVIDED = re.compile("分[成为了作开]?(?:上下午|前后|先后)?$")
_TAUGHT = re.compile(
    "次?(?:来|去|给他们|分别|轮流|轮着|进行|开展|集中)?(?:讲(?![座解])|上课|上的课|宣讲|授课|开讲|培训)"
)
"""Before and after a number of batches that had a talk each (分两批讲的); else they heard it together."""
_RATE = re.compile("一(?:天|周|个?星期|个?礼拜|个?月|晚|上午|下午)[讲上]?$")
"""Before a number of sessions: so many there were in that time (一天一场讲了5场)."""
_ON_TOP = re.compile(
    "(?<![要让想请])(?<![要让想请]我)(?:(?:又|再|还|临时|另外?|多)*[加增补]|另外?)(?:了|讲了?|开了?|上了?|办了?)*$"
)
"""Before a session that was held on top of the one told (坐不下又加了一场)."""
_BESIDE = 2
"""Characters between 一场 and its heads, at most."""
_NEAR = 10
"""Characters before a headcount that may say in which session it was."""


def sessions_told(event: Event) -> int:
    """How many sessions are told one by one; 1 where none are."""
    parts = [hit for clause in event.clauses for hit in clause.dayparts]
    return max(
        1,
        max(len(_parts_with_heads(event)), _parts_in_turn(event)) if len(parts) > 1 else 0,
        len(_ordinals(event)) if event.has("ordinal") else 0,
        len(event.hours) if event.has("hour") and _in_hours(event) else 0,
        _those(event) if len(event.amounts) > 1 else 0,
    )


def _in_hours(event: Event) -> bool:
    """Whether heads are told of each lesson that is named (第二节130人 第三节125人)."""
    return len(event.heads) == len(event.hours) or any(a.each == "sessions" for a in event.heads)


def _parts_with_heads(event: Event) -> set[str]:
    """The parts of the day whose clause holds heads (上午初二300人,下午初一290人)."""
    return {c.dayparts[0].key for c in event.clauses if c.dayparts and c.counted("audience", "bare")}


def _parts_in_turn(event: Event) -> int:
    """The parts of the day that take turns with heads (初二 300 上午 初一 290 下午)."""
    parts = [(hit.start, hit.key) for clause in event.clauses for hit in clause.dayparts]
    if len({key for _, key in parts}) < len(parts) or len(parts) < 2:
        return 0
    told = sorted([*parts, *((a.start, "") for a in event.heads)])
    turns = all((one[1] == "") != (other[1] == "") for one, other in pairwise(told))
    return len(parts) if turns and len(told) == 2 * len(parts) else 0


def _ordinals(event: Event) -> set[str]:
    """The sessions told one by one (第1场 120人, 第2场 125人)."""
    said = {hit.key for clause in event.clauses for hit in clause.words.get("ordinal", ())}
    return said if any(key.startswith(_FIRST) for key in said) else set()


def _those(event: Event) -> int:
    """The headcounts that are each a session's (初一那场210,初二那场195; 第一节课50人,第二节课48人)."""
    heads = [(event.clause_at(a.start), a.start) for a in event.heads]
    clauses = [(c, start - c.start) for c, start in heads if c is not None]
    return sum(_THAT_ONE.search(c.text, max(0, place - _NEAR), place) is not None for c, place in clauses)


def taught_in_batches(event: Event) -> int:
    """The talks that were held one after another for as many batches (12个班分两批讲的); else 1."""
    for amount in event.counted("batches"):
        clause = event.clause_at(amount.start)
        divided = clause and _DIVIDED.search(clause.text, 0, amount.start - clause.start)
        if clause and divided and _TAUGHT.match(clause.text, amount.end - clause.start):
            return int(amount.value or 1)
    return 1


def without_rates(event: Event, amounts: list[Amount]) -> list[Amount]:
    """The sessions without how many there were in a day, where others are counted (一天一场讲了5场)."""
    return [a for a in amounts if not _RATE.search(_before(event, a))] or amounts


def without_singles(event: Event, amounts: list[Amount]) -> list[Amount]:
    """The sessions without 一场 before the heads of one, unless that alone tells their number."""
    of_one = [a.start for a in singles(event) if a.each == "sessions"]
    rest = [a for a in amounts if not any(0 <= start - a.end <= _BESIDE for start in of_one)]
    counted = sum(a.value or 0 for a in rest)
    return rest if len(of_one) == 1 or (rest and counted == len(of_one)) else amounts


def came_on_top(event: Event, amounts: list[Amount]) -> bool:
    """Whether the only session counted was held on top of one told before (人太多又加了一场)."""
    if len(amounts) != 1 or amounts[0].value != 1 or not _ON_TOP.search(_before(event, amounts[0])):
        return False
    clause = event.clause_at(amounts[0].start)
    if clause is None or clause.topics or clause.schools or clause.has("plan"):
        return False
    return any(c.topics or c.has("kind") for c in event.clauses if c.start < clause.start)


def _before(event: Event, amount: Amount) -> str:
    """The words just before an amount in its clause."""
    clause = event.clause_at(amount.start)
    place = amount.start - clause.start if clause else 0
    return clause.text[max(0, place - _NEAR) : place] if clause else ""

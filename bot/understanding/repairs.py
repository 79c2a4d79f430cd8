"""What a writer takes back within the message: 二小啊不对是五小, 三百二 哦不 是三百六, 其中女生120人."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from bot import data
from bot.understanding.amounts import Amount
from bot.understanding.clauses import Clause
from bot.understanding.lexicon import Hit
from bot.understanding.naming import Named
from bot.understanding.numbers import alternatives


def repair(clauses: list[Clause]) -> None:
    """Removes what is taken back, parts of a number said whole, and days that are not of the event."""
    for i, clause in enumerate(clauses):
        if not _CALLS.isdisjoint(clause.words):
            _by_words(clauses, i)
        if _SOUND.search(clause.text):
            _stumbled(clause)
        if clause.amounts:
            _drop_parts(clauses, i)
        if clause.topics and clause.day and clause.day.why == "ahead":
            _look_ahead(clauses[: i + 1])
        if clause.text.strip() in _BARE_DENIALS:
            _take_back(clauses, i, clause.end)
    for i, clause in enumerate(clauses):
        if _NOT.search(clause.text):
            _deny(clauses[max(0, i - 1) : i + 1])


_CALLS = frozenset(
    "astray in_force moved unheld only_then deadline writing stood_in undone repair misspoken".split()
)
"""The groups of words that call for a repair."""


def _by_words(clauses: list[Clause], i: int) -> None:
    """Repairs that a word of the clause calls for."""
    clause = clauses[i]
    if clause.has("astray"):
        clause.schools = []
    _drop_other_days(clauses, i)
    _held_after_all(clauses, i)
    taken = clause.start - 1
    for hit in sorted([*clause.words.get("repair", ()), *clause.words.get("misspoken", ())]):
        # 不对应该是 takes one value back, not two
        if hit.start > taken and _take_back(clauses, i, hit.start, twice=hit.key == "misspoken"):
            _settle(clauses[: i + 1])
        taken = hit.end


_BARE_DENIALS = ("不是", "不", "错了", "no")
_MOST = 30
"""Values side by side among which one is sought that is denied."""
_NOT = re.compile("不是|并非")
_CLOSE = 2
_AGAIN = frozenset("讲的是应该主题内容不对哦啊嗯呃说错了更正改成为那个校园防, ")
"""Of these characters are words that take a topic back and say it anew."""
_INTERJECTIONS = "哦啊嗯呃噢诶"
_SOUND = re.compile("[呃额诶欸哎]")
_DENIED = re.compile(f"[{_INTERJECTIONS}]?(?:不是|并非)[在去讲]?$")


def _held_after_all(clauses: list[Clause], i: int) -> None:
    """Where somebody stood in it was held; where something else was meant at first, 没讲 says it was not."""
    clause = clauses[i]
    if clause.has("stood_in"):
        for before in clauses[: i + 1]:
            before.words.pop("unheld", None)
    if clause.has("undone") and any(c.has("instead") for c in clauses[: i + 1]):
        clause.words.setdefault("unheld", clause.words["undone"])


def _deny(clauses: list[Clause]) -> None:
    """Removes what the last clause denies, and its mention just before (在三小不是三小是六小).

    A day or a figure is denied only beside another one: 一百五啊不是一百六 says 160.
    """
    clause = clauses[-1]
    topics = [("topic", known.topics, hit) for known in clauses for hit in known.topics]
    values = sorted([*_values(clauses), *topics], key=lambda one: one[2].start)[:_MOST]
    gone: set[int] = set()
    said = [(sort, _meaning(value)) for sort, _, value in values]
    for hit in clause.words.get("untold", ()):
        instead = any(topic.start > hit.start for topic in clause.topics)
        if instead and _denies(clause, hit.start):
            again = any(topic.key == hit.key for known in clauses for topic in known.topics)
            if again or not any(known.has("refer", "entry") for known in clauses):
                clause.words.pop("unlike", None)
            for known in clauses:
                known.topics = [topic for topic in known.topics if topic.key != hit.key]
    for i, (sort, _, value) in enumerate(values):
        again = said[i] in said[:i]
        other = next((one for one in values[i + 1 :] if one[0] == sort), None)
        instead = other is not None and _is_instead(clause, value.end, other[2].start)
        beside = other is not None or any(
            one[0] == sort and _meaning(one[2]) is not None for one in values[:i]
        )
        denied = _denies(clause, value.start)
        plainly = denied and denied[0] not in _INTERJECTIONS
        if denied and (again or instead or (plainly and (beside or sort == "school"))):
            for j, (_, listed, other) in enumerate(values[: i + 1]):
                told = sort == "school" and other.start < clause.start and _told(clauses[0])
                if said[j] == said[i] and not told and id(other) not in gone:
                    gone.add(id(other))
                    listed.remove(other)


def _stumbled(clause: Clause) -> None:
    """Removes a value that is said anew after no more than a sound (二十三号呃二十四号)."""
    for one, other in pairwise(_values([clause])):
        between = clause.text[one[2].end - clause.start : max(0, other[2].start - clause.start)]
        if one[0] == other[0] and _SOUND.fullmatch(between.strip()):
            one[1].remove(one[2])


def _denies(clause: Clause, place: int) -> str:
    """The words just before a place that deny it, and what softens them (哦不是五小 names it after all)."""
    match = _DENIED.search(clause.text, 0, max(0, place - clause.start))
    return match[0] if match else ""


def _is_instead(clause: Clause, end: int, start: int) -> bool:
    """Whether nothing but 是 stands between what is denied and what is so (不是周五是周四)."""
    return clause.text[max(0, end - clause.start) : max(0, start - clause.start)].strip(" ,") in ("是", "")


def _told(clause: Clause) -> bool:
    return bool(clause.topics or clause.amounts)


def _meaning(value: Any) -> object:
    """What a value of any sort says, wherever it stands."""
    if isinstance(value, Named):
        return value.schools
    if isinstance(value, Hit):
        return value.key
    return value.value if isinstance(value, Amount) else value.day


def _drop_other_days(clauses: list[Clause], i: int) -> None:
    clause = clauses[i]
    if clause.has("in_force"):
        clause.days = [
            d for d in clause.days if not clause.text[d.end - clause.start :].lstrip().startswith(_FORCE)
        ]
    if clause.has("moved"):
        _move(clauses, i)
    if clause.has("unheld") and any(c.counted("audience") for c in clauses):
        late = clause.words["unheld"][-1]
        if _LATER.match(clause.text, late.start - clause.start):
            clause.words.pop("unheld")
    if clause.has("only_then") and clause.days:
        clause.days = clause.days[-1:]
        _forget_days(clauses[:i])
    if clause.has("deadline"):
        clause.days = []
    if clause.has("writing") and not (clause.schools or clause.topics):
        clause.days = [d for d in clause.days if d.start > clause.words["writing"][-1].start]


def _forget_days(before: list[Clause]) -> None:
    """What was meant before it came about on another day; what was told of then stays."""
    for clause in before:
        told = (clause.schools or clause.amounts) and not clause.has("instead")
        clause.days = clause.days if told else []
        _drop_intention(clause)


def _drop_intention(clause: Clause) -> None:
    for group in ("plan", "instead"):
        clause.words.pop(group, None)


def _move(clauses: list[Clause], i: int) -> None:
    """An event moved to a day that is already past was held on that day (原定上周三的课挪到上周五才讲)."""
    clause = clauses[i]
    place = clause.words["moved"][-1].end
    to = [day for day in clause.days if place <= day.start <= place + 1 and day.day]
    heads = any(c.counted("audience") for c in clauses[i:])
    if to and (heads or clause.has("only_then", "done")):
        clause.days = to
        clause.words.pop("unheld", None)
        for before in clauses[max(0, i - 1) : i] if heads and not clause.schools else []:
            before.days, before.dayparts = [], []
            _drop_intention(before)


_LATER = re.compile(
    r"(?:推迟|延迟|顺延|推|延|改|挪)(?:到|至|了)?(?:上午|下午|晚上)?(?:半个?小时|[\d一二两三四五六七八九十]{1,3}(?:点|:|分钟|个?半?小时))"
)
"""To another hour of the day: it was held all the same, if heads are told."""
_FORCE = ("起施行", "施行", "实施", "生效", "颁布", "修订", "起实施", "起生效", "in force")


_BEFORE_PARTS = ("(", "、", ",")
_PART = re.compile(alternatives(data.load("words/people")["people"]["parts"]))


def _drop_parts(clauses: list[Clause], i: int) -> None:
    """A part of a headcount just said (其中…, or in brackets) is not added to it.

    Brackets that list all parts are left to the sum: the whole then equals the rest.
    """
    clause, before = clauses[i], clauses[max(0, i - 2) : i]
    if not clause.has("including") and clause.mark not in _BEFORE_PARTS:
        return
    whole = [a for c in before for a in c.counted("audience", "bare") if a.value]
    if not whole or _led(clause):
        return
    if clause.has("including") and _adds_up(clauses[i : i + 4], whole[-1].value or 0):
        return
    listed = any(c.counted("audience") for c in clauses[i + 1 : i + 2])
    bracketed = clause.mark == "(" and bool(before[-1].amounts) and not listed
    listed_on = clause.mark == "、" or _PART.match(clause.text)
    goes_on = listed_on and before[-1].has("including") and not before[-1].counted("audience")
    if clause.has("including") or goes_on or bracketed:
        most = whole[-1].value or 0
        clause.amounts = [a for a in clause.amounts if a.field != "audience" or (a.value or 0) >= most]


def _look_ahead(clauses: list[Clause]) -> None:
    """What lies ahead is no topic of what was done before (讲完课,下次还请我讲禁毒)."""
    if any(c.has("done") and c.schools for c in clauses[:-1]):
        clauses[-1].topics = []


def _led(clause: Clause) -> bool:
    """Whether somebody leads or goes, unless that is told after the parts (其中老师19人啊我们两个去的)."""
    parts = clause.words.get("including", ())
    going = [*clause.words.get("lead", ()), *clause.words.get("motion", ())]
    return any(not parts or hit.start < parts[0].start for hit in going)


def _adds_up(clauses: list[Clause], whole: float) -> bool:
    """Whether the headcounts that follow are all the parts of a whole: the sum then counts it once."""
    heads = [a.value or 0 for clause in clauses for a in clause.counted("audience", "bare")]
    return any(sum(heads[:n]) == whole for n in range(2, len(heads) + 1))


def _settle(clauses: list[Clause]) -> None:
    """What is corrected at once, in telling it, corrects no earlier entry (学生240,改一下,是214)."""
    if any(c.topics for c in clauses) and not any(c.has("entry", "refer") for c in clauses):
        clauses[-1].words.pop("correct", None)


def _take_back(clauses: list[Clause], i: int, place: int, twice: bool = False) -> bool:
    """Removes the last value before `place` of the first sort that is said again after it."""
    before = [one for one in _values(clauses[max(0, i - 2) : i + 1]) if one[2].start < place]
    after = [one for one in _values(clauses[i : i + 3]) if one[2].start > place]
    if twice and not after:
        after, before = before[-1:], before[:-1]
    if _topic_taken_back(clauses, i, place):
        return True
    if not after:
        return False
    sort, _, _ = after[0]
    for name, values, value in reversed(before):
        if name == sort:
            values.remove(value)
            return True
    return False


def _topic_taken_back(clauses: list[Clause], i: int, place: int) -> bool:
    """Removes a topic said just before `place` where another one follows at once (讲反诈,不对,讲的是宪法)."""
    near = [(clause, hit) for clause in clauses[max(0, i - 1) : i + 3] for hit in clause.topics]
    before = [one for one in near if one[1].end <= place <= one[1].end + _CLOSE][-1:]
    after = next((hit for _, hit in near if hit.start > place), None)
    if not before or after is None or before[0][1].key == after.key:
        return False
    between = "".join(
        c.text[max(0, place - c.start) : max(0, after.start - c.start)] for c in clauses[i : i + 3]
    )
    if not _AGAIN.issuperset(between):
        return False
    before[0][0].topics.remove(before[0][1])
    return True


def _values(clauses: list[Clause]) -> list[tuple[str, list[Any], Any]]:
    """The values in some clauses in order: their sort, the list they stand in, themselves."""
    found: list[tuple[str, list[Any], Any]] = []
    for clause in clauses:
        found += [("day", clause.days, day) for day in clause.days]
        found += [("school", clause.schools, named) for named in clause.schools]
        found += [("heads", clause.amounts, amount) for amount in clause.counted("audience", "bare")]
        found += [("sessions", clause.amounts, amount) for amount in clause.counted("sessions")]
    return sorted(found, key=lambda item: item[2].start)

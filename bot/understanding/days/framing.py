"""Days that only frame what is told: which of two was why, when it was agreed, when papers will hold."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.days.day import Day
from bot.understanding.days.explaining import drop_explaining, told_in
from bot.understanding.events.clauses import FAR, Clause
from bot.understanding.text.numbers import alternatives

_NEXT = ("下", "明", "后")
_JUST = "刚"
_RANGE = re.compile("(?:开始|起)(?:[放开]|$)")
"""After a day with which something else begins (放假通知看了没,4号开始)."""
_ONCE_MORE = re.compile(
    rf"[^,。;\n]{{0,6}}?(?:{alternatives(data.load('words/asides')['once_more'])})[^,。;\n了过]*$"
)
"""After a day that may be to come: it is told of once more (9月30要再去一次)."""


def drop_framing(clauses: list[Clause], i: int) -> None:
    """Removes days that are none of the event: which of two is said to be why, or is that of papers handled.

    Today is none where it is told of something else that it was just over (新生刚从基地回来,昨天一小…). A day
    of which is said what weekday it is explains why the event was on another; a time ahead, after the
    verb, is that of the papers (审了下学期的食堂合同).
    """
    clause = clauses[i]
    if _of_another_time(clause):
        clause.days, clause.schools = [], []
        return
    again = clause.has_any("next", "later") and not _heard(clauses[i : i + 3])
    if again and _once_more(clauses[max(0, i - FAR) : i], clause):
        clause.days = [d._replace(day=d.coming, why="ahead") if d.coming else d for d in clause.days]
    if clause.text.startswith(_JUST, clause.days[0].start - clause.start) and _apart(clauses, clause):
        clause.days = clause.days[1:]
        return
    if clause.has("agreed") and not _heard(clauses[i : i + 2]):
        _look_forward(clause)
    if _RANGE.match(clause.text, clause.days[-1].end - clause.start) and not told_in(clause):
        clause.days = []
        return
    drop_explaining(clauses, i)
    if clause.has_any("plan", "next_time") and any(d.why == "ahead" for d in clause.days):
        _drop_day_of_appointment(clause, clauses[max(0, i - FAR) : i])
    if clause.has("object") and clause.has("verb"):
        _drop_days_of_papers(clause)


def _of_another_time(clause: Clause) -> bool:
    """Whether a clause says of a school that it is to come, and no more (十里铺是下周的事)."""
    if len(clause.days) != 1 or clause.days[0].why != "ahead" or not clause.schools:
        return False
    between = clause.text[clause.schools[-1].end - clause.start : clause.days[0].start - clause.start]
    return between == "是" and clause.text[clause.days[0].end - clause.start :] == "的事"


def _drop_days_of_papers(clause: Clause) -> None:
    """Removes a time ahead that is that of papers, told after what was done with them."""
    first = clause.words["verb"][0].start
    clause.days = [
        day
        for day in clause.days
        if day.why != "ahead" or (day.start < first and not _of_papers(clause, day))
    ]


def _of_papers(clause: Clause, day: Day) -> bool:
    """Whether a time ahead is that of the papers which were handled (把下学期的校车合同过了一遍)."""
    named = any(hit.start >= day.end for hit in clause.words["object"])
    return named and clause.has("done") and clause.text.startswith("的", day.end - clause.start)


def _once_more(before: list[Clause], clause: Clause) -> bool:
    """Whether a clause tells that something reported before will be done again on a day to come."""
    last = clause.days[-1]
    if not last.coming or clause.has("done") or clause.counted("audience", "bare"):
        return False
    told = any(c.has("done") or c.counted("audience", "bare") for c in before)
    return told and _ONCE_MORE.match(clause.text, last.end - clause.start) is not None


def _apart(clauses: list[Clause], clause: Clause) -> bool:
    """Whether a clause tells of no event of ours, and another one says on which day that was."""
    if clause.schools or clause.topics or clause.has("kind"):
        return False
    return any(d.day and d.why != "ahead" for c in clauses if c is not clause for d in c.days)


def _heard(clauses: list[Clause]) -> bool:
    """Whether the first of some clauses, or the next if it is of the same day and place, counts heads."""
    clause, after = clauses[0], clauses[1:]
    same = [c for c in after if not (c.days or c.schools)]
    return any(c.counted("audience", "bare") for c in [clause, *same])


def _look_forward(clause: Clause) -> None:
    """What was agreed upon lies ahead, and when it was agreed is no day of it (昨天约好12月4日讲宪法)."""
    place = clause.words["agreed"][0].start
    after = [d for d in clause.days if d.start > place]
    next_week = [d for d in after if clause.text.startswith(_NEXT, d.start - clause.start)]
    after = [d for d in after if d.coming or d.why == "ahead" or d in next_week]
    ahead = [d._replace(day=d.coming or d.day, why="ahead") for d in after]
    clause.days = ahead or clause.days


def _drop_day_of_appointment(clause: Clause, before: list[Clause]) -> None:
    """Removes the day on which something ahead was agreed upon, or prepared (刚刚校长约我下个月去讲)."""
    for other in before:
        if other.has("prepare") and not (other.topics or other.amounts):
            other.days = []
    ahead = next(d for d in clause.days if d.why == "ahead")
    been = clause.schools if clause.has("done") else ()
    told = [s.start for s in (*been, *clause.topics, *clause.words.get("kind", ()), *clause.amounts)]
    clause.days = [
        d for d in clause.days if d.start >= ahead.start or any(d.end <= s < ahead.start for s in told)
    ]

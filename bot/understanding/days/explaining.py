"""Days that explain another: what day of the week a theme day was, before what a talk was held."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause

_WEEKDAY = re.compile(r"(?<!不)是(?:周|星期|礼拜)[一二三四五六日天]$")
_IS = ("", "是", "才是", "就是", "正好是", "刚好是", "正是", "又是", "正好", "刚好", "赶上", "碰上", "恰逢")
"""Between a theme day and the day on which it is."""
_BEFORE_IT = ("赶在", "抢在", "趁", "趁着")
"""Before a day that only frames the event (赶在3.15前的讲座,今天)."""
_DONE_THEN = re.compile("[讲上去开做搞办]的")
"""After a day: that is when it was."""
_EITHER = ("还是", "或", "或者", "或是", "要么")


def drop_explaining(clauses: list[Clause], i: int) -> None:
    """Removes days that only explain on which other day something was; of two that may be meant, both."""
    clause = clauses[i]
    if clause.days[0].why == "vague" and _DONE_THEN.match(clause.text, clause.days[-1].end - clause.start):
        _drop_themes(clauses[max(0, i - 2) : i])
    if clause.day and clause.day.day and _it_was(clause):
        for other in clauses[max(0, i - 3) : i]:
            other.days = other.days if told_in(other) else []
    before = clause.text.endswith(_BEFORE_IT, 0, clause.days[0].start - clause.start)
    if len(clause.days) > 1:
        _leave_open(clause)
        before = before or (not told_in(clause) and _explains(clause, clauses[i + 1 : i + 2]))
    if not before:
        return
    if any(d.day for c in clauses if c is not clause for d in c.days):
        clause.days = []


def told_in(clause: Clause) -> bool:
    """Whether a clause says more of an event than its day."""
    return bool(clause.schools or clause.topics or clause.amounts)


def _it_was(clause: Clause) -> bool:
    """Whether a clause says on which day it was, whatever was said before (昨天没人 是今天搞的)."""
    said = clause.text.endswith("是", 0, clause.days[0].start - clause.start)
    return said and _DONE_THEN.match(clause.text, clause.days[-1].end - clause.start) is not None


def _drop_themes(clauses: list[Clause]) -> None:
    """A theme day only framed what is told to have been on some other day (3·15食品安全课 前两天讲的)."""
    for clause in clauses:
        clause.days = [day for day in clause.days if day.why != "theme"]


def _leave_open(clause: Clause) -> None:
    """Of two days that may be meant, neither is known (上周三还是周四来着)."""
    for one, other in pairwise(clause.days):
        if clause.text[one.end - clause.start : other.start - clause.start] in _EITHER:
            clause.days = [Day(one.start, other.end, why="vague")]


def _explains(clause: Clause, after: list[Clause]) -> bool:
    """Whether it is only said which day of the week one was, or on which day a theme day is."""
    if len(clause.days) < 2:
        return False
    return _WEEKDAY.search(clause.text) is not None or _is_theme(clause, after)


def _is_theme(clause: Clause, after: list[Clause]) -> bool:
    """Whether a day is only said to be a theme day, none to meet on (明儿六一,我们今天先去的)."""
    themes = [d for d in clause.days if d.why in ("theme", "frame")]
    between = clause.text[clause.days[0].end - clause.start : clause.days[1].start - clause.start]
    if themes and between.strip() in _IS and any(c.days for c in after):
        return True
    said = (d for d in themes if clause.text.startswith("是", max(0, d.start - clause.start - 1)))
    return "但" in clause.text and any(said)

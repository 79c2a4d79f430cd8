"""Days of what led up to an event: papers came, an incident befell, a play was rehearsed."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.amount import HEADS
from bot.understanding.events.clauses import FAR, Clause
from bot.understanding.events.kinds import CROWD
from bot.understanding.text.numbers import alternatives

LED_UP = re.compile(alternatives(data.load("words/asides")["led_up"]))
"""What came about on a day, and led to what is told after it."""


def drop_what_led_up(clauses: list[Clause]) -> None:
    """Removes such days where another is told after them (昨天有学生险些落水,今天去讲了防溺水).

    The school and the topic stay: they are those of the event.
    """
    for i, clause in enumerate(clauses):
        if not (clause.day and clause.day.day):
            continue
        told = clauses[i + 1 : i + 2] if _is_bare(clause) else [clause]  # 11月14日晚,发生一起打架
        if not (any(map(_leads_up, told)) and _followed(clause, told, clauses[i + 1 : i + 1 + FAR])):
            continue
        clause.days, clause.dayparts = [], []
        for c in told:
            c.amounts = [a for a in c.amounts if a.field not in (*HEADS, "some")]


def _is_bare(clause: Clause) -> bool:
    """Whether a clause says no more than when it was."""
    return not (clause.words or clause.schools or clause.topics or clause.amounts or clause.grades)


def _leads_up(clause: Clause) -> bool:
    """Whether a clause tells only what befell, or came."""
    if clause.has_any("handle", "closed", "reply"):
        return False
    counted = clause.counted("cases", "times") and "发生" not in clause.text
    if counted or any((a.value or CROWD) >= CROWD for a in clause.counted(*HEADS)):
        return False
    since = clause.days[-1].end - clause.start if clause.days else 0
    return LED_UP.search(clause.text, max(0, since)) is not None


def _followed(clause: Clause, told: list[Clause], after: list[Clause]) -> bool:
    """Whether the next day told is another one, and of no other school than what befell."""
    following = next((i for i, c in enumerate(after) if c.day and c.day.day), None)
    if following is None or clause.day is None:
        return False
    if after[following].has_any("instead", "deadline", "scheduled"):
        return False
    day = after[following].day
    later = day is not None and day.day not in (None, clause.day.day) and day.why != "ahead"
    own = {one.schools for c in told for one in c.schools}
    return later and (not own or own >= {one.schools for c in after[: following + 2] for one in c.schools})

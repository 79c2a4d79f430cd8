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
        if not _leads_up(clause) or not _followed(clause, clauses[i + 1 : i + 1 + FAR]):
            continue
        clause.days, clause.dayparts = [], []
        clause.amounts = [a for a in clause.amounts if a.field not in (*HEADS, "some")]


def _leads_up(clause: Clause) -> bool:
    """Whether a clause with a day past tells only what befell, or came."""
    if not (clause.day and clause.day.day) or clause.has_any("handle", "closed", "reply"):
        return False
    if clause.counted("cases", "times") or any((a.value or CROWD) >= CROWD for a in clause.counted(*HEADS)):
        return False
    return LED_UP.search(clause.text, max(0, clause.days[-1].end - clause.start)) is not None


def _followed(clause: Clause, after: list[Clause]) -> bool:
    """Whether the next day told is another one, and no other school's."""
    following = next((i for i, c in enumerate(after) if c.day and c.day.day), None)
    if following is None or clause.day is None:
        return False
    if after[following].has_any("instead", "deadline", "scheduled"):
        return False
    day = after[following].day
    later = day is not None and day.day not in (None, clause.day.day) and day.why != "ahead"
    schools = {one.schools for c in after[: following + 2] for one in c.schools}
    return later and (not clause.schools or schools <= {one.schools for one in clause.schools})

"""Which days are worked, as an officer types it: 10月8日放假;10月11日上班;恢复 10月8日. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot import data
from bot.records import Period
from bot.services.dating import AROUND, blotted, periods_in
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

WORDS: dict[str, list[str]] = data.load("declaring")["workdays"]
WORKS: dict[str, bool | None] = {"off": False, "on": True, "back": None}
VERB = re.compile("|".join(f"(?P<{name}>{alternatives(words)})" for name, words in WORDS.items()))
CLAUSE = re.compile(r"[;；。\n]")
BETWEEN = re.compile(r"[和及与、,]")
LONGEST = 62
"""Days in one range: more is no break but a mistake."""


def workdays_in(text: str, today: date) -> dict[date, bool | None] | None:
    """The days that a message says are worked (True), off (False) or as published (None).

    None where it says anything else, or leaves a day or a verb alone.
    """
    said: dict[date, bool | None] = {}
    for clause in CLAUSE.split(normalise(text)):
        if clause.strip():
            found = _clause(clause, today)
            if found is None:
                return None
            said |= found
    return said or None


def _clause(clause: str, today: date) -> dict[date, bool | None] | None:
    """A verb takes the days before it that have none yet; where there are none, those after it."""
    dated = periods_in(clause, today)
    verbs = list(VERB.finditer(blotted(clause, [(one.start, one.end) for one in dated])))
    spans = [(one.start, one.end) for one in dated] + [verb.span() for verb in verbs]
    longest = max((len(_days(one.period)) for one in dated), default=0)
    if longest > LONGEST or BETWEEN.sub("", AROUND.sub("", blotted(clause, spans))):
        return None
    said: dict[date, bool | None] = {}
    waiting: list[date] = []
    leading = idle = ""
    for place in sorted({start for start, _ in spans}):
        verb = next((str(one.lastgroup) for one in verbs if one.start() == place), "")
        waiting += [day for one in dated if one.start == place for day in _days(one.period)]
        if verb and not waiting:
            leading = idle = verb
        elif verb or leading:
            said |= dict.fromkeys(waiting, WORKS[verb or leading])
            waiting, idle, leading = [], "", "" if verb else leading
    return None if waiting or idle else said


def _days(period: Period) -> list[date]:
    return [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]

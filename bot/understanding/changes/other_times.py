"""What a report tells besides of other times: all that was held this term, or how it was the year before."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.days.day import Day
from bot.understanding.days.reckoning import TIME
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.kinds import APART, CROWD
from bot.understanding.text.lexicon import Hit

_WORDS = data.load("words/asides")
_YEAR_BEFORE = tuple(word for word, back in TIME["years"].items() if back < 0)
_POINTED_AT = re.compile(rf"(?:是|就是|{'|'.join(_WORDS['of_it'])})$")
"""Before a vague day: it is that of the report (这是上个月的事)."""
_ONE_OF_THEM = re.compile("[上本这]个?(?:周|星期|礼拜)[那这][回次场]")
"""One of two talks told before by their days (上周那回讲宪法,本周这回讲防欺凌)."""
_NO_PERIOD = ("累计", "全年级")
_WHOLE = {"day", "place", "heads"}
"""What a report has told before anything after it can be of another time."""
_LEAST = 3
"""Characters beside the day with which a clause says something of its own."""


def forget_other_times(clauses: list[Clause]) -> None:
    """Empties what is told of a period, or of a year before, after a report with a day and heads.

    昨天一小讲反诈,230人,今年以来已讲31场,受众8600人 tells of 230; so does 230人,去年也讲过,那次才90人.
    What names a school, or counts advice and papers, is an entry of its own.
    """
    if not any(map(_of_other_time, clauses)):
        return
    told: set[str] = set()
    other = False
    whole = set().union(*map(_told, clauses)) >= _WHOLE
    for clause in clauses:
        begins = _of_other_time(clause) and not (clause.topics and "topic" not in told)
        own = clause.schools or clause.dayparts or (clause.days and not begins) or _counts_apart(clause)
        goes_on = begins or (other and clause.mark not in STRONG)
        other = told >= _WHOLE and goes_on and not own
        if other or (whole and begins and not own and _only_counts_talks(clause)):
            _empty(clause)
        else:
            told |= _told(clause)


def _only_counts_talks(clause: Clause) -> bool:
    """Whether a clause says how many talks there were, and nothing of one of them (这学期已讲12场)."""
    return bool(clause.counted("sessions", "times")) and not clause.counted("audience", "bare", "class_hours")


def _told(clause: Clause) -> set[str]:
    """Which parts of a report a clause tells."""
    told = {
        "day": bool(clause.dayparts) or any(d.day for d in clause.days),
        "place": bool(clause.schools) or clause.has("ours"),
        "heads": any((a.value or CROWD) >= CROWD for a in clause.counted("audience", "bare")),
        "topic": bool(clause.topics),
    }
    return {part for part, said in told.items() if said}


def _of_other_time(clause: Clause) -> bool:
    """Whether a clause tells of a period or of a year before: all its days do, and it says more."""
    period, days = clause.words.get("period"), clause.days
    if not (period or days):
        return False
    if period and any(_of_period(clause, hit) for hit in period):
        other = not any(d.day for d in days)
    else:
        other = bool(days) and _earlier(clause, days[-1]) and _earlier(clause, days[0]) and _says(clause)
    return other and not clause.has_any("moved", "unheld", "spread", "repair", "correct")


def _of_period(clause: Clause, hit: Hit) -> bool:
    """Whether a word tells of a period, not of a sum (累计232人), or of years of pupils (全年级)."""
    return not clause.text.startswith(_NO_PERIOD, hit.start - clause.start)


def _earlier(clause: Clause, day: Day) -> bool:
    place = day.start - clause.start
    told = day.why in ("vague", "period") if day.day is None else clause.text.startswith(_YEAR_BEFORE, place)
    place = max(0, place)
    return told and not (_POINTED_AT.search(clause.text, 0, place) or _ONE_OF_THEM.match(clause.text, place))


def _says(clause: Clause) -> bool:
    days = sum(d.end - d.start for d in clause.days)
    return len(clause.text.strip()) - days >= _LEAST


def _counts_apart(clause: Clause) -> bool:
    apart = any(hit.key in APART for hit in clause.words.get("kind", ()))
    return apart or bool(clause.counted("cases"))


def _empty(clause: Clause) -> None:
    clause.days, clause.topics, clause.amounts, clause.grades = [], [], [], []
    for group in ("kind", "alike", "same"):
        clause.words.pop(group, None)

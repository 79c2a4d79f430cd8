"""How clauses stand to an event: what lies ahead beside it, what was asked, what was written on it."""

from __future__ import annotations

import re

from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.joining import COUNTS
from bot.understanding.text.lexicon import Hit

_ONCE_MORE = re.compile(r"再(?![说定议])|还(?:有|要|想|会|请|约|得|去)|又|另(?:有|外)")
"""What is told of is one more."""


def begins_entry(event: Event, clause: Clause, ahead: list[Clause]) -> bool:
    """Whether a day begins a new entry: after a stop or before a colon (…晨读1100人;12月5日:特校…).

    Of a form that begins with a school's name it is the second line (二小, 时间:11月21日).
    """
    school_next = bool(ahead and ahead[0].schools)
    if clause.mark in STRONG:
        return bool(event.topics or event.kinds or event.amounts or clause.schools) or school_next
    return school_next and ahead[0].mark == ":"


def of_next_time(event: Event, clause: Clause) -> bool:
    """Whether a clause tells of others, or of once more, at a time ahead, after a report without a day.

    下礼拜男生专场 after 女生专场210人, but not 下周二讲, which is the day of what was told; nor a day that
    may be past, unless a wish goes with it (校长约我12月4日再来讲).
    """
    if event.days:
        return False
    day = clause.day
    if not day or not (day.why == "ahead" or (day.coming and clause.has("next_time"))):
        return False
    reported = event.heads or event.has("done")
    whole = event.schools and reported and (event.topics or event.kinds)
    if not whole or any(c.has_any("plan", "scheduled") for c in event.clauses):
        return False
    if _ONCE_MORE.search(clause.text) or {hit.key for hit in clause.topics} - set(event.topics):
        return True
    told = {_words(c, hit) for c in event.clauses for hit in _listeners(c)}
    return bool(told) and any(_words(clause, hit) not in told for hit in _listeners(clause))


def _listeners(clause: Clause) -> list[Hit]:
    return [*clause.words.get("section", ()), *clause.words.get("hearers", ())]


def _words(clause: Clause, hit: Hit) -> str:
    return clause.text[max(0, hit.start - clause.start) : hit.end - clause.start]


def asked_about(event: Event, clause: Clause) -> bool:
    """Whether a clause only says what somebody asked about (来电咨询烫伤、索赔的处理办法)."""
    if event.apart != "consultation" or clause.schools or clause.days or clause.dayparts:
        return False
    if clause.has_any("done", "next", "closed", "reply"):
        return False
    return not any(a.value for a in clause.counted(*COUNTS)) and clause.mark not in STRONG and not event.crowd


def answers(event: Event, clause: Clause) -> bool:
    """Whether a clause only says when, or how, an inquiry was answered (来函咨询1次,4月1日书面答复)."""
    if event.apart != "consultation" or not clause.has("reply"):
        return False
    return not (clause.schools or clause.amounts or clause.topics or clause.has_any("papers", "next"))


def written_after(clause: Clause) -> bool:
    """Whether pupils wrote down what they thought of it, which is no contest (返校每人写了一篇心得)."""
    contest = any(hit.key == "essay" for hit in clause.words.get("kind", ()))
    return clause.has("impressions") and not (contest or clause.schools or clause.days)


def wish_before(event: Event) -> list[Clause]:
    """The sentence ahead of a report, with heads, that tells nothing of it (总想给孩子留点东西。昨天去…)."""
    if not (event.heads and event.schools and event.has("done")):
        return []
    first = next((i for i, c in enumerate(event.clauses) if i and c.mark in STRONG), 0)
    before = event.clauses[:first]
    told = any(c.schools or c.days or c.topics or c.amounts or c.has("kind") for c in before)
    return [] if told else before


def only_invited(event: Event) -> bool:
    """Whether all that is told is that somebody asked for a talk (昨天二小打电话问能不能再讲一场,200人).

    What is told after it is of the talk to come, unless something was done; what is told before it, a report.
    """
    if not event.has("invites"):
        return False
    asked = next(i for i, clause in enumerate(event.clauses) if clause.has("invites"))
    told = (c.topics or c.amounts or c.has("kind") for c in event.clauses[:asked])
    after = event.clauses[asked + 1 :]
    done = event.has("done") and any(c.topics or c.amounts for c in after)
    return not (done or any(told) or any(c.has("kind") for c in after))

"""Days that may be past or to come (12月4日, 28号, 周五): which of the two the words about them mean.

A report says such a day of the last time (understanding.md, "Date"). It is the next one where the writer is
asked, sent or promises to go, or where something is still open: how to get there, what to say.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot import data
from bot.understanding.days.day import Day
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/ahead")
_FIRMLY = re.compile(
    rf"(?:{alternatives(_WORDS['bids'])})[ ]?(?:{alternatives(_WORDS['me'])})"
    rf"|{alternatives(_WORDS['firmly'])}"
)
_LOOSELY = re.compile(alternatives(_WORDS["loosely"]))
_SETTLED = re.compile(
    rf"(?:已经?|刚[才刚]?|都|也)*(?:{alternatives(_WORDS['settled'])})(?:好|妥|定|[下出过]?来)?[了个]*"
)
_UNTIL = ("等", "待")
"""Just before a day: it is waited for (等30号去三小讲)."""
_MUCH = 3
"""So many times nearer a day has to be ahead than past, where words only hint that it is the next one."""
_SOON = timedelta(14)
"""A timetable for a day so near is no report of last year's."""
_CLOCK = re.compile(r"\d点|\d:\d\d(?!\d)")


def meant_ahead(event: Event, text: str, at: int, today: date) -> bool:
    """Whether the next of the two days that an event's may be is meant, as words about it tell.

    Args:
        event: what is told.
        text: the words that tell of it.
        at: where they begin in the message.
        today: the local day of sending.
    """
    day = event.day
    if not (day and day.day and day.coming and today < day.coming):
        return False
    if day.why == "year" and _comes_soon(event, day, text, today):
        return True
    if _done(event, text, at):
        return False
    ahead, ago = day.coming - today, today - day.day
    if ahead < ago and (text.startswith(_UNTIL, day.start - at - 1) or _FIRMLY.search(text)):
        return True
    return day.why != "week" and ahead * _MUCH < ago and _LOOSELY.search(text) is not None


def bidden(text: str) -> bool:
    """Whether the writer is asked or sent to go somewhere, or something about it is still open."""
    return _FIRMLY.search(text) is not None


def _done(event: Event, text: str, at: int) -> bool:
    """Whether a word says that something was done, and not only promised, fixed or got ready (我答应了)."""
    hits = [hit for clause in event.clauses for hit in clause.words.get("done", ())]
    if not hits:
        return False
    settled = {at + place for match in _SETTLED.finditer(text) for place in range(*match.span())}
    return any(hit.start not in settled or hit.end - 1 not in settled for hit in hits)


def _comes_soon(event: Event, day: Day, text: str, today: date) -> bool:
    """Whether a date without a year comes soon again, and nothing says that last year's is meant.

    Heads do, unless clock times are listed with them (12月4日: 9点一小300人,10点二小200人).
    """
    if not (day.day and day.coming and day.day < today - _SOON and day.coming < today + _SOON):
        return False
    if event.has("moved", "agreed") or (event.has("invitation") and not event.has("done")):
        return True
    return not event.has("done") and (not event.heads or _CLOCK.search(text) is not None)

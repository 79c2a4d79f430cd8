"""Days that may be past or to come (12月4日, 28号, 周五): which of the two the words about them mean.

A report says such a day of the last time (understanding.md, "Date"). It is the next one where the writer is
asked, sent or promises to go, or where something is still open: how to get there, what to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot import data
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/ahead")
_FIRMLY = re.compile(
    rf"(?:{alternatives(_WORDS['bids'])})[ ]?(?:{alternatives(_WORDS['me'])})(?![一-龥]{{1,2}}了[一个场堂节])"
    rf"|{alternatives(_WORDS['firmly'])}"
)
_SEEKS = re.compile(
    rf"(?:{alternatives(_WORDS['who'])})[^,。;?!\n]{{0,10}}?(?:{alternatives(_WORDS['able'])})"
    rf"(?:去|来)?(?:帮[我忙]|替我|给我)?(?!{alternatives(_WORDS['else'])})"
)
_UNSET = re.compile(alternatives(_WORDS["unset"]))
_LOOSELY = re.compile(alternatives(_WORDS["loosely"]))
_SETTLED = re.compile(
    rf"(?:已经?|刚[才刚]?|都|也){{0,2}}(?:{alternatives(_WORDS['settled'])})(?:好|妥|定|[下出过]?来)?[了个]*"
)
_DONE = ("done", "writing", "only_then")
_UNTIL = ("等", "待")
"""Just before a day: it is waited for (等30号去三小讲)."""
_ME = re.compile("我|咱")
_TOLD = re.compile("[讲去上做开办搞来接送]的(?=[,。;! ]|$)")
"""At the end of a clause: so it was (我和小李去的)."""
_MUCH = 3
"""So many times nearer a day has to be ahead than past, where words only hint that it is the next one."""
_SOON = timedelta(14)
"""A timetable for a day so near is no report of last year's."""
_CLOCK = re.compile(r"\d点|\d:\d\d(?!\d)|[二两三四五六七八九十]点(?:半|整|[开出集上到,。 ])")


@dataclass
class Stretch:
    """A part of a message: its text, where it begins, and the clauses in it; what its words tell is kept."""

    text: str
    start: int
    clauses: list[Clause]

    @cached_property
    def done(self) -> bool:
        """Whether words say that something was done, or entered, not only promised or fixed (我答应了)."""
        if _TOLD.search(self.text):
            return True
        hits = [hit for clause in self.clauses for group in _DONE for hit in clause.words.get(group, ())]
        if not hits:
            return False
        settled = {self.start + place for m in _SETTLED.finditer(self.text) for place in range(*m.span())}
        return any(hit.start not in settled or hit.end - 1 not in settled for hit in hits)

    @cached_property
    def bidden(self) -> bool:
        """Whether the writer is asked or sent to go somewhere, or something about it is still open."""
        return bidden(self.text)

    @cached_property
    def hinted(self) -> bool:
        """Whether words hint that a date is the next one."""
        return _LOOSELY.search(self.text) is not None

    @cached_property
    def mine(self) -> bool:
        """Whether the writer takes part."""
        return _ME.search(self.text) is not None

    @cached_property
    def timed(self) -> bool:
        """Whether it tells the hour."""
        return _CLOCK.search(self.text) is not None

    @cached_property
    def unset(self) -> bool:
        """Whether it is told ahead though no day is: its time is not fixed, or the writer is on the way."""
        return _UNSET.search(self.text) is not None and not self.done


def meant_ahead(event: Event, words: Stretch, today: date) -> bool:
    """Whether the next of the two days that an event's may be is meant, as words about it tell.

    Args:
        event: what is told.
        words: what is said about it.
        today: the local day of sending.
    """
    day = event.day
    if not (day and day.day and day.coming and today < day.coming):
        return False
    if day.why == "year" and _comes_soon(event, day, words, today):
        return True
    ahead, ago = day.coming - today, today - day.day
    if event.has("moved") and not (event.heads or event.has("only_then")) and ahead < ago:
        return True
    if words.done:
        return False
    awaited = words.text.startswith(_UNTIL, max(0, day.start - words.start - 1))
    if ahead < ago and (awaited or words.bidden):
        return True
    hinted = words.hinted or (ahead <= _SOON and words.mine)
    return day.why not in ("week", "month") and ahead * _MUCH < ago and hinted


def bidden(text: str) -> bool:
    """Whether the writer is asked or sent to go somewhere, or something about it is still open."""
    return _FIRMLY.search(text) is not None or seeks_somebody(text)


def seeks_somebody(text: str) -> bool:
    """Whether it is asked who could go (谁能15号去趟二中?), and not for something to be told (谁能查一下)."""
    return _SEEKS.search(text) is not None


def _comes_soon(event: Event, day: Day, words: Stretch, today: date) -> bool:
    """Whether a date without a year comes soon again, and nothing says that last year's is meant.

    Heads do, unless clock times are listed with them (12月4日: 9点一小300人,10点二小200人).
    """
    if not (day.day and day.coming and day.day < today - _SOON and day.coming < today + _SOON):
        return False
    if event.has_any("moved", "agreed") or (event.has("invitation") and not event.has("done")):
        return True
    return not event.has("done") and (not event.heads or words.timed)

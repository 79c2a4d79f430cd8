"""Whether what a message tells of lies ahead: by its day, its hour, and the words about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.understanding.changes.sequels import only_invited, wish_before
from bot.understanding.days.clock_times import OVER, later_today
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.intents.either import Stretch, meant_ahead, seeks_somebody

_LAST_HOUR = {"noon": 11, "pm": 12, "eve": 17}
"""Before this hour an event of that part of the day still lies ahead, unless it is said to be done."""
_TOGETHER = re.compile(r"(?<![需主重只不还])要(?:[和跟同与带陪][^,。;]{1,8})(?:去|到|赴|上)")
"""Of a day that may be to come: somebody goes there with others (周四要和李检一起去)."""
_CAME = re.compile(
    "(?<!要)(?:(?<![下出])来了|(?<![收接])到了|都来|都到|实到|到场|坐[了满])(?!电话|通知|消息|函|信|个电话)|的?人?听[的了]"
)
_LATELY = timedelta(60)
"""An event of so recent a day, with heads, was held, though something else is fixed (家长会定在下周四)."""


@dataclass(eq=False)
class Outlook:
    """What tells of the events of a message whether they lie ahead."""

    text: str
    clauses: list[Clause]
    events: list[Event]
    moment: datetime
    invited: bool
    """Whether an invitation was received, which is for what lies ahead."""

    today: date = field(init=False)
    """The local day of sending."""
    whole: Stretch | None = field(init=False)
    """The whole message, unless one of its events is surely past."""

    def __post_init__(self) -> None:
        self.today = self.moment.date()
        past = any((day := event.day) and day.day and not day.coming for event in self.events)
        self.whole = None if past else Stretch(self.text, 0, self.clauses)

    def lies_ahead(self, event: Event, asked_for: bool) -> bool:
        """Whether an event lies ahead; `asked_for`: the message lists what is to come, or asks for it."""
        today, day = self.today, event.day
        if (day and (day.why == "ahead" or (day.day and day.day > today))) or only_invited(event):
            return True
        heads = event.heads
        over = day and day.day and day.day < today and not day.coming
        lately = day and day.day and heads and today - _LATELY < day.day < today
        if over or (event.has("kept") and heads) or (lately and _came(event)):
            return False
        told = day and day.day and not day.coming and event.has("done") and heads
        invited = self.invited and not told
        coming = day and day.coming and not (heads or event.has("done")) and event.has("later")
        if (
            (event.has("scheduled") and not lately)
            or _planned(event)
            or invited
            or coming
            or self._soon(event)
            or self._open(event)
            or self._by_the_clock(event)
        ):
            return True
        if event.has("done"):
            return False
        if asked_for or self._seeks_somebody:
            return not heads or not day or _rather_to_come(day, today)
        late = _LAST_HOUR.get(event.part, 0) > self.moment.hour
        return bool(day and day.day == today and late and (event.part == "eve" or not heads))

    @cached_property
    def _seeks_somebody(self) -> bool:
        """Whether it asks who could go."""
        return seeks_somebody(self.text)

    def _by_the_clock(self, event: Event) -> bool:
        """Whether the hour told with its day or its part of the day is still to come.

        Of a list of which the first was held, the others with heads were too.
        """
        if "点" not in self.text and ":" not in self.text:
            return False
        day = event.day
        if not day or day.day != self.today or (event.heads and event is not self.events[0]):
            return False
        if any(OVER.search(clause.text) for clause in event.clauses):
            return False
        clauses = (clause for clause in event.clauses if clause.days or clause.dayparts)
        return any(later_today(clause.text, event.part, self.moment) for clause in clauses)

    def _soon(self, event: Event) -> bool:
        """Whether its day, which may be past or to come, is meant to come.

        Of several, if none is surely past, the words about any of them tell (申请用车:28号一小,30号二小).
        """
        day = event.day
        if not (day and day.coming):
            return False
        return meant_ahead(event, self._about(event), self.today)

    def surely_ahead(self, event: Event) -> bool:
        """Whether words leave no doubt that an event lies ahead: a later hour, a plan, an invitation."""
        return (
            event.lies_ahead
            or event.has("scheduled")
            or _planned(event)
            or self._by_the_clock(event)
            or self._soon(event)
            or self._open(event)
            or self._tonight(event)
        )

    def _about(self, event: Event) -> Stretch:
        """The words about an event, and all others where no day is surely past."""
        if self.whole:
            return self.whole
        start, last = event.clauses[0].start, event.clauses[-1].start
        end = next((c.start for c in self.clauses if c.start > last), len(self.text))
        return Stretch(self.text[start:end], start, event.clauses)

    def _open(self, event: Event) -> bool:
        """Whether no day, or today, is told of what is not fixed or not reached yet."""
        day = event.day
        return not (day and day.day and day.day != self.today) and self._about(event).unset

    def _tonight(self, event: Event) -> bool:
        """Whether it is to be this evening, and nothing says that it is over."""
        today = event.day and event.day.day == self.today
        return bool(
            today and event.part == "eve" and self.moment.hour < _LAST_HOUR["eve"] and not event.has("done")
        )


def _rather_to_come(day: Day, today: date) -> bool:
    """Whether a day of a list may be to come, and a date is nearer ahead than past (12月4日的安排:…)."""
    if day.coming is None or day.day is None:
        return False
    return day.why == "week" or day.coming - today < today - day.day


def _came(event: Event) -> bool:
    """Whether it is told that those who are counted came (课排在23号,初二3个班都来了)."""
    return any(_CAME.search(c.text) for c in event.clauses if not (c.has_any("instead", "next_time")))


def _planned(event: Event) -> bool:
    """Whether the clause that first says what it is about speaks of the future."""
    wished = wish_before(event)
    for clause in event.clauses:
        if clause in wished:
            continue
        if clause.has("plan") or (any(d.coming for d in clause.days) and _TOGETHER.search(clause.text)):
            return True
        told = clause.schools or clause.topics or clause.amounts
        if told and not clause.has("prepare"):
            return False
    return False

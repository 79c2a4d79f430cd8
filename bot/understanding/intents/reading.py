"""A message taken apart: what it reports, what lies ahead, and which of its clauses ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from bot.understanding.changes.corrections import find_fix
from bot.understanding.changes.sequels import only_invited
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.intents.ahead import Outlook
from bot.understanding.intents.asking import QUERIES, asks
from bot.understanding.intents.calling_off import called_off
from bot.understanding.intents.either import bidden

_WORDS = attrgetter("words")
_FAR = 400
"""Characters after a call in which it is told what for."""


@dataclass(slots=True, eq=False)
class Reading:
    """A message taken apart: its clauses and its events, and the local moment it was sent."""

    text: str
    clauses: list[Clause]
    events: list[Event]
    moment: datetime
    past: list[Event] = field(init=False)
    """What is reported to have happened. A school only named in passing is no event beside a clear one."""
    clear: bool = field(init=False)
    """Whether one of them is a report that leaves no doubt."""
    coming: list[Event] = field(init=False)
    """What lies ahead."""
    said: set[str] = field(init=False)
    asking: list[Clause] = field(init=False)
    """The clauses that are a question, and not about what was taught or asked there."""
    _outlook: Outlook = field(init=False)
    _fix: dict[str, Any] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.said = set().union(*map(_WORDS, self.clauses))
        doubtful = not QUERIES.isdisjoint(self.said)
        counted = doubtful and (self.praised or any(event.crowd for event in self.events))
        self.asking = [clause for clause in self.clauses if asks(clause, self.text, counted)]
        agenda = self._opens_with("agenda") and not self.cue("done")
        invited = self.cue("invitation") and any(
            c.has("received") and c.has("invitation") for c in self.clauses
        )
        self._outlook = Outlook(self.text, self.clauses, self.events, self.moment, invited)
        requested = self.cue("request") and not self.cue("writing")
        past: list[Event] = []
        ahead: list[Event] = []
        for event in self.events:
            if _tells(event) and not event.has("unheld") and not self._asked(event):
                (ahead if self._outlook.lies_ahead(event, agenda or requested) else past).append(event)
        self.coming = [event for event in ahead if not event.has("instead")]
        if self.coming:
            past = [event for event in past if not self._only_calls(event)]
        self.clear = any(_clear(event) for event in past)
        past = [e for e in past if not _bare(e) or not (self.clear or (len(past) == 1 and _idle(e)))]
        clear = self.clear and len(past) > 1
        self.past = [e for e in past if not _loose(e)] if clear else past

    @property
    def fix(self) -> dict[str, Any]:
        """What it sets right, if it corrects an entry: the new values under the names of Item's fields."""
        if self._fix is None:
            self._fix = find_fix(self.text, self.clauses)
        return self._fix

    @property
    def praised(self) -> bool:
        """Whether somebody is praised or thanked, and not only at the end of a report."""
        if "praise" not in self.said:
            return False
        return any(clause.has("praise") for clause in self.clauses[:-1] or self.clauses)

    @property
    def whole(self) -> bool:
        """Whether an event is told with all that an entry holds."""
        dated = [e for e in self.past if e.schools and (day := e.day) and day.day]
        return any(event.apart or (event.topics and event.heads) for event in dated)

    @property
    def called_off(self) -> bool:
        """Whether it is said of all that is told that it was not held."""
        return called_off(self.clauses)

    @property
    def only_invited(self) -> bool:
        """Whether all that is told is that somebody asked for a talk (昨天二小打电话问啥时候去讲反诈)."""
        return not self.past and any(map(only_invited, self.coming))

    @property
    def held(self) -> list[Event]:
        """What is reported of a message that is known to report something, whatever its words seem to say."""
        return self.past or [event for event in self.events if _tells(event) and not event.lies_ahead]

    @property
    def planned(self) -> list[Event]:
        """What lies ahead; else, of a message that is known to plan, what may be to come (周五去二小)."""
        return self.coming or [event for event in self.past if event.day and event.day.coming]

    @property
    def counted_heads(self) -> bool:
        """Whether an audience is counted in what is reported."""
        return any(event.heads for event in self.past)

    @property
    def surely_coming(self) -> bool:
        """Whether words say that all that is told, a place and heads, lies ahead: a later hour, a plan."""
        if self.past or self.any_cue("unheld", "notice"):
            return False
        whole = [event for event in self.coming if event.schools and event.heads]
        return any(map(self._outlook.surely_ahead, whole))

    def _opens_with(self, group: str) -> bool:
        """Whether a word of the group stands in one of the first two clauses."""
        return self.cue(group) and any(clause.has(group) for clause in self.clauses[:2])

    def cue(self, group: str) -> bool:
        """Whether a word of the group stands in the message."""
        return group in self.said

    def any_cue(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in the message."""
        return not self.said.isdisjoint(groups)

    def _only_calls(self, event: Event) -> bool:
        """Whether it only tells who called to ask for what lies ahead (校长昨天来电话,请我9月1号…)."""
        if event.schools and (event.amounts or not _idle(event)):
            return False
        kinds = {hit.key for clause in event.clauses for hit in clause.words.get("kind", ())}
        told = any(clause.topics or clause.grades for clause in event.clauses)
        start = event.clauses[0].start
        return kinds <= {"consultation"} and not told and bidden(self.text[start : start + _FAR])

    def _asked(self, event: Event) -> bool:
        asking = [c for c in event.clauses if c in self.asking] if self.asking else []
        if not asking:
            return False
        plain = [c for c in event.clauses if c not in asking]
        told = any(c.schools for c in plain) and any(c.topics or c.amounts for c in plain)
        return not told and any(c.schools or c.topics or c.has("kind") or c.days for c in asking)


def _tells(event: Event) -> bool:
    """Whether an event says enough to be one: a place, a count, or a kind of work said to be done."""
    if any(named.schools for named in event.schools):
        return True
    if event.schools and (event.kinds or event.topics or event.amounts):
        return True
    only = not (event.days or event.schools or event.kinds or event.topics or event.said)
    if not only and any(a.value for a in event.amounts if a.field != "some" or event.apart):
        return True
    dated = event.day and event.day.day
    return bool(event.kinds and (event.has_any("done", "ours") or dated or event.topics))


def _bare(event: Event) -> bool:
    """Whether nothing is told beside where and when."""
    return not (event.topics or event.kinds or event.amounts)


def _loose(event: Event) -> bool:
    """Whether no more than a kind is told, of no place, day or number: a remark beside a clear event."""
    told = event.schools or event.days or event.topics or event.crowd
    counts = [a for a in event.amounts if a.field != "asked" and (event.apart or a.field != "some")]
    return not (told or counts)


def _idle(event: Event) -> bool:
    """Whether a school is only named, and nobody is said to have gone there."""
    return not (event.has("done") and event.has("motion"))


def _clear(event: Event) -> bool:
    """A report that leaves no doubt: a school, and what was done or how many heard it."""
    if event.schools:
        return bool(event.topics or event.heads or event.apart)
    return bool(event.heads and (event.topics or event.kinds))

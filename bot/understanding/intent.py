"""What a message is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.understanding.clauses import Clause
from bot.understanding.events import Event
from bot.understanding.result import Intent


@dataclass(slots=True)
class Reading:
    """A message taken apart: its clauses and its events."""

    text: str
    clauses: list[Clause]
    events: list[Event]
    moment: datetime

    @property
    def past(self) -> list[Event]:
        return [e for e in self.events if _reports(e) and not self.is_coming(e) and not e.has("unheld")]

    @property
    def coming(self) -> list[Event]:
        return [e for e in self.events if _reports(e) and self.is_coming(e) and not e.has("unheld")]

    def is_coming(self, event: Event) -> bool:
        if event.day and event.day.day and event.day.day > self.moment.date():
            return True
        return event.has("plan") and not event.has("done")

    def cue(self, *names: str) -> bool:
        return any(c.has(*names) for c in self.clauses)


def _reports(event: Event) -> bool:
    return bool(event.schools or event.topics or event.kinds)


def intent_of(reading: Reading) -> Intent:
    """One of the seven."""
    if reading.cue("notice"):
        return "smalltalk"
    past = reading.past
    strong = any(e.schools and (e.topics or e.heads) for e in past)
    if not strong:
        for intent in ("help", "query", "cancel", "correct"):
            if reading.cue(intent):
                return intent
    elif reading.cue("correct") and reading.cue("refer"):
        return "correct"
    if past:
        return "log"
    if reading.coming:
        return "plan"
    return "cancel" if reading.cue("cancel") else "smalltalk"

"""Campaigns, and the reminders about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.records.roster import School
from bot.records.time import Period


@dataclass(frozen=True, slots=True)
class Campaign:
    """A theme day's occurrence in a year, or one that the bureau declares. `id` is 0 until it is kept."""

    title: str
    period: Period
    theme: str | None = None
    laws: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    asks: str = ""
    school_kinds: tuple[str, ...] = ()
    school_ids: frozenset[int] = frozenset()
    active: bool = True
    provisional: bool = False
    round: int = 0
    since: datetime | None = None
    steps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    id: int = 0

    def concerns(self, school: School) -> bool:
        """Whether the school is one of those that it asks."""
        if self.school_ids:
            return school.id in self.school_ids
        return not self.school_kinds or school.kind in self.school_kinds


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one recipient about one step (rule 8): `campaign:12`, `day`, `person:7`."""

    subject: str
    step: str
    recipient: str
    due_at: datetime
    round: int = 0
    state: str = "due"
    reason: str = ""
    id: int = 0

    @property
    def about(self) -> str:
        """The kind of its subject."""
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> int:
        """The id of its subject.

        Raises:
            ValueError: it has none, as a digest.
        """
        return int(self.subject.partition(":")[2])

    @property
    def person_id(self) -> int | None:
        """The recipient, if that is a person."""
        kind, _, number = self.recipient.partition(":")
        return int(number) if kind == "person" else None

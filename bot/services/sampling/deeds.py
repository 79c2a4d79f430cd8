"""What somebody of the sample district did, as it is to be told and recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.roster import Person, School


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry as it is meant: what is told of it, who tells it and when, whose it then is."""

    kind: str
    held_on: date
    topic: str
    writer: Person
    people: tuple[Person, ...]
    sent_at: datetime
    sentences: str
    """The set of `sample_sentences.toml` that it is told with."""
    school: School | None = None
    quantity: int = 1
    quantity_rough: bool = False
    count: str = ""
    """How the quantity is said; empty where it is not."""
    audience: int | None = None
    audience_rough: bool = False
    class_hours: int | None = None
    state: str = "recorded"

    @property
    def day(self) -> date | None:
        """The day as told: none in what stays incomplete."""
        return None if self.state == "incomplete" else self.held_on

"""What an import would do: every school and person of the files, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from bot.records import Appointment as Term
from bot.services.importing.remarks import Remark
from db.roster import Appointment, Person, School

Item = TypeVar("Item", School, Person)
Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change(Generic[Item]):
    """One school or person that a file names: what is kept now (None: nothing) and what would be."""

    before: Item | None
    after: Item

    @property
    def outcome(self) -> Outcome:
        if self.before is None:
            return "new"
        return "unchanged" if self.before == self.after else "changed"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do. With a problem among the remarks it must not be applied."""

    schools: tuple[Change[School], ...]
    people: tuple[Change[Person], ...]
    remarks: tuple[Remark, ...]

    @property
    def problems(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.stops]

    @property
    def notes(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.stops]

    def counts(self) -> dict[str, dict[Outcome, int]]:
        """By sheet (`schools`, `people`): how many are new, changed, unchanged."""
        return {"schools": _counts(self.schools), "people": _counts(self.people)}

    def ended(self, today: date) -> list[tuple[Person, Appointment]]:
        """The appointments in force now that would no longer be on `today`."""
        return [
            (change.after, after)
            for change in self.people
            if change.before
            for before in change.before.appointments
            for after in change.after.appointments
            if before.id == after.id and _in_force(before, today) and not _in_force(after, today)
        ]


def _counts(changes: Sequence[Change[Item]]) -> dict[Outcome, int]:
    outcomes = [change.outcome for change in changes]
    return {
        "new": outcomes.count("new"),
        "changed": outcomes.count("changed"),
        "unchanged": outcomes.count("unchanged"),
    }


def _in_force(post: Appointment, day: date) -> bool:
    return Term(post.role, starts_on=post.starts_on, ends_on=post.ends_on).in_force(day)

"""What an import would do: every school, person and past entry of the files, before and after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from bot.records import Appointment as Term
from bot.records import Entry
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.yearly import Yearly
from db.entries import Source
from db.roster import Appointment, Person, School

Item = TypeVar("Item", School, Person)
Outcome = Literal["new", "changed", "unchanged"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Change(Generic[Item]):
    """One school or person that a file names: what is kept now (None: nothing) and what would be.

    What is new has an id below 0 until it is kept.
    """

    before: Item | None
    after: Item

    @property
    def outcome(self) -> Outcome:
        if self.before is None:
            return "new"
        return "unchanged" if self.before == self.after else "changed"


@dataclass(frozen=True, slots=True)
class Past:
    """One row of past entries: the entry that it makes (None: it was imported before).

    `plan` is the planned entry that it carries out, `earlier` the id of the one that it may be the same as;
    below 0 that is another of the file's.
    """

    place: Place
    source: Source
    entry: Entry | None
    plan: Entry | None = None
    earlier: int = 0

    @property
    def outcome(self) -> Outcome:
        if self.entry is None:
            return "unchanged"
        return "changed" if self.plan else "new"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do. With a problem among the remarks it must not be applied."""

    schools: tuple[Change[School], ...]
    people: tuple[Change[Person], ...]
    entries: tuple[Past, ...]
    figures: tuple[Yearly, ...]
    remarks: tuple[Remark, ...]
    fingerprint: str = ""
    """The same for another plan if and only if it would change the same."""

    @property
    def problems(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.stops]

    @property
    def notes(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.stops]

    @property
    def changes(self) -> list[Change[School] | Change[Person] | Past | Yearly]:
        """Whatever is new or changed, in the order of the sheets."""
        every: Iterable[Change[School] | Change[Person] | Past | Yearly]
        every = (*self.schools, *self.people, *self.entries, *self.figures)
        return [one for one in every if one.outcome != "unchanged"]

    def counts(self) -> dict[str, dict[Outcome, int]]:
        """By sheet (`schools`, `people`, `entries`, `figures`): how many are new, changed, unchanged."""
        return {
            "schools": _counts(one.outcome for one in self.schools),
            "people": _counts(one.outcome for one in self.people),
            "entries": _counts(one.outcome for one in self.entries),
            "figures": _counts(one.outcome for one in self.figures),
        }

    def ended(self, today: date) -> list[tuple[Person, Appointment]]:
        """The appointments in force now that would no longer be on `today`."""
        return [
            (change.after, after)
            for change in self.people
            if change.before
            for before in change.before.appointments
            for after in change.after.appointments
            if before.id == after.id and in_force(before, today) and not in_force(after, today)
        ]


def fingerprint(plan: Plan) -> str:
    """Twelve characters that stand for all that a plan would change."""
    plain = json.dumps([asdict(one) for one in plan.changes], sort_keys=True, default=_plain)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _counts(found: Iterable[Outcome]) -> dict[Outcome, int]:
    outcomes = list(found)
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def in_force(post: Appointment, day: date) -> bool:
    """Whether an appointment holds on that day."""
    return Term(post.role, starts_on=post.starts_on, ends_on=post.ends_on).in_force(day)


def _plain(value: Any) -> Any:
    """What JSON doesn't know: sets, whose order differs from run to run, and days."""
    return sorted(value) if isinstance(value, frozenset) else str(value)

"""What somebody may see, and what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from bot.records.entries import Entry
from bot.records.time import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see: everything, or entries of theirs and those of their schools.

    `db/totals.py` says the same in SQL; a property test holds the two to each other.
    """

    everything: bool = False
    person_id: int | None = None
    school_ids: frozenset[int] = frozenset()

    def owns(self, entry: Entry) -> bool:
        """Whether they logged the entry or took part in it."""
        theirs = {entry.logged_by, *(one.id for one in entry.people)}
        return self.person_id is not None and self.person_id in theirs

    def includes(self, entry: Entry) -> bool:
        """Whether the entry may be shown to them."""
        of_school = entry.school is not None and entry.school.id in self.school_ids
        return self.everything or of_school or self.owns(entry)


@dataclass(frozen=True, slots=True)
class Measures:
    """What some entries add up to. A sum is approximate when any part of it is.

    `…_missing` counts the entries that lack the field, among those whose kind asks for it.
    """

    entries: int = 0
    quantity: int = 0
    quantity_approximate: bool = False
    class_hours: float = 0
    class_hours_missing: int = 0
    audience: int = 0
    audience_approximate: bool = False
    audience_missing: int = 0

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            self.entries + other.entries,
            self.quantity + other.quantity,
            self.quantity_approximate or other.quantity_approximate,
            round(self.class_hours + other.class_hours, 1),  # kept with one decimal, so this is exact
            self.class_hours_missing + other.class_hours_missing,
            self.audience + other.audience,
            self.audience_approximate or other.audience_approximate,
            self.audience_missing + other.audience_missing,
        )


NONE, NO_ID = "none", 0
"""In a `Part` or as the key of a `Row`: the entries that have no topic; no school, no people."""


@dataclass(frozen=True, slots=True)
class Part:
    """The entries that one figure of the totals counts; what is left empty doesn't narrow."""

    kinds: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    month: str | None = None
    """`2024-06`."""
    school_id: int | None = None
    person_id: int | None = None
    topic: str | None = None
    campaign_id: int | None = None
    missing: Literal["class_hours", "audience"] | None = None
    state: str = "recorded"


Dimension = Literal["kind", "position", "month", "school", "person", "topic", "campaign"]
"""What totals can be broken down by."""
OVERLAPPING: tuple[Dimension, ...] = ("person", "topic", "campaign")
"""An entry counts in several rows: a joint lecture for each of its people. These don't add up to a total."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the entries of one month, school, person … add up to, by kind; `part` opens them.

    `key` is a key of a registry, a month as `2024-06`, or an id; `name` is empty where the wording has it.
    """

    key: str | int
    name: str
    part: Part
    kinds: dict[str, Measures]

    @property
    def whole(self) -> Measures:
        """All kinds together."""
        return sum(self.kinds.values(), Measures())

    def cell(self, kind: str) -> Part:
        """What opens the entries of one kind in this row."""
        return replace(self.part, kinds=(kind,))


@dataclass(frozen=True, slots=True)
class Table:
    """A period broken down by one dimension, within a part of it; rows in the order of time or registry."""

    by: Dimension
    period: Period
    within: Part
    rows: tuple[Row, ...]

    @property
    def overlapping(self) -> bool:
        """Whether one entry may count in several rows, so that these don't add up."""
        return self.by in OVERLAPPING


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the year's report: `key` and `unit` as in `bot/data/report_lines.toml`."""

    key: str
    value: int
    approximate: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Schools: all that are open, those with a vice-principal in post, those with an entry."""

    total: int
    with_vice_principal: int
    with_entries: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a period: by kind, by position and kind, by month and kind; and what doesn't count."""

    period: Period
    kinds: dict[str, Measures]
    positions: dict[str, dict[str, Measures]]
    people: dict[str, int]
    schools: Coverage
    months: dict[str, dict[str, Measures]]
    lines: tuple[Line, ...]
    incomplete: int
    planned: int
    withdrawn: int
    possible_duplicates: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, and when."""

    author: str
    sent_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry as it is exported: in words, with the message that made it and whoever wrote that.

    `further` are the other messages behind it: of a plan carried out, of reports merged into it.
    """

    id: int
    state: str
    day: date
    kind: str
    topics: tuple[str, ...]
    school: str
    people: tuple[str, ...]
    position: str | None
    quantity: int | None
    quantity_approximate: bool
    class_hours: float | None
    audience: int | None
    audience_approximate: bool
    online: bool
    note: str
    logged_by: str
    logged_at: datetime
    source: str
    author: str
    sent_at: datetime | None
    text: str
    further: tuple[Quote, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every message behind it, the first first."""
        first = Quote(self.author, self.sent_at, self.text) if self.text and self.sent_at else None
        return (first, *self.further) if first else self.further


@dataclass(frozen=True, slots=True)
class Revised:
    """One field of an entry that was changed, as it is exported."""

    entry_id: int
    at: datetime
    by: str
    how: str
    field: str
    before: Any
    after: Any

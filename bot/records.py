"""The plain frozen dataclasses that travel between layers, and the clock."""

from __future__ import annotations

import asyncio
from calendar import monthrange
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class School:
    """A school as messages name it: `name` is canonical; a name or alias belongs to one school only."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Appointment:
    """聘任: a role at a school, or (no school) at the bureau, from a day to a day, both included."""

    role: str
    school_id: int | None = None
    school: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    id: int = 0

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`; an end that is not given is open."""
        return (self.starts_on or day) <= day <= (self.ends_on or day)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster, with every appointment they ever had."""

    id: int
    name: str
    appointments: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account and the person it is bound to (None: a stranger)."""

    id: int
    name: str
    language: str
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done and counts (DESIGN, "Words"). `id` is 0 until it is kept."""

    kind: str
    state: str
    counted_on: date
    held_on: date | None = None
    school: School | None = None
    people: tuple[Person, ...] = ()
    position: str | None = None
    topics: tuple[str, ...] = ()
    quantity: int | None = None
    quantity_approximate: bool = False
    audience: int | None = None
    audience_approximate: bool = False
    class_hours: float | None = None
    online: bool = False
    note: str = ""
    flags: frozenset[str] = frozenset()
    logged_by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something (a person's id), how (log, message, edit, button …), and when."""

    by: int | None
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The one source of the time: instants are aware and in UTC, days are the district's.

    `moved` ends whenever the clock was set to another time, which the real one never is.
    """

    zone: tzinfo
    tell: Callable[[], datetime] = lambda: datetime.now(UTC)
    moved: Callable[[], Awaitable[object]] = asyncio.Event().wait

    def now(self) -> datetime:
        return self.tell().astimezone(UTC)

    def today(self) -> date:
        return self.day(self.tell())

    def day(self, moment: datetime) -> date:
        """The district's day at `moment`."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included.

    Raises:
        ValueError: it would end before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def school_year(cls, year: int) -> Period:
        """学年: from 1 September of `year` to 31 August of the next."""
        return cls(date(year, 9, 1), date(year + 1, 8, 31))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    def in_months(self) -> Period:
        """The whole months that it begins and ends in."""
        return Period(
            self.start.replace(day=1), self.end.replace(day=monthrange(self.end.year, self.end.month)[1])
        )

    def year_before(self) -> Period:
        """The same days a year before; a period to the end of a month ends with that month there, too."""
        return Period(_year_before(self.start, last=False), _year_before(self.end, last=True))


def _year_before(day: date, *, last: bool) -> date:
    length = monthrange(day.year - 1, day.month)[1]
    ends_month = last and day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, length if ends_month else min(day.day, length))


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
class Entered:
    """An entry as it is exported: in words, with the message that made it and whoever wrote that."""

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

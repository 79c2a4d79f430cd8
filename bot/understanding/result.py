"""What reading a message yields.

Every value carries the span of the original text it came from and how sure the reader is, so that the
card can mark what was inferred and `--explain` can underline it. What is not said is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, overload

Intent = Literal["log", "plan", "correct", "cancel", "query", "help", "smalltalk"]
Sureness = Literal["said", "inferred"]
"""`said`: as written. `inferred`: a typo bent to a name, a year or month supplied, a school carried over, a
number counted by its looks."""


class Found(NamedTuple):
    """One finding: the field it fills, its value, where it stands in the text, and how sure it is."""

    field: str
    value: Any
    start: int
    end: int
    sureness: Sureness = "said"
    why: str = ""
    """Why a value is inferred or missing, as a key.

    Days: `year`, `month`, `week` (the most recent past one was taken), `theme` (a theme day as the day),
    `part` (上午 alone: the day of sending); without a value `frame` (a theme day that only frames the event),
    `period`, `vague`, `ahead`. Schools: `typo`, `short` (cut short, settled by another mention), `stem` (cut
    short), `carried` (said of an event before); without a value `ambiguous`, `unknown`. Amounts:
    `approximate`, `online`, `looks` (counted by its looks alone).
    """


class Findings(Sequence[Found]):
    """Findings that are reckoned when somebody looks at them: most who read a message never do."""

    __slots__ = ("_found", "_reckon")

    def __init__(self, reckon: Callable[[], Sequence[Found]]) -> None:
        self._reckon = reckon
        self._found: tuple[Found, ...] | None = None

    @property
    def all(self) -> tuple[Found, ...]:
        if self._found is None:
            self._found = tuple(self._reckon())
        return self._found

    @overload
    def __getitem__(self, place: int) -> Found: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Found, ...]: ...
    def __getitem__(self, place: int | slice) -> Found | tuple[Found, ...]:
        return self.all[place]

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Found]:
        return iter(self.all)

    def __eq__(self, other: object) -> bool:
        return self.all == (other.all if isinstance(other, Findings) else other)

    def __hash__(self) -> int:
        return hash(self.all)

    def __repr__(self) -> str:
        return repr(self.all)


class Item(NamedTuple):
    """One thing reported (or planned): the fields of understanding.md and what stands behind them."""

    kind: str
    held_on: date | None = None
    school: str | None = None
    """Canonical name from the directory."""
    topics: tuple[str, ...] = ()
    audience: int | None = None
    sessions: int = 1
    class_hours: float | None = None
    cases: int | None = None
    audience_approximate: bool = False
    quantity_approximate: bool = False
    online: bool = False
    """The audience are online viewers, and no other figure was said."""
    by_another: bool = False
    """Somebody did it in the writer's place (我没去成,换李警官去的)."""
    kind_by_looks: bool = False
    """Its kind is told by its looks: no word names one, or those that do mean something else."""
    school_candidates: tuple[str, ...] = ()
    """Where `school` is None because the words fit several: their canonical names, likeliest first."""
    school_said: str | None = None
    """Where `school` is None although a school was named: the words, as written."""
    found: Sequence[Found] = ()


class Understanding(NamedTuple):
    """A message as read: its intent, what happened, what is planned, what it changes."""

    intent: Intent
    items: tuple[Item, ...] = ()
    plans: tuple[Item, ...] = ()
    """What lies ahead: the only items of a `plan`; a `log` may carry some as well."""
    fix: Mapping[str, Any] = MappingProxyType({})
    """For `correct`: new values under the names of Item's fields."""
    audience_together: int | None = None
    """A headcount said once for several items together; it is in none of them."""
    cumulative: bool = False
    """The figures are totals of a period, possibly counted already: to be compared, not added."""
    found: Sequence[Found] = ()
    """Every finding, in the order of the text."""
    intent_said: Intent | None = None
    """What the words alone say it is for, where the looks of the message outweigh them."""
    cut: bool = False
    """The text was longer than what is read: something told at its end may be missing."""

    @property
    def by_words(self) -> Intent:
        """What its words alone say it is for: where an answer is awaited, looks are no evidence."""
        return self.intent_said or self.intent

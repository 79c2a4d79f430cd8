"""The values that a few clauses say, of every sort that may be taken back or denied."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from bot.understanding.counts.amount import HEADS
from bot.understanding.events.clauses import Clause
from bot.understanding.text.spans import Span

_SORTS = {**dict.fromkeys(HEADS, "heads"), "cases": "cases", "sessions": "sessions", "some": "some"}
"""The sorts of amounts, by their fields."""
_START, _FAR = attrgetter("start"), 120
"""Characters between what is taken back, or said anew, and the word that takes it back, at most."""
Said = TypeVar("Said", bound=Span)
_SLIP = re.compile("那?个?是我?(?:的|一时)?")


class Value(NamedTuple):
    """A day, a school, a topic, heads or sessions: the list of its clause that holds it, and itself."""

    sort: str
    held: list[Any]
    said: Any

    @property
    def start(self) -> int:
        return int(self.said.start)

    @property
    def end(self) -> int:
        return int(self.said.end)

    @property
    def meaning(self) -> Any:
        """What it says, wherever it stands."""
        return getattr(self.said, _MEANING[self.sort])

    def drop(self) -> None:
        """Takes it out of its clause."""
        self.held.remove(self.said)


_MEANING = {
    "day": "day",
    "school": "schools",
    "heads": "value",
    "sessions": "value",
    "cases": "value",
    "some": "value",
    "topic": "key",
}


def values_of(clauses: list[Clause], place: int | None = None) -> list[Value]:
    """The days, schools, heads and sessions of some clauses in the order of the text.

    Args:
        clauses: those that say them.
        place: where in the text they are looked for, if not everywhere.
    """
    found: list[Value] = []
    for clause in clauses:
        found += [Value("day", clause.days, day) for day in _near(clause.days, place)]
        found += [Value("school", clause.schools, named) for named in _near(clause.schools, place)]
        amounts = _near(clause.amounts, place)
        found += [Value(_SORTS[a.field], clause.amounts, a) for a in amounts if a.field in _SORTS]
    return sorted(found, key=lambda value: value.start)


def _near(said: list[Said], place: int | None) -> list[Said]:
    if place is None:
        return said
    first, last = bisect_left(said, place - _FAR, key=_START), bisect_right(said, place + _FAR, key=_START)
    return said[first:last]


def called_slip(clauses: list[Clause], i: int, place: int) -> bool:
    """Whether the value told just before `place` is itself said to be a slip; it is removed, as told before.

    四道渠小学,三道渠是我口误 leaves the first one.
    """
    values = values_of(clauses[max(0, i - 3) : i + 3], place)
    slip = next((v for v in reversed(values) if clauses[i].start <= v.start and v.end <= place), None)
    if slip is None or not _SLIP.fullmatch(
        clauses[i].text[slip.end - clauses[i].start : place - clauses[i].start]
    ):
        return False
    alike = [v for v in values if v.sort == slip.sort]
    slips = [v for v in alike if v.meaning == slip.meaning]
    for value in slips if len(slips) < len(alike) else ():
        value.drop()
    return len(slips) < len(alike)


def topics_of(clauses: list[Clause], place: int | None = None) -> list[Value]:
    """The topics of some clauses, all or those near a place of the text."""
    return [Value("topic", clause.topics, hit) for clause in clauses for hit in _near(clause.topics, place)]

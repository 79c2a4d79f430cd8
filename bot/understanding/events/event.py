"""An event: one thing that happened, will, or did not, as several clauses tell it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.kinds import APART, CROWD
from bot.understanding.events.topics import DISPUTED
from bot.understanding.schools.named import Named

_MOST = 60
"""Of so many schools or amounts nobody tells as of one event; further ones are none of it."""
_AND = ("和", "与", "及", "and")
"""Between two days that stand side by side."""
_START = attrgetter("start")
_PAPERS = frozenset({"event", "closed", "papers", "object"})
"""The groups of words one of which tells of every document or incident that was dealt with."""
_WITH_AUDIENCE = frozenset({"lecture", "lesson", "visit", "tour", "other", "consultation"})


@dataclass(slots=True, eq=False)
class Event:
    """Clauses that tell of one thing, and what they say together."""

    broke: str = ""
    """Why it is an event of its own: `day`, `school`, `kind`, `part` (of the day) or `next`."""
    since: Day | None = None
    """The day said last before it."""
    clauses: list[Clause] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    schools: list[Named] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    """The groups of words in its clauses."""
    carried: bool = False
    """The school was named in an event before."""

    @property
    def day(self) -> Day | None:
        return self.days[0] if self.days else None

    @property
    def part(self) -> str:
        """The part of the day said last."""
        return next((c.dayparts[0].key for c in reversed(self.clauses) if c.dayparts), "")

    @property
    def lies_ahead(self) -> bool:
        """Whether its day is said to be still to come."""
        return bool(self.days) and self.days[0].why == "ahead"

    @property
    def apart(self) -> str:
        """The kind without an audience that it is, if it is one."""
        return self.kinds[0] if self.kinds and self.kinds[0] in APART else ""

    @property
    def heads(self) -> list[Amount]:
        return [a for a in self.amounts if a.field in HEADS]

    @property
    def hours(self) -> set[str]:
        """The lessons of the day that are named (第五、六节)."""
        return {hit.key for clause in self.clauses for hit in clause.words.get("hour", ())}

    @property
    def crowd(self) -> bool:
        """Whether an audience was counted."""
        return any(a.field in HEADS and (a.value or CROWD) >= CROWD for a in self.amounts)

    @property
    def empty(self) -> bool:
        """Whether it says nothing that could be recorded: at most a day."""
        return not (self.schools or self.kinds or self.topics or self.amounts)

    def counted(self, *fields: str) -> list[Amount]:
        """The amounts of these fields."""
        return [a for a in self.amounts if a.field in fields]

    def has(self, group: str) -> bool:
        """Whether a word of the group stands in it."""
        return group in self.said

    def has_any(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in it."""
        return not self.said.isdisjoint(groups)

    def clause_at(self, place: int) -> Clause | None:
        """The clause in which a place of the text lies; None for what was carried over."""
        after = bisect_right(self.clauses, place, key=_START)
        clause = self.clauses[after - 1] if after else None
        return clause if clause and place < clause.end else None

    def add(self, clause: Clause, kinds: list[str]) -> None:
        """Takes a clause in; `kinds` are those of its words that count here."""
        self.clauses.append(clause)
        self.said.update(clause.words)
        if clause.days:
            self._add_day(clause)
        for named in clause.schools:
            self._add_school(named)
        self.kinds += kinds
        for hit in clause.topics:
            if hit.key not in self.topics:
                self.topics.append(hit.key)
        if len(self.amounts) < _MOST:
            self.amounts += clause.amounts
        if not _PAPERS.isdisjoint(self.said) and self._papers():
            self.kinds.insert(0, "legal_matter")

    def settle(self) -> None:
        """Once all is told: a school's matter that was dealt with, whatever it was, is a legal matter."""
        dealt = "handle" in self.said and self.schools and self.has_any("done", "closed")
        if dealt and not (self.kinds or self.topics or self.amounts):
            self.kinds = ["legal_matter"]

    def _papers(self) -> bool:
        """A document with its verb or count, or an incident with its handling, said over several clauses."""
        if self.apart in ("legal_matter", "essay") or _WITH_AUDIENCE & set(self.kinds):
            return False
        if self.has("event") and self.has("handle") and not self.crowd and not self.has("how"):
            return True
        if self.has("closed") and self._disputed:
            return True
        counted = self.has("papers") and bool(self.counted("cases"))
        return not self.kinds and (counted or (self.has("object") and self.has("verb")))

    @property
    def _disputed(self) -> bool:
        """Whether it tells what people quarrel over, and of no audience but what may be money."""
        about = self.has("event") or not DISPUTED.isdisjoint(self.topics)
        return about and not any(a.field == "audience" and (a.value or 0) >= CROWD for a in self.amounts)

    def _add_day(self, clause: Clause) -> None:
        day = clause.day
        if day is None:
            return
        several = {d.day: d for d in clause.days if d.day and d.why != "theme"} if clause.days[1:] else {}
        exact = list(several.values()) or [day]
        if not self.days or (self.day and not self.day.day and day.day):
            self.days = exact if len(exact) > 1 and _side_by_side(clause, exact) else exact[:1]
        elif self.day and self.day.why == "theme" and day.day and day.why != "theme":
            self.days = exact[:1]

    def _add_school(self, named: Named) -> None:
        """Adds a school unless it is there; a full name settles a short one."""
        if len(self.schools) >= _MOST:
            return
        for i, known in enumerate(self.schools):
            if named.schools and set(known.schools) >= set(named.schools):
                self.schools[i] = named
                return
            if known.schools and set(named.schools) > set(known.schools):
                return
        self.schools.append(named)


def _side_by_side(clause: Clause, days: list[Day]) -> bool:
    """Whether several days stand in a row, each perhaps with its part (14号15号两天, 17日上午和19日下午)."""
    gaps = [clause.text[a.end - clause.start : b.start - clause.start].strip() for a, b in pairwise(days)]
    if clause.dayparts:
        parts = [clause.text[p.start - clause.start : p.end - clause.start] for p in clause.dayparts]
        gaps = [next((gap.removeprefix(p) for p in parts if gap[len(p) :] in _AND), gap) for gap in gaps]
    return all(gap in ("", *_AND) for gap in gaps)

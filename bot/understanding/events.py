"""Clauses bound into events: where one thing ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.amounts import Amount
from bot.understanding.clauses import STRONG, Clause
from bot.understanding.days import Day
from bot.understanding.kinds import APART, kinds_of
from bot.understanding.naming import Named

_HEADS = ("audience", "bare")
_COUNTS = ("cases", "times", "audience")


@dataclass(slots=True)
class Event:
    """One thing that happened, will, or did not: clauses and what they say together."""

    broke: str = ""
    """Why it is an event of its own: another `day`, `school`, `kind`, `part` of the day, or what came `next`."""
    clauses: list[Clause] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    schools: list[Named] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    carried: bool = False
    """The school was named in an event before."""

    @property
    def day(self) -> Day | None:
        return self.days[0] if self.days else None

    @property
    def part(self) -> str:
        return next((c.dayparts[0].key for c in reversed(self.clauses) if c.dayparts), "")

    @property
    def apart(self) -> str:
        """The kind without an audience that it is, if it is one."""
        return self.kinds[0] if self.kinds and self.kinds[0] in APART else ""

    def counted(self, *fields: str) -> list[Amount]:
        return [a for a in self.amounts if a.field in fields]

    @property
    def heads(self) -> list[Amount]:
        return self.counted(*_HEADS)

    def has(self, *groups: str) -> bool:
        return any(clause.has(*groups) for clause in self.clauses)

    @property
    def empty(self) -> bool:
        """Nothing that could be recorded: at most a day."""
        return not (self.schools or self.kinds or self.topics or self.amounts)

    def add(self, clause: Clause, kinds: list[str]) -> None:
        """Takes a clause in; `kinds` are those of its words that count here."""
        self.clauses.append(clause)
        self._add_day(clause)
        known = {named.schools for named in self.schools if named.schools}
        self.schools += [named for named in clause.schools if named.schools not in known]
        self.kinds += kinds
        self.topics += [hit.key for hit in clause.topics if hit.key not in self.topics]
        self.amounts += clause.amounts

    def _add_day(self, clause: Clause) -> None:
        day = clause.day
        if day is None:
            return
        exact = [d for d in clause.days if d.day and d.why != "theme"] or [day]
        if not self.days or (self.day and not self.day.day and day.day):
            self.days = exact if _listed(clause, exact) else exact[:1]
        elif self.day and self.day.why == "theme" and day.day and day.why != "theme":
            self.days = exact[:1]


def _listed(clause: Clause, days: list[Day]) -> bool:
    """Whether several days stand side by side (14号15号两天)."""
    gaps = [
        clause.text[a.end - clause.start : b.start - clause.start]
        for a, b in zip(days, days[1:], strict=False)
    ]
    return all(gap.strip() in ("", "和", "与", "及") for gap in gaps)


def bind(clauses: list[Clause]) -> list[Event]:
    """The events that the clauses tell of, in order; the first may be empty."""
    events = [Event()]
    for i, clause in enumerate(clauses):
        kinds = kinds_of(clause)
        reason = _break(events[-1], clause, kinds, clauses[i + 1 : i + 3])
        if reason == "list":
            events[-1].days += [d for d in clause.days if d.day]
        elif reason:
            events.append(Event(reason))
        events[-1].add(clause, _counting(events[-1], clause, kinds))
    return events


def _break(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    if not event.clauses:
        return ""
    return (
        _other_day(event, clause)
        or _other_school(event, clause)
        or _other_kind(event, clause, kinds)
        or _other_part(event, clause, kinds)
        or _next(event, clause, ahead)
    )


def _other_day(event: Event, clause: Clause) -> str:
    day, known = clause.day, event.day
    if not (day and day.day and known and known.day) or day.day in [d.day for d in event.days]:
        return ""
    if day.why == "theme" or (known.why == "theme" and event.empty):
        return ""
    if event.empty and clause.mark in ("、", "") and len(event.clauses) == len(event.days):
        return "list"
    return "day"


def _other_school(event: Event, clause: Clause) -> str:
    if not event.schools or not clause.schools:
        return ""
    known = {school for named in event.schools for school in named.schools}
    if all(named.schools and known.issuperset(named.schools) for named in clause.schools):
        return ""
    last = event.clauses[-1]
    listing = last.schools and not last.text[last.schools[-1].end - last.start :].strip("、和与及 ")
    return "" if listing and clause.mark not in STRONG and clause.mark != "\n" else "school"


def _other_kind(event: Event, clause: Clause, kinds: list[str]) -> str:
    if event.empty or not kinds:
        return ""
    apart = next((kind for kind in kinds if kind in APART), "")
    if apart and apart != event.apart and _stands_alone(event, clause, apart):
        return "kind" if event.kinds or event.amounts or len(event.topics) else ""
    if event.apart and not apart and (clause.counted("audience", "sessions") or clause.has("next")):
        return "kind" if "lecture" in kinds or "activity" in kinds else ""
    return ""


def _stands_alone(event: Event, clause: Clause, kind: str) -> bool:
    """Whether advice or papers beside another event are an item: advice only if it is counted."""
    if kind == "legal_matter":
        return True
    if kind == "essay":
        return bool(clause.counted("cases"))
    return bool(clause.counted(*_COUNTS)) or bool(clause.schools or clause.days)


def _other_part(event: Event, clause: Clause, kinds: list[str]) -> str:
    if not clause.dayparts or not event.part or clause.dayparts[0].key == event.part or event.empty:
        return ""
    said = kinds or clause.topics or clause.schools or clause.counted("audience")
    return "part" if said else ""


def _next(event: Event, clause: Clause, ahead: list[Clause]) -> str:
    """Another talk at the same place: its own topic and its own audience."""
    if event.apart or not event.heads:
        return ""
    run = [clause]
    for following in ahead:
        if following.schools or following.days or following.mark in STRONG:
            break
        run.append(following)
    heads = any(c.counted("audience", "bare", "sessions") for c in run[:2])
    new = [hit.key for c in run[:2] for hit in c.topics if hit.key not in event.topics]
    if clause.has("next") and (clause.counted("sessions") or (heads and (new or clause.has("kind")))):
        return "next"
    own = clause.topics or (clause.mark in STRONG and clause.counted("audience"))
    return "next" if own and new and event.topics and heads else ""


def _counting(event: Event, clause: Clause, kinds: list[str]) -> list[str]:
    """The kinds of a clause that count for the event it joins."""
    if event.apart:
        return [kind for kind in kinds if kind == event.apart]
    if not event.kinds and not event.heads:
        return kinds
    return [kind for kind in kinds if kind not in APART]

"""Binding what was found, clause by clause, into events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.understanding.amounts import Amount
from bot.understanding.dates import Day
from bot.understanding.kinds import kind_of
from bot.understanding.result import Item
from bot.understanding.schools import Named

if TYPE_CHECKING:
    from bot.understanding.reader import Clause


@dataclass(slots=True)
class Event:
    """One thing said to have happened (or to come), while its clauses are read."""

    clauses: list[Clause] = field(default_factory=list)
    day: Day | None = None
    schools: list[Named] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    daypart: str = ""
    school_carried: bool = False

    def add(self, clause: Clause) -> None:
        self.clauses.append(clause)
        for day in clause.days:
            if (day.day and (self.day is None or self.day.day is None or self.day.why == "maybe")) or self.day is None:
                self.day = day
        self.schools += clause.schools
        self.kinds += kind_of(clause)
        self.topics += [h.key for h in clause.words.get("topic", ())]
        self.amounts += clause.amounts
        self.grades += clause.grades
        self.daypart = clause.daypart or self.daypart

    def values(self, name: str) -> list[Amount]:
        return [a for a in self.amounts if a.field == name]


SEPARATE = {"consultation", "legal_matter", "essay"}


def bind(clauses: list[Clause]) -> list[Event]:
    events = [Event()]
    for clause in clauses:
        if _starts(events[-1], clause):
            events.append(Event())
        events[-1].add(clause)
    _share(events)
    return events


def _starts(event: Event, clause: Clause) -> bool:
    if not event.clauses:
        return False
    new_day = any(
        d.day and event.day and event.day.day and d.day != event.day.day and d.why != "maybe"
        for d in clause.days
    )
    said = [n for n in clause.schools]
    new_school = bool(said and event.schools) and (
        bool(event.topics or event.amounts or event.kinds)
        or bool(clause.topics if hasattr(clause, "topics") else False)
    )
    kinds = kind_of(clause)
    other_class = (
        bool(kinds and event.kinds)
        and (kinds[0] in SEPARATE or event.kinds[-1] in SEPARATE)
        and kinds[0] != event.kinds[-1]
    )
    part = bool(
        clause.daypart
        and event.daypart
        and clause.daypart != event.daypart
        and ("topic" in clause.words or kinds or said)
    )
    return new_day or new_school or other_class or part


def _share(events: list[Event]) -> None:
    day = None
    named: list[Named] = []
    for event in events:
        if event.day is None:
            event.day = day
        elif event.day.day:
            day = event.day
        if not event.schools and (
            event.daypart or any(c.has("same") for c in event.clauses) or event.kinds[:1] == ["consultation"]
        ):
            event.schools = named[-1:]
            event.school_carried = True
        named = event.schools or named


def items_of(event: Event) -> list[Item]:
    schools: list[Named | None] = list(event.schools) or [None]
    heads = [a for a in event.values("audience") + event.values("bare")]
    kind = _kind(event)
    sessions = sum(int(a.value or 1) for a in event.values("sessions") if not a.each) or 1
    made = []
    share = len(schools) == len(heads) and len(schools) > 1
    for index, named in enumerate(schools):
        mine = [heads[index]] if share else heads if len(schools) == 1 else []
        made.append(
            Item(
                kind=kind,
                held_on=event.day.day if event.day else None,
                school=named.schools[0].name if named and len(named.schools) == 1 else None,
                topics=tuple(dict.fromkeys(event.topics)),
                audience=None if kind in SEPARATE else _heads(mine, event, sessions),
                sessions=sessions if len(schools) == 1 else 1,
                class_hours=next((a.value for a in event.values("class_hours")), None),
                cases=_cases(event) if kind in SEPARATE else None,
                school_candidates=tuple(s.name for s in named.schools)
                if named and len(named.schools) > 1
                else (),
            )
        )
    return made


def _kind(event: Event) -> str:
    order = ["lesson", "visit", "lecture", "activity", "consultation", "legal_matter", "essay", "other"]
    kinds = event.kinds
    if kinds and kinds[0] in SEPARATE:
        return kinds[0]
    return next((k for k in order if k in kinds), "lecture")


def _heads(amounts: list[Amount], event: Event, sessions: int) -> int | None:
    room = [a for a in amounts if not a.online] or amounts
    totals = [a for a in room if a.total and a.value]
    if totals:
        return int(totals[-1].value or 0)
    classes = sum(int(a.value or 0) for a in event.values("classes"))
    grades = sum(sum(c in "一二三四五六七八九123456789" for c in g) for g in event.grades)
    times = sessions if sessions > 1 else classes or grades or 1
    total = sum((a.value or 0) * (times if a.each else 1) for a in room)
    return int(total) or None


def _cases(event: Event) -> int | None:
    amounts = event.values("cases") + event.values("times") + event.values("audience")
    return int(sum(a.value or 0 for a in amounts)) or None

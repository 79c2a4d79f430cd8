"""Clauses bound into events: where one thing ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.amounts import Amount
from bot.understanding.clauses import STRONG, Clause
from bot.understanding.days import Day
from bot.understanding.kinds import APART, kinds_of
from bot.understanding.naming import Named

_COUNTS = ("cases", "times", "audience", "some")
_MOST_SCHOOLS = 60
_CROWD = 10
"""Fewer heads than this are no audience yet (两名学生打架)."""


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
    since: Day | None = None
    """The day said last before it."""
    said: set[str] = field(default_factory=set)
    """The groups of words in its clauses."""
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
        return self.counted("audience", "bare")

    @property
    def crowd(self) -> bool:
        """Whether an audience was counted."""
        return any((a.value or _CROWD) >= _CROWD for a in self.heads)

    def has(self, *groups: str) -> bool:
        return not self.said.isdisjoint(groups)

    @property
    def empty(self) -> bool:
        """Nothing that could be recorded: at most a day."""
        return not (self.schools or self.kinds or self.topics or self.amounts)

    def add(self, clause: Clause, kinds: list[str]) -> None:
        """Takes a clause in; `kinds` are those of its words that count here."""
        self.clauses.append(clause)
        self.said |= clause.words.keys()
        self._add_day(clause)
        for named in clause.schools:
            self._add_school(named)
        self.kinds += kinds
        self.topics = list(dict.fromkeys([*self.topics, *(hit.key for hit in clause.topics)]))
        self.amounts += clause.amounts
        if self._papers():
            self.kinds.insert(0, "legal_matter")

    def _papers(self) -> bool:
        """A document with its verb or its count, or an incident with its handling, said over several clauses."""
        if self.apart in ("legal_matter", "essay") or {
            "lecture",
            "lesson",
            "visit",
            "tour",
            "other",
            "consultation",
        } & set(self.kinds):
            return False
        if self.has("event") and self.has("handle") and not self.crowd:
            return True
        counted = bool(self.counted("cases")) and self.has("papers")
        return not self.kinds and (counted or (self.has("object") and self.has("verb")))

    def _add_day(self, clause: Clause) -> None:
        day = clause.day
        if day is None:
            return
        exact = [d for d in clause.days if d.day and d.why != "theme"] or [day]
        if not self.days or (self.day and not self.day.day and day.day):
            self.days = exact if _listed(clause, exact) else exact[:1]
        elif self.day and self.day.why == "theme" and day.day and day.why != "theme":
            self.days = exact[:1]

    def _add_school(self, named: Named) -> None:
        """Adds a school unless it is there; a full name settles a short one beside it."""
        if len(self.schools) >= _MOST_SCHOOLS:
            return
        for i, known in enumerate(self.schools):
            if named.schools and set(known.schools) >= set(named.schools):
                self.schools[i] = named
                return
            if known.schools and set(named.schools) > set(known.schools):
                return
        self.schools.append(named)


def _listed(clause: Clause, days: list[Day]) -> bool:
    """Whether several days stand side by side (14号15号两天)."""
    gaps = [
        clause.text[a.end - clause.start : b.start - clause.start]
        for a, b in zip(days, days[1:], strict=False)
    ]
    return all(gap.strip() in ("", "和", "与", "及", "and") for gap in gaps)


def bind(clauses: list[Clause]) -> list[Event]:
    """The events that the clauses tell of, in order; the first may be empty."""
    events = [Event()]
    for i, clause in enumerate(clauses):
        kinds = kinds_of(clause)
        reason = _break(events[-1], clause, kinds, clauses[i + 1 : i + 4])
        if reason == "list":
            events[-1].days += [d for d in clause.days if d.day]
        elif reason:
            events.append(Event(reason, since=events[-1].day or events[-1].since))
        events[-1].add(clause, _counting(events[-1], clause, kinds))
    return events


def _break(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    if not event.clauses:
        return ""
    run = _run(clause, ahead)
    return (
        _other_day(event, clause)
        or _other_school(event, clause)
        or _other_kind(event, clause, kinds, ahead)
        or _other_part(event, clause, run)
        or _next(event, clause, kinds, run)
    )


def _run(clause: Clause, ahead: list[Clause]) -> list[Clause]:
    """A clause and what follows it up to a full stop, a day or a school."""
    run = [clause]
    for following in ahead:
        if following.schools and not clause.dayparts or following.days or following.mark in STRONG:
            break
        run.append(following)
    return run


def _other_day(event: Event, clause: Clause) -> str:
    day, known = clause.day, event.day or (event.since if clause.mark == "\n" and event.schools else None)
    if not (day and day.day and known and known.day):
        return ""
    if day.day in [d.day for d in event.days]:
        return "day" if clause.mark == "\n" and event.schools else ""
    if day.why == "theme" or (known.why == "theme" and event.empty):
        return ""
    if event.empty and clause.mark in ("、", "") and len(event.clauses) == len(event.days):
        return "list"
    return "day"


def _other_school(event: Event, clause: Clause) -> str:
    if not event.schools or not clause.schools:
        return ""
    known = {school for named in event.schools for school in named.schools}
    said = {school for named in clause.schools for school in named.schools}
    if said and known >= said:
        own = bool(
            clause.counted("audience", "bare", "sessions", "cases", "times")
            or clause.topics
            or clause.has("kind", "unheld")
        )
        return "school" if len(event.schools) > 1 and len(clause.schools) == 1 and own else ""
    last = event.clauses[-1]
    listing = last.schools and not last.text[last.schools[-1].end - last.start :].strip("、和与及跟 ")
    return "" if listing and clause.mark not in STRONG else "school"


def _other_kind(event: Event, clause: Clause, kinds: list[str], ahead: list[Clause]) -> str:
    if event.empty or not kinds:
        return ""
    told = event.kinds or event.crowd
    if told and ahead and ahead[0].mark == ":" and kinds[0] not in event.kinds and _label(clause):
        return "kind"
    apart = next((kind for kind in kinds if kind in APART), "")
    if apart and apart == event.apart:
        return "kind" if _counts_on(event, clause, kinds) else ""
    if apart:
        told = (
            event.crowd or event.has("unheld") or any(kind not in ("other", "stand") for kind in event.kinds)
        )
        return "kind" if told and _stands_alone(clause, apart) else ""
    if event.apart:
        own = clause.counted("audience", "sessions", "lessons") or clause.has("next")
        return "kind" if own and {"lecture", "activity", "lesson", "visit"} & set(kinds) else ""
    return ""


def _label(clause: Clause) -> bool:
    """Whether a clause is nothing but a word for a kind (讲座:…;参观:…)."""
    words = clause.words.get("kind", ())
    return any(
        clause.text[hit.start - clause.start : hit.end - clause.start] == clause.text.strip() for hit in words
    )


def _counts_on(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether advice or papers of another sort are counted beside the first (咨询4人次、调解3起)."""
    if not clause.counted("cases", "times", "audience") or not event.counted("cases", "times", "audience"):
        return False
    topics = {hit.key for hit in clause.topics}
    mediated = clause.has("kind") and "legal_matter" in kinds and not clause.has("papers", "object")
    return bool(topics - set(event.topics)) or (mediated and event.has("papers", "object"))


def _stands_alone(clause: Clause, kind: str) -> bool:
    """Whether advice or papers beside another event are an item: advice only if it is counted."""
    if kind == "legal_matter":
        return all(a.value != 0 for a in clause.counted("cases"))
    if kind == "essay":
        return bool(clause.counted("cases"))
    return bool(clause.counted(*_COUNTS)) or bool(clause.schools or clause.days)


def _other_part(event: Event, clause: Clause, run: list[Clause]) -> str:
    if not clause.dayparts or not event.part or event.empty:
        return ""
    if clause.dayparts[0].key in (event.part, "both") or event.part == "both":
        return ""
    return "part" if any(c.topics or c.has("kind") or c.schools for c in run) else ""


def _next(event: Event, clause: Clause, kinds: list[str], run: list[Clause]) -> str:
    """Another talk at the same place: its own topic and its own audience."""
    if event.apart or not event.heads:
        return ""
    if "visit" in kinds and event.crowd and "visit" not in event.kinds:
        return "next"
    if {"visit", "tour"} & set(event.kinds) or (event.has("respectively") and len(event.schools) > 1):
        return ""
    heads = any(c.counted("audience", "bare", "sessions") for c in run[:2])
    new = [hit.key for c in run[:2] for hit in c.topics if hit.key not in event.topics]
    if clause.has("next") and (clause.counted("sessions") or (heads and (new or clause.has("kind")))):
        return "next"
    own = clause.topics or (clause.mark in STRONG and clause.counted("audience"))
    return "next" if own and new and event.topics and heads else ""


def _counting(event: Event, clause: Clause, kinds: list[str]) -> list[str]:
    """The kinds of a clause that count for the event it joins."""
    apart = [kind for kind in kinds if kind in APART]
    if event.apart:
        return [kind for kind in kinds if kind == event.apart]
    if event.broke == "kind" and not event.clauses and apart:
        return apart
    if {"stand"} >= set(event.kinds) and not event.crowd:
        counted = apart and clause.counted(*_COUNTS)
        event.kinds[:] = [] if counted else event.kinds
        return [*apart, *(kind for kind in kinds if kind not in APART)] if counted else kinds
    return [kind for kind in kinds if kind not in APART]

"""What is said once and holds for several events: a day, a school, a kind, a topic, a headcount."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from bot.understanding.counts.headcounts import share_heads
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.folding import fold_back
from bot.understanding.events.lists import close_days, open_days, open_heading, open_schools, open_topics
from bot.understanding.events.places import (
    deal_days,
    deal_topics,
    deal_visits,
    month_first,
    school_of_all,
    share_schools,
)
from bot.understanding.events.shared_counts import drop_total_hours, open_cases, open_sessions, share_cases
from bot.understanding.events.shared_kinds import share_kinds

_NIGHT = "night"
"""The part of a day that is not that of sending where no day is said."""


def share(events: list[Event], today: date) -> int | None:
    """Gives each event what was said once for several; returns a headcount said for several together."""
    if len(events) > 1:
        open_heading(events)
        open_schools(events)
    open_topics(events)  # of one event they may make several
    if len(events) > 1:
        fold_back(events)
        deal_days(events)
        deal_visits(events)
        deal_topics(events)
    _share_days(events, today)
    if len(events) > 1:
        share_kinds(events)
        school_of_all(events)
        share_schools(events)
        open_days(events)
        _share_topics(events)
        open_sessions(events)
        open_cases(events)
        share_cases(events)
        drop_total_hours(events)
    close_days(events)
    return share_heads(events)


def _share_days(events: list[Event], today: date) -> None:
    known = of_all = _day_of_all(events) if len(events) > 1 else []
    for event in events:
        if event.has("unheld") and event.day and _lies_ahead(event.day, today):
            continue
        if of_all and event.day and not event.day.day:
            event.days = list(of_all)
        elif event.days and not _only_framed(event, known):
            known = event.days[:1]
        elif event.broke == "kind" and month_first(events[0]):
            continue
        elif known:
            event.days = _days_there(events, event) or list(known)
        elif event.part not in ("", _NIGHT):
            event.days = known = [Day(event.clauses[0].start, event.clauses[0].start, today, "part")]
    if len(events) > 1:
        _share_last_day(events)


def _days_there(events: list[Event], event: Event) -> list[Day]:
    """The day on which something was told before of the same school (2日一小…,4日二小…,一小还咨询6次)."""
    schools = [named.schools for named in event.schools]
    before = events[: events.index(event)] if schools and event.broke == "school" else []
    there = (e for e in reversed(before) if e.days and [named.schools for named in e.schools] == schools)
    return next((list(e.days[:1]) for e in there), [])


def _share_last_day(events: list[Event]) -> None:
    """The only day told, after all that was done, is that of all."""
    last = events[-1]
    own = next((c for c in last.clauses if c.day and c.day.day), None)
    if own and not own.schools and not any(e.days for e in events[:-1]) and own is not last.clauses[0]:
        for event in events[:-1]:
            event.days = list(last.days)


def _day_of_all(events: list[Event]) -> list[Day]:
    """The day said last of all that was listed without one (…14篇,…22篇,都是今天交的)."""
    dated = [event for event in events if event.day and event.day.day and not event.lies_ahead]
    if len(dated) != 1 or dated[0] is events[0]:
        return []
    clause = next((c for c in dated[0].clauses if c.days), None)
    if clause is None or clause.schools or clause.amounts:
        return []
    before = [c for c in dated[0].clauses if c.end <= clause.start][-1:]  # 都是|今天的事
    return list(dated[0].days) if any(c.has("spread") for c in (*before, clause)) else []


def _only_framed(event: Event, known: list[Day]) -> bool:
    """Whether a theme day only frames an event of a part of a day, or of a day told before (…正值国庆前)."""
    if not event.day or event.day.why != "frame":
        return False
    first = event.clauses[0]
    return bool(event.part) or bool(known and first.schools and not first.days)


def _lies_ahead(day: Day, today: date) -> bool:
    return day.why == "ahead" or (day.day is not None and day.day > today)


def _share_topics(events: list[Event]) -> None:
    for i, event in enumerate(events):
        said = any(c.topics and c.has_any("spread", "apart") for c in event.clauses) or _spreads(event)
        if said or _trails(events[:i], event):
            _give([e for e in events[:i] if e.apart == event.apart], event.topics)
        elif event.topics:
            _give(_pending(events, i), event.topics)
        elif i and event.has("alike"):
            _give([event], events[i - 1].topics)
    if heading := _led(events[0]):
        _give(_headed(events, heading), [hit.key for hit in heading.topics])
        return
    if _ahead_of_days(events[0]):
        _give([e for e in events[1:] if e.carried and e.broke == "day" and not e.kinds], events[0].topics)
    _give(_listed_in_brackets(events), events[0].topics)


def _headed(events: list[Event], heading: Clause) -> list[Event]:
    """The events after the first whose topic a clause of that heads: of no other kind, if not of all."""
    first, rest = events[0], events[1:]
    line = first.clauses[0] is heading and any(c.mark in (":", "\n") for c in first.clauses[1:2])
    talks = {"lecture", "activity"} if line else set[str]()
    return [e for e in rest if talks.issuperset(e.kinds) or heading.has("spread")]


def _spreads(event: Event) -> bool:
    """Whether a topic follows on what was said of all (…都是昨天讲的,主题防溺水)."""
    return any(
        after.topics and before.has("spread") and not (before.schools or before.amounts or after.schools)
        for before, after in pairwise(event.clauses)
    )


def _pending(events: list[Event], i: int) -> list[Event]:
    """The events before one that say nothing but where and when: a list that it completes."""
    pending: list[Event] = []
    for event in reversed(events[:i]):
        after = events[i - len(pending)]
        if (
            event.topics
            or event.kinds
            or event.amounts
            or after.clauses[0].mark in STRONG
            or not _listing(event)
        ):
            break
        pending.append(event)
    return pending


def _listing(event: Event) -> bool:
    """Whether an event ends with its school or its day, as an entry of a list does."""
    last = event.clauses[-1]
    return last.ends_with(
        *(n.end for n in last.schools), *(d.end for d in last.days), *(p.end for p in last.dayparts)
    )


def _trails(before: list[Event], event: Event) -> bool:
    """Whether a topic after a list of events belongs to them all: none of them has said one, or a kind."""
    own: Clause | None = next((c for c in event.clauses if c.topics), None)
    if not before or not own or own.schools or own.days or own.has("next") or own.mark in STRONG - {"\n"}:
        return False
    return all(not e.topics and (not e.kinds or e.apart == event.apart != "") for e in before)


def _listed_in_brackets(events: list[Event]) -> list[Event]:
    """Schools told after a topic, what each had in brackets (反诈宣讲走进一小(265人)、二小(300人))."""
    first = events[0].clauses[0]
    if not (first.topics and first.schools) or first.topics[0].start > first.schools[0].start:
        return []
    return [e for e in events[1:] if e.broke == "school" and e.clauses[0].mark == ")" and not e.kinds]


def _ahead_of_days(event: Event) -> bool:
    """Whether a school and topics are told ahead of the first day (在三中讲禁毒,2日…,3日…)."""
    first = event.clauses[0]
    return bool(first.topics and first.schools and event.days) and not (first.days or first.amounts)


def _led(event: Event) -> Clause | None:
    """The clause whose topic heads a list: before a colon, before the first school, or told of several."""
    for i, clause in enumerate(event.clauses):
        if clause.topics:
            if clause.counted("schools") and not clause.counted("audience", "bare"):
                return clause
            headed = i + 1 < len(event.clauses) and event.clauses[i + 1].mark == ":"
            early = event.schools and not clause.schools and clause.start < event.schools[0].start
            return clause if early or (headed and not clause.counted("audience", "bare")) else None
    return None


def _give(events: list[Event], topics: list[str]) -> None:
    for event in events:
        if not event.topics and not event.empty:
            event.topics = list(topics)

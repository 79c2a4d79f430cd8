"""Lists told ahead: several schools, days or sessions first, and then each by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.understanding.counts.amounts import HEADS, Amount
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.schools.named import Named

_MOST = 60
"""Events after a list of schools that may be its entries."""


def open_schools(events: list[Event]) -> None:
    """An event that names several schools, each told of later by itself, was only their list."""
    for i, event in enumerate(events):
        if len(event.schools) < 2:
            continue
        following = events[i + 1 : i + 1 + _MOST]
        after = [e for e in following if e.broke in ("school", "day") and _goes_on(event, e)]
        later = [n.schools for e in after for n in e.schools]
        if any(n.schools in later for n in event.schools):
            for other in after:
                if any(n.schools in [m.schools for m in event.schools] for n in other.schools):
                    other.days = other.days or _days_of(event, other.schools[0])
                    other.topics = other.topics or list(event.topics)
                    other.kinds = other.kinds or list(event.kinds)
                    each = [a for a in event.counted("sessions") if a.each]
                    other.amounts += [a for a in each if a not in other.amounts]
            event.schools = [n for n in event.schools if n.schools not in later]
            if not event.schools:
                event.kinds, event.topics, event.amounts = [], [], []


def _days_of(event: Event, named: Named) -> list[Day]:
    """The days of a list that are one school's: its own, where they are told in order (分别)."""
    if event.has("respectively") and len(event.days) == len(event.schools):
        return [
            day for day, one in zip(event.days, event.schools, strict=True) if one.schools == named.schools
        ]
    return list(event.days)


def _goes_on(event: Event, later: Event) -> bool:
    """Whether a later event may tell more of one in a list: nothing it says is of another sort or day."""
    days = [day.day for day in event.days if day.day]
    other_day = days and later.day and later.day.day not in days and not later.has("unheld")
    other_kind = event.kinds and later.kinds and not set(event.kinds) & set(later.kinds)
    return not (later.apart or other_day or other_kind)


def open_heading(events: list[Event]) -> None:
    """What stands before a colon only heads the entries after it, if they have schools and days of their own.

    讲座周三连讲:12.2一小220人,12.3二小350人 tells of two events.
    """
    first, rest = events[0], events[1:]
    if not rest or first.schools or first.heads or first.apart or not (first.kinds or first.topics):
        return
    headed = rest[0].clauses[0].mark in (":", "\n") and not any(e.has("unheld") for e in events)
    if headed and rest[0].broke == "day" and all(event.schools for event in rest):
        for event in rest:
            event.topics = event.topics or list(first.topics)
            event.kinds = event.kinds or list(first.kinds)
        first.days, first.kinds, first.topics, first.amounts = [], [], [], []


def open_topics(events: list[Event]) -> None:
    """Topics with a session each are as many events (防溺水和防欺凌各一场,每场200人)."""
    for i in range(len(events) - 1, -1, -1):
        event = events[i]
        if len(event.topics) < 2 or len(event.schools) > 1 or not _a_session_each(event):
            continue
        heads, rest = event.heads, [a for a in event.amounts if a.field not in (*HEADS, "sessions")]
        dealt = len(heads) == len(event.topics)
        events[i : i + 1] = [
            replace(
                event,
                broke=event.broke if n == 0 else "next",
                topics=[topic],
                schools=list(event.schools),
                days=list(event.days),
                amounts=[*rest, *(heads[n : n + 1] if dealt else [h for h in heads if h.each])],
            )
            for n, topic in enumerate(event.topics)
        ]


def _a_session_each(event: Event) -> bool:
    """Whether 各一场 follows the last topic."""
    for i, clause in enumerate(event.clauses):
        for amount in clause.counted("sessions"):
            before = [*(event.clauses[i - 1].topics if i else ()), *clause.topics]
            ends = [hit.end for hit in before if hit.end <= amount.start]
            words = clause.text[max(0, max(ends, default=0) - clause.start) : amount.start - clause.start]
            if amount.each == "any" and ends and words.strip() in _EACH:
                return True
    return False


_IN_ALL = ("前后", "一共", "总共", "合计", "加起来", "先后", "一天", "总计")
_EACH = ("各", "各讲", "各上", "各开", "各办")


def open_days(events: list[Event]) -> None:
    """An event on several days, each told of later by itself, was only their list."""
    for i, event in enumerate(events):
        later = (
            {e.day.day for e in events[i + 1 :] if e.day and e.broke == "day"}
            if len(event.days) > 1
            else set()
        )
        if later and {day.day for day in event.days} <= later:
            for other in events[i + 1 :]:
                if other.broke == "day" and not other.topics and not other.kinds:
                    other.topics, other.kinds = list(event.topics), list(event.kinds)
            event.schools, event.kinds, event.topics, event.amounts = [], [], [], []


def close_days(events: list[Event]) -> None:
    """More sessions than days, and heads told for all, leave open what each day had (两天讲四场,共1600人).

    Several days and schools leave open which was when (周三、周四在一小二小讲), if not told in order.
    """
    for event in events:
        if len(event.days) < 2:
            continue
        if len(event.schools) > 1 and not event.has("respectively"):
            event.days = []
        sessions = [a.value or 0 for a in event.counted("sessions") if not a.each]
        total = len(event.heads) == 1 and not event.heads[0].each
        if len(event.schools) == 1 and total and sessions and sessions[0] > len(event.days):
            event.days = []


def open_cases(events: list[Event]) -> None:
    """A number of cases told ahead of what each school had is their sum (接了3个电话:一小1个,二小2个).

    Of as many as there are schools each had one (审了两份合同:一小的食堂承包,二小的校服采购); told last, one by
    one, they are dealt out (依次是十二、二十、九篇).
    """
    first = events[0]
    told = [event for event in events if event.apart and event.apart == first.apart]
    counted = [a for event in told for a in event.counted("cases", "times", "audience", "some") if a.value]
    if len(told) < 2 or not counted:
        return
    dealt = told[-1].has("respectively") and all(amount in told[-1].amounts for amount in counted)
    if dealt and len(counted) == len(told):
        for event, amount in zip(told, counted, strict=True):
            event.amounts = [*(a for a in event.amounts if a not in counted), amount]
    if counted[0] not in first.amounts:
        return
    head = first.clause_at(counted[0].start)
    summed = counted[0].value == sum(a.value or 0 for a in counted[1:])
    if len(counted) > 2 and summed and not (head and head.schools):
        first.amounts.remove(counted[0])
    elif len(counted) == 1 and counted[0].value == len(told) and _of_all(counted[0], told):
        for event in told:
            event.amounts = [counted[0]._replace(value=1), *(a for a in event.amounts if a is not counted[0])]


def _of_all(amount: Amount, events: list[Event]) -> bool:
    """Whether a number told before a colon is of events that have a school each."""
    headed = any(one.end > amount.start and two.mark == ":" for one, two in pairwise(events[0].clauses[:3]))
    return headed and all(len(event.schools) == 1 for event in events)


def open_sessions(events: list[Event]) -> None:
    """A number of sessions told for as many events, or for their own numbers, is their sum (今天两场:…)."""
    told = [event for event in events if not (event.empty or event.apart or event.lies_ahead)]
    if len(told) < 2:
        return
    counts = ("sessions", "times") if "lesson" in told[0].kinds else ("sessions", "times", "lessons")
    first = told[0].counted(*counts)[:1]
    rest = [a.value or 0 for e in told for a in e.counted("sessions") if a not in first and not a.each]
    for amount in first:
        clause = told[0].clause_at(amount.start)
        own = clause if clause and clause.schools else None
        elsewhere = any(event.broke in ("school", "day") for event in told[1:])
        after = elsewhere and any(named.start < amount.start for named in told[0].schools)
        after = after and not _heads_days(told[0], amount)
        dealt = len(told[0].heads) == amount.value
        ahead = not (
            (amount.part and not _prefaces(told[0], amount))
            or amount.each
            or after
            or dealt
            or (own and own.counted("audience"))
        )
        if ahead and (amount.value or 0) > 1 and amount.value == (sum(rest) or len(told)):
            told[0].amounts.remove(amount)
    dealt = any(event.heads for event in told[:-1])
    for amount in told[-1].counted("sessions") if len(rest) == 1 and not first else []:
        clause = told[-1].clause_at(amount.start)
        if not clause or clause.schools or (dealt and not (clause.has("spread") or _sums(clause, amount))):
            continue
        if amount.value == len(told):
            told[-1].amounts.remove(amount)


def _heads_days(event: Event, amount: Amount) -> bool:
    """Whether the days of so many sessions are listed after a colon (在一小讲了2场:6月20日…,6月26日…)."""
    clauses = event.clauses
    i = next((i for i, c in enumerate(clauses) if c.start <= amount.start < c.end), len(clauses))
    after = clauses[i + 1] if i + 1 < len(clauses) else None
    return (
        after is not None
        and after.mark == ":"
        and bool(after.days)
        and not any(d.day for d in clauses[i].days)
    )


def _sums(clause: Clause, amount: Amount) -> bool:
    """Whether a number of sessions adds up those told before (…85人,前后两场)."""
    before = clause.text[: max(0, amount.start - clause.start)].rstrip()
    return amount.total or before.endswith(_IN_ALL)


def _prefaces(event: Event, amount: Amount) -> bool:
    """Whether a number of sessions only stands over the list that tells them (前两场补录:3月6日七小…)."""
    i = next((i for i, c in enumerate(event.clauses) if c.start <= amount.start < c.end), None)
    if i is None or event.clauses[i].topics or event.clauses[i].schools:
        return False
    listed = event.clauses[i + 1].mark in (":", "\n") if i + 1 < len(event.clauses) else False
    return listed or event.clauses[i].has("writing")

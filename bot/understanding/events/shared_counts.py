"""Numbers of sessions and cases told once for several events: their sum, one of each, or in order."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.counts.amount import Amount
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event

_THINGS = re.compile("[事报记补登][两二三四五六七八九十]件|[两二三四五六七八九十]件事")
_IN_ALL = ("前后", "一共", "总共", "合计", "加起来", "先后", "一天", "总计")


def open_cases(events: list[Event]) -> None:
    """A number of cases told ahead of what each school had is their sum (接了3个电话:一小1个,二小2个).

    Of as many as there are schools each had one (审了两份合同:一小的食堂承包,二小的校服采购).
    Told last they are dealt out (依次是十二、二十、九篇).
    """
    first = events[0]
    _drop_heading(events)
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
    placed = head and (head.schools or any(named.start < head.start for named in first.schools))
    own = placed and head and not _heads_list(first, head)
    if len(counted) > 2 and summed and not own:
        first.amounts.remove(counted[0])
    elif len(counted) == 1 and counted[0].value == len(told) and _of_all(counted[0], told):
        for event in told:
            event.amounts = [counted[0]._replace(value=1), *(a for a in event.amounts if a is not counted[0])]


def drop_total_hours(events: list[Event]) -> None:
    """Removes class hours told last that add up those of all (…2课时,…1课时,加起来3课时)."""
    hours = [a for event in events for a in event.counted("class_hours")]
    summed = len(hours) > 2 and hours[-1].value == sum(a.value or 0 for a in hours[:-1])
    if summed and len(events[-1].counted("class_hours")) > 1:
        events[-1].amounts.remove(hours[-1])


def _heads_list(event: Event, clause: Clause) -> bool:
    """Whether a list follows on a clause (微信咨询连着仨,各1次:三小问…,五小问…)."""
    after = next((c for c in event.clauses if c.start >= clause.end), None)
    return after is not None and after.mark == ":"


def _of_all(amount: Amount, events: list[Event]) -> bool:
    """Whether a number told before a colon is of events that have a school each."""
    headed = any(one.end > amount.start and two.mark == ":" for one, two in pairwise(events[0].clauses[:3]))
    return headed and all(len(event.schools) == 1 for event in events)


def _drop_heading(events: list[Event]) -> None:
    """Removes a number of cases that stands alone before a colon: so many things follow (昨天两件:…)."""
    first, clauses = events[0], events[0].clauses
    heading = clauses[0] if len(clauses) > 1 and clauses[1].mark == ":" and len(events) > 1 else None
    if heading and (_THINGS.search(heading.text) or not (heading.schools or heading.topics or heading.words)):
        first.amounts = [a for a in first.amounts if a not in heading.counted("cases", "times", "some")]


def share_cases(events: list[Event]) -> None:
    """Cases said last of each of all are every event's (周二代理一小,周三代理二小,各1件)."""
    for i, event in enumerate(events):
        for each in (a for a in event.counted("cases", "times") if a.each == "any" and event.apart):
            clause = event.clause_at(each.start)
            if not i and clause and _heads_list(event, clause):
                for after in events[1:]:
                    if after.apart and not after.counted("cases", "times"):
                        after.amounts.append(each)
            for before in events[:i][::-1] if clause and not clause.schools else ():
                if before.apart != event.apart or before.counted("cases", "times"):
                    break
                before.amounts.append(each)


def open_sessions(events: list[Event]) -> None:
    """A number of sessions told for as many events, or for their own numbers, is their sum (今天两场:…)."""
    held = (event for event in events if event.heads or not event.has_any("unheld", "undone"))
    told = [event for event in held if not (event.empty or event.apart or event.lies_ahead)]
    if len(told) < 2:
        return
    lessons = "lesson" in told[0].kinds
    first = told[0].counted("sessions", "times", "lessons")[:1]
    counts = ("sessions", "lessons") if lessons else ("sessions",)
    rest = [a.value or 0 for e in told for a in e.counted(*counts) if a not in first and not a.each]
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
    _drop_sessions_of_all(told)
    for amount in told[-1].counted("sessions") if len(rest) == 1 and not first else []:
        clause = told[-1].clause_at(amount.start)
        if not clause or clause.schools or (dealt and not (clause.has("spread") or _sums(clause, amount))):
            continue
        if amount.value == len(told):
            told[-1].amounts.remove(amount)


def _drop_sessions_of_all(told: list[Event]) -> None:
    """Removes a number of sessions said of all schools (上午二中、下午六中,两场都讲禁毒)."""
    schools = {named.schools for event in told for named in event.schools}
    for event in told[1:]:
        clauses = ((event.clause_at(a.start), a) for a in event.counted("sessions"))
        of_all = [
            a for c, a in clauses if c and c.has("spread") and not c.schools and a.value == len(schools)
        ]
        event.amounts = [a for a in event.amounts if a not in of_all]


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

"""Where an event took place that names no school itself."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event

_ONE_OF_THEM = tuple(
    f"{one}{told}" for one in ("一个", "一场", "一堂") for told in ("", "讲", "讲的", "是", "讲的是")
)
"""Before each of several topics told one by one."""
_OF_ALL = re.compile("(?:[都均全]是?[在给为]|^学校)(?:嘛|呢|是|就是|:| )*$")
"""Before a school told last: all that was told before was there."""


def school_of_all(events: list[Event]) -> None:
    """Gives all events the school that is told last, of them all (…398人,…402人,都在二小; …,学校嘛 二小)."""
    last = events[-1]
    if len(last.schools) != 1 or any(event.schools for event in events[:-1]):
        return
    i = next(i for i, clause in enumerate(last.clauses) if clause.schools)
    clause, named = last.clauses[i], last.schools[0]
    before = clause.text[: named.start - clause.start] or "".join(c.text for c in last.clauses[i - 1 : i])
    if i and not (clause.topics or clause.amounts or clause.days) and _OF_ALL.search(before):
        for event in events[:-1]:
            event.schools = [named._replace(why=named.why or "carried")]


def share_schools(events: list[Event]) -> None:
    """Gives an event that names no school the one named before, where it is told of the same place."""
    recap = (any(e.has("period") for e in events) or month_first(events[0])) and not _heads_list(events)
    for before, event in pairwise(events):
        if event.schools or len(before.schools) != 1 or not _same_place(before, event, recap):
            continue
        named = before.schools[0]
        event.schools = [named._replace(why=named.why or "carried")]
        event.carried = True


def _heads_list(events: list[Event]) -> bool:
    """Whether the one school named heads a list of all that was done there (给一中做的:讲座4场,咨询6次)."""
    clauses = events[0].clauses
    if any(event.schools for event in events[1:]) or len(events[0].schools) != 1 or len(clauses) < 2:
        return False
    named = next(i for i, clause in enumerate(clauses) if clause.schools)
    return not clauses[named].amounts and named + 1 < len(clauses) and clauses[named + 1].mark in (":", "\n")


def _same_place(before: Event, event: Event, recap: bool) -> bool:
    if (event.has("same") or before.clauses[-1].has("same")) and not _went_back(event):
        return True
    if recap and event.broke == "kind" and event.clauses[0].mark == "、" and len(before.clauses) > 1:
        return True  # 本月:一小讲座1场、咨询3次;二小…
    if recap or event.has_any("ours", "away") or _of_own_time(event):
        return False
    if event.broke == "day":
        return (
            (before.has("moved") and not before.crowd)
            or before.carried
            or len(before.days) > 1
            or _names_first(before)
            or _of_several_days(before)
        )
    return event.broke != "school"


def _went_back(event: Event) -> bool:
    """Whether the writer went back to work for it (讲完回所里处理, but not 会后在办公室解答)."""
    return any(
        clause.text.startswith("回", hit.start - clause.start)
        for clause in event.clauses
        for hit in clause.words.get("away", ())
    )


def _of_own_time(event: Event) -> bool:
    """Whether advice or papers are told of a time of their own, longer than a day (本周还接了4个咨询电话)."""
    days = [day for clause in event.clauses for day in clause.days]
    return bool(event.apart and days) and all(day.day is None for day in days)


def _of_several_days(event: Event) -> bool:
    """Whether its school is named with several days, told of one by one after it (昨天跟今天都在一小)."""
    return any(clause.schools and len(clause.days) > 1 for clause in event.clauses[:1])


def _names_first(event: Event) -> bool:
    """Whether a school is named ahead of the first day, and so for every day after it."""
    return bool(event.days) and event.schools[0].start < event.days[0].start


def deal_days(events: list[Event]) -> None:
    """Days told in order after the last of several schools are theirs (一小27,二小44,分别是25日、27日)."""
    last, days = events[-1], list(events[-1].days)
    told = events[-len(days) :]
    if len(days) < 2 or len(told) < len(days) or not last.has("respectively"):
        return
    if all(len(e.schools) == 1 for e in told) and not any(e.days for e in told[:-1]):
        for event, day in zip(told, days, strict=True):
            event.days = [day]


def deal_visits(events: list[Event]) -> None:
    """Days told ahead of as many talks at one school are theirs in order (2日和4日去了,前一次…,后一次…)."""
    first = events[0]
    days, times = list(first.days), [a for a in first.counted("times", "sessions") if a.value == len(events)]
    told = times or any(event.has("respectively") for event in events[1:])
    if len(days) != len(events) or not told or any(_of_its_own(event) for event in events[1:]):
        return
    first.amounts = [a for a in first.amounts if a not in times]
    for event, day in zip(events, days, strict=True):
        event.days = [day]


def _of_its_own(event: Event) -> bool:
    """Whether an event tells its own school, or an exact day."""
    return bool(event.schools) or any(day.day for day in event.days)


def deal_topics(events: list[Event]) -> None:
    """Topics told in order after the last of several events are theirs (一小143,二小388,一个防拐一个反诈)."""
    last, topics = events[-1], list(events[-1].topics)
    told, clause = events[-len(topics) :], events[-1].clauses[-1]
    if len(topics) < 2 or len(told) < len(topics) or any(e.topics or e.apart for e in told[:-1]):
        return
    if len(clause.topics) == len(topics) and _in_order(clause) and not (clause.schools or last.apart):
        last.amounts = [a for a in last.amounts if a.field != "sessions" or a not in clause.amounts]
        for event, topic in zip(told, topics, strict=True):
            event.topics = [topic]


def _in_order(clause: Clause) -> bool:
    """Whether the topics of a clause are told one by one (分别讲防拐和反诈, 一个防拐一个反诈)."""
    if clause.has("respectively"):
        return True
    places = (hit.start - clause.start for hit in clause.topics)
    return all(clause.text.endswith(_ONE_OF_THEM, 0, place) for place in places)


def month_first(event: Event) -> bool:
    """Whether a message is headed by a month: a recap, whose days hold for one entry each."""
    first = event.clauses[0]
    headed = len(event.clauses) > 1 and event.clauses[1].mark in (":", "\n")
    return headed and bool(first.days) and first.days[0].why == "vague" and not first.schools

"""An event's items: one for each school and day."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot import data
from bot.records import School
from bot.understanding.counts.amount import Amount
from bot.understanding.counts.cases import cases_in_order, cases_of
from bot.understanding.counts.counting import UNCOUNTED, audience_of, hours_of, sessions_of
from bot.understanding.counts.headcounts import heads_in_order
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.events.event_kinds import kind_of
from bot.understanding.events.found import found_of
from bot.understanding.events.kinds import APART
from bot.understanding.events.topics import DISPUTED
from bot.understanding.learned.likely_kind import settle
from bot.understanding.result import Findings, Item
from bot.understanding.schools.named import Named
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.spans import blot

_LEVELS: dict[str, list[str]] = data.load("words/levels")["levels"]
_OVER: dict[str, list[str]] = {key: row["over"] for key, row in data.load("topics").items() if "over" in row}


def items_of(event: Event, coming: bool = False) -> list[Item]:
    """The items of one event. `coming`: days are read forward, as for a plan."""
    places: list[Named | None] = _places(event)
    days: list[Day | None] = list(event.days) or [None]
    if event.has("respectively") and len(days) == len(places) > 1:
        where = list(zip(places, days, strict=True))
    else:
        where = [(named, day) for named in places for day in days or [None]]
    said = kind_of(event)
    kind = settle(said, event)
    sessions = sessions_of(event, kind, len(where))
    cases = cases_of(event) if kind in APART else UNCOUNTED
    audience = audience_of(event, kind, sessions.value, len(where))
    heads = [] if kind in APART else heads_in_order(event, where)
    dealt_cases = cases_in_order(event, len(where)) if kind in APART else []
    topics = _topics(event, kind)
    dealt = _topics_in_order(event, topics, where)
    counted = event.heads if kind in APART else audience.of
    return [
        Item(
            kind=kind,
            held_on=_held_on(day, coming),
            topics=(dealt[i],) if dealt else topics,
            audience=_dealt(heads[i]) if heads else audience.value,
            sessions=sessions.value or 1,
            class_hours=hours_of(event),
            cases=dealt_cases[i].value if dealt_cases else cases.value,
            audience_approximate=_approximate(heads[i]) if heads else audience.approximate,
            quantity_approximate=sessions.approximate or cases.approximate,
            online=audience.online,
            by_another=event.has("by_another"),
            kind_by_looks=kind != said,
            found=found_of(event, named, day, filter(None, heads[i : i + 1]) if heads else counted),
            **_school(event, named),
        )
        for i, (named, day) in enumerate(where)
    ]


def _dealt(amount: Amount | None) -> int | None:
    return None if amount is None or amount.value is None else int(amount.value)


def _approximate(amount: Amount | None) -> bool:
    return amount is not None and amount.approximate


def _topics(event: Event, kind: str) -> tuple[str, ...]:
    dropped = {under for topic in event.topics for under in _OVER.get(topic, ())}
    if kind == "other" or _ends_quarrel(event, kind):
        dropped.add("contract")
    return tuple(topic for topic in event.topics if topic not in dropped)


def _topics_in_order(
    event: Event, topics: tuple[str, ...], where: list[tuple[Named | None, Day | None]]
) -> list[str]:
    """The topic of each of an event's places or days, if told in order (周一周二分别讲宪法、禁毒)."""
    if len(topics) < 2 or not event.has("respectively"):
        return []
    for told in (where, [named for named, _ in where], [day for _, day in where]):
        order = list(dict.fromkeys(told))
        if len(order) == len(topics):
            return [topics[order.index(one)] for one in told]
    return []


def _ends_quarrel(event: Event, kind: str) -> bool:
    """Whether the only paper told of is what was signed at the end of a quarrel (谈妥了,签了协议)."""
    if kind != "legal_matter" or not event.has("closed") or not DISPUTED & set(event.topics) - {"contract"}:
        return False
    named = [clause for clause in event.clauses if any(hit.key == "contract" for hit in clause.topics)]
    return bool(named) and all(clause.has("signed") for clause in named)


def _held_on(day: Day | None, coming: bool) -> date | None:
    return None if day is None else (day.coming if coming and day.coming else day.day)


def _places(event: Event) -> list[Named | None]:
    visit = {"visit", "tour"} & set(event.kinds) and event.has("court") and not event.has("respectively")
    if visit and len(event.schools) == 2:
        return [_home(event)]
    return list(event.schools) or [None]


def _home(event: Event) -> Named:
    """The school that the visitors come from: not the one whose name stands before a base."""
    for named in event.schools:
        clause = next(c for c in event.clauses if c.start <= named.start < c.end)
        after = clause.text[named.end - clause.start : named.end - clause.start + 8]
        if not any(word in after for word in ("基地", "馆", "base")):
            return named
    return event.schools[0]


def _school(event: Event, named: Named | None) -> dict[str, Any]:
    if named is None:
        return {"school": None}
    fitting = _fitting(event, named)
    if len(fitting) == 1 and (len(named.schools) > 1 or named.why not in ("stem", "part")):
        return {"school": fitting[0].name}
    said = next(
        (_words(c.text, c.start, named) for c in event.clauses if c.start <= named.start < c.end), None
    )
    return {"school": None, "school_candidates": tuple(s.name for s in fitting), "school_said": said}


def _words(text: str, start: int, named: Named) -> str:
    return text[named.start - start : named.end - start]


def _fitting(event: Event, named: Named) -> tuple[School, ...]:
    """The schools that fit the words and the ages said: 龙洲 with 初二 is the middle school."""
    if len(named.schools) < 2:
        return named.schools
    text = " ".join(blot(clause.text, _within(clause)) for clause in event.clauses)
    kinds = {kind for kind, words in _LEVELS.items() if any(word in text for word in words)}
    fitting = tuple(s for s in named.schools if s.kind in kinds)
    return fitting if len(fitting) == 1 else named.schools


def _within(clause: Clause) -> list[Hit]:
    """Where the schools are named in a clause's own text."""
    return [
        Hit(n.start - clause.start, n.end - clause.start, "")
        for n in clause.schools
        if n.start >= clause.start
    ]


def merged(items: list[Item]) -> tuple[Item, ...]:
    """Sessions that agree in kind, day, school and topics are one item (understanding.md)."""
    if len(items) < 2:
        return tuple(items)
    together: dict[tuple[object, ...], Item] = {}
    for number, item in enumerate(items):
        known = item.school and item.held_on and item.kind not in APART
        key = (item.kind, item.held_on, item.school, frozenset(item.topics)) if known else (number,)
        together[key] = _sum(together[key], item) if key in together else item
    return tuple(together.values())


def _sum(one: Item, other: Item) -> Item:
    heads = [h for h in (one.audience, other.audience) if h is not None]
    return one._replace(
        sessions=one.sessions + other.sessions,
        audience=sum(heads) if heads else None,
        audience_approximate=one.audience_approximate or other.audience_approximate,
        found=Findings(lambda: [*one.found, *other.found]),
    )

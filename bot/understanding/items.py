"""An event's items: one for each school and day, with what was counted."""

from __future__ import annotations

from dataclasses import replace

from bot import data
from bot.records import School
from bot.understanding.amounts import Amount
from bot.understanding.days import Day
from bot.understanding.events import Event
from bot.understanding.kinds import APART, first_of
from bot.understanding.naming import Named
from bot.understanding.result import Found, Item

_LEVELS: dict[str, list[str]] = data.load("words/levels")["levels"]


def items_of(event: Event, coming: bool = False) -> list[Item]:
    """The items of one event. `coming`: days are read forward, as for a plan."""
    places: list[Named | None] = _places(event)
    days: list[Day | None] = list(event.days) if len(event.days) > 1 and event.has("apart") else [event.day]
    base = _base(event, len(places) * len(days))
    heads = event.heads if len(event.heads) == len(places) > 1 else None
    items = []
    for i, named in enumerate(places):
        for day in days:
            item = replace(base, held_on=_held_on(day, coming), **_school(event, named))
            if heads:
                item = replace(
                    item, audience=_whole(heads[i].value), audience_approximate=heads[i].approximate
                )
            items.append(item)
    return items


def _base(event: Event, several: int) -> Item:
    kind = first_of(event.kinds, event.has("court"))
    sessions, approximate = _sessions(event, kind)
    cases = _cases(event) if kind in APART else None
    heads = [] if kind in APART else _counted_heads(event)
    if several > 1:
        sessions = max(1, sessions // several) if sessions % several == 0 else 1
        heads = [a for a in heads if a.each and a.each != "classes"]
    audience = _audience(event, heads, 1 if several > 1 else sessions)
    hours = next((a for a in event.counted("class_hours") if a.value), None)
    return Item(
        kind=kind,
        topics=tuple(event.topics),
        audience=audience,
        sessions=sessions,
        class_hours=_hours(event, sessions) if hours else None,
        cases=cases,
        audience_approximate=audience is not None and any(a.approximate for a in heads),
        quantity_approximate=approximate,
        online=audience is not None and all(a.online for a in heads),
        found=_found(event),
    )


def _held_on(day: Day | None, coming: bool):
    return None if day is None else (day.coming if coming and day.coming else day.day)


def _places(event: Event) -> list[Named | None]:
    if "visit" in event.kinds and len(event.schools) == 2:
        return [_home(event)]
    return list(event.schools) or [None]


def _home(event: Event) -> Named:
    """The school that the visitors come from: the one followed by its pupils, not by a base."""
    for named in event.schools:
        clause = next(c for c in event.clauses if c.start <= named.start < c.end)
        after = clause.text[named.end - clause.start : named.end - clause.start + 8]
        if not any(word in after for word in ("基地", "馆", "base")):
            return named
    return event.schools[0]


def _school(event: Event, named: Named | None) -> dict:
    if named is None:
        return {"school": None}
    fitting = _fitting(event, named)
    said = event_text(event, named)
    if len(fitting) == 1:
        return {"school": fitting[0].name}
    return {"school": None, "school_candidates": tuple(s.name for s in fitting), "school_said": said}


def _fitting(event: Event, named: Named) -> tuple[School, ...]:
    """The schools that fit the words and the ages said: 龙洲 with 初二 is the middle school."""
    if len(named.schools) < 2:
        return named.schools
    text = " ".join(clause.text for clause in event.clauses)
    kinds = {kind for kind, words in _LEVELS.items() if any(word in text for word in words)}
    fitting = tuple(s for s in named.schools if s.kind in kinds)
    return fitting if len(fitting) == 1 else named.schools


def event_text(event: Event, named: Named) -> str | None:
    for clause in event.clauses:
        if clause.start <= named.start < clause.end:
            return clause.text[named.start - clause.start : named.end - clause.start]
    return None


def _sessions(event: Event, kind: str) -> tuple[int, bool]:
    fields = {"visit": ("sessions", "batches"), "lesson": ("sessions", "lessons")}.get(kind, ("sessions",))
    amounts = [a for a in event.counted(*fields) if a.value]
    if kind not in APART and not amounts and event.kinds:
        amounts = [a for a in event.counted("times") if a.value]
    if not amounts or kind in APART:
        return 1, False
    parts = [a for a in amounts if a.part]
    plain = parts or [a for a in amounts if not a.each]
    each = [a for a in amounts if a.each]
    total = int(plain[0].value or 0) if plain else 0
    rest = sum(int(a.value or 0) for a in plain[1:])
    count = total if rest == total else total + rest
    if each and not plain:
        count = int(each[0].value or 1) * _groups(event)
    return max(1, count), any(a.approximate for a in plain)


def _groups(event: Event) -> int:
    """How many groups "each" speaks of: parts of the day, or years of pupils."""
    parts = {hit.key for clause in event.clauses for hit in clause.dayparts}
    return max(len(parts), 1) if len(parts) > 1 else _grades(event)


def _grades(event: Event) -> int:
    return (
        sum(
            max(1, sum(c in "一二三四五六七八九123456789" for c in h.key))
            for c in event.clauses
            for h in c.grades
        )
        or 1
    )


def _counted_heads(event: Event) -> list[Amount]:
    heads = event.counted("audience") or event.counted("bare")[-1:]
    room = [a for a in heads if not a.online]
    return room or heads


def _audience(event: Event, heads: list[Amount], sessions: int) -> int | None:
    if any(a.value is None for a in heads):
        heads = [a for a in heads if a.value is not None] if len(heads) > 1 else []
    if not heads:
        return None
    total = [a for a in heads if a.total and not a.each]
    others = sum(a.value or 0 for a in heads if a not in total)
    if total and (total[-1].value or 0) >= others and total[-1] is heads[-1]:
        return _whole(total[-1].value)
    return _whole(sum((a.value or 0) * _times(event, a, sessions) for a in heads))


def _times(event: Event, amount: Amount, sessions: int) -> int:
    if not amount.each:
        return 1
    classes = sum(int(a.value or 0) for a in event.counted("classes")) or 1
    if amount.each == "classes":
        return classes
    if amount.each in ("sessions", "schools"):
        return sessions
    return sessions if sessions > 1 else max(_grades(event), classes)


def _hours(event: Event, sessions: int) -> float:
    amounts = [a for a in event.counted("class_hours") if a.value]
    total = [a for a in amounts if a.total]
    if total:
        return total[-1].value or 0
    return amounts[0].value or 0


def _cases(event: Event) -> int | None:
    counted = event.counted("cases") or event.counted("times") or event.counted("audience")
    counted = [a for a in counted if a.value]
    total = [a for a in counted if a.total]
    if total:
        return _whole(total[-1].value)
    if event.kinds[0] == "essay":
        counted = counted[:1]
    return _whole(sum((a.value or 0) * (_objects(event) if a.each else 1) for a in counted)) or None


def _objects(event: Event) -> int:
    return max(1, sum(len(c.words.get("object", ())) for c in event.clauses))


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _found(event: Event) -> tuple[Found, ...]:
    found = [
        Found("held_on", d.day, d.start, d.end, "inferred" if d.why else "said", d.why) for d in event.days
    ]
    found += [
        Found(
            "school",
            n.school.name if n.school else None,
            n.start,
            n.end,
            "inferred" if n.why else "said",
            n.why,
        )
        for n in event.schools
    ]
    found += [Found("topics", h.key, h.start, h.end) for c in event.clauses for h in c.topics]
    found += [Found(a.field, a.value, a.start, a.end) for a in event.amounts]
    return tuple(sorted(found, key=lambda f: f.start))


def merged(items: list[Item]) -> tuple[Item, ...]:
    """Sessions that agree in kind, day, school and topics are one item (understanding.md, "One item or several")."""
    together: dict[tuple[object, ...], Item] = {}
    for number, item in enumerate(items):
        known = item.school and item.held_on and item.kind not in APART
        key = (item.kind, item.held_on, item.school, frozenset(item.topics)) if known else (number,)
        together[key] = _sum(together[key], item) if key in together else item
    return tuple(together.values())


def _sum(one: Item, other: Item) -> Item:
    heads = [h for h in (one.audience, other.audience) if h is not None]
    return replace(
        one,
        sessions=one.sessions + other.sessions,
        audience=sum(heads) if heads else None,
        audience_approximate=one.audience_approximate or other.audience_approximate,
        found=one.found + other.found,
    )

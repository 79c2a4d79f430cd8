"""Answers to the one question that a chat has open: a text that says the value and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo

from bot import data
from bot.understanding.counts.counting import audience_of
from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.events.finding import find_clauses
from bot.understanding.events.kinds import first_of, kinds_of
from bot.understanding.result import Found, Sureness
from bot.understanding.schools.directory import Directory
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

_WORDS = data.load("words/answers")
_KINDS: dict[str, str] = _WORDS["kinds"] | {row["zh"]: kind for kind, row in data.load("kinds").items()}
_FILLER = re.compile(rf"(?:{alternatives(_WORDS['filler'])}|[^\w])+")
_QUANTITIES = ("sessions", "cases", "times", "lessons", "batches", "some", "bare", "audience")


def read_answer(field: str, text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Found | None:
    """The value that `text` gives for one field, if it says that and nothing else.

    Args:
        field: `held_on`, `school`, `audience`, `quantity`, `class_hours`, `kind` or `topics`; others can't be
            read from words alone.
        text: the message as written.
        sent_at: the moment of sending, aware.
        directory: the schools that may be meant; a name that fits several answers nothing.
        zone: the district's; days are reckoned in it, and only past ones answer.

    Returns:
        The value with its span, or None if the text says anything else or nothing certain.
    """
    if field not in _READERS:
        return None
    prefix = _WORDS["prefix"].get(field, "")
    plain = prefix + normalise(text)
    moment = sent_at.astimezone(zone)
    clauses = find_clauses(plain, moment.date(), directory)
    found = _READERS[field](clauses)
    if field == "held_on" and found and found.value > moment.date():
        return None
    if field == "kind" and (kind := _KINDS.get(plain.strip())):
        return Found("kind", kind, 0, len(text))
    if not found or not _wholly(plain, field, clauses):
        return None
    return found._replace(start=found.start - len(prefix), end=found.end - len(prefix))


def _wholly(text: str, field: str, clauses: list[Clause]) -> bool:
    """Whether only filler is left beside the values of the field."""
    left = list(text)
    for clause in clauses:
        for span in _spans(field, clause):
            left[span[0] : span[1]] = " " * (span[1] - span[0])
    words = "".join(left)
    for label in _WORDS["labels"].get(field, ()):
        words = words.replace(label, " ")
    return not _FILLER.sub("", words)


def _spans(field: str, clause: Clause) -> list[tuple[int, int]]:
    if field == "held_on":
        return [(d.start, d.end) for d in clause.days] + [(h.start, h.end) for h in clause.dayparts]
    if field == "school":
        return [(n.start, n.end) for n in clause.schools]
    if field == "topics":
        return [(h.start, h.end) for h in clause.topics]
    if field == "kind":
        return [(h.start, h.end) for h in clause.words.get("kind", ())]
    return [(a.start, a.end) for a in clause.amounts] + [(h.start, h.end) for h in clause.grades]


def _held_on(clauses: list[Clause]) -> Found | None:
    days = [day for clause in clauses for day in clause.days]
    if not days or len({day.day for day in days}) > 1 or days[0].day is None:
        return None
    return Found("held_on", days[0].day, days[0].start, days[-1].end, _sureness(days[0].why), days[0].why)


def _school(clauses: list[Clause]) -> Found | None:
    named = [one for clause in clauses for one in clause.schools]
    if not named or {one.school for one in named} != {named[0].school} or named[0].school is None:
        return None
    why = named[0].why
    return Found("school", named[0].school.name, named[0].start, named[-1].end, _sureness(why), why)


def _audience(clauses: list[Clause]) -> Found | None:
    event = Event()
    for clause in clauses:
        event.add(clause, [])
    if {a.field for a in event.amounts} - {"audience", "bare", "some", "classes"}:
        return None
    heads = event.heads or event.counted("some")
    value = audience_of(event, "lecture", 1, 1).value if event.heads else _only(event)
    why = "approximate" if any(a.approximate for a in heads) else ""
    return Found("audience", value, heads[0].start, heads[-1].end, "said", why) if value else None


def _only(event: Event) -> int | None:
    values = [a.value for a in event.amounts]
    return int(values[0]) if len(values) == 1 and values[0] else None


def _quantity(clauses: list[Clause]) -> Found | None:
    return _single("quantity", clauses, _QUANTITIES)


def _class_hours(clauses: list[Clause]) -> Found | None:
    return _single("class_hours", clauses, ("class_hours", "lessons", "some", "bare"))


def _single(field: str, clauses: list[Clause], fields: tuple[str, ...]) -> Found | None:
    amounts = [amount for clause in clauses for amount in clause.amounts]
    if len(amounts) != 1 or amounts[0].field not in fields or not amounts[0].value:
        return None
    why = "approximate" if amounts[0].approximate else ""
    return Found(field, amounts[0].value, amounts[0].start, amounts[0].end, "said", why)


def _kind(clauses: list[Clause]) -> Found | None:
    hits = [hit for clause in clauses for hit in clause.words.get("kind", ())]
    kinds = [kind for clause in clauses for kind in kinds_of(clause)]
    if not hits:
        return None
    return Found("kind", first_of(kinds, at_place=True), hits[0].start, hits[-1].end)


def _topics(clauses: list[Clause]) -> Found | None:
    hits = [hit for clause in clauses for hit in clause.topics]
    if not hits:
        return None
    return Found("topics", tuple(dict.fromkeys(hit.key for hit in hits)), hits[0].start, hits[-1].end)


def _sureness(why: str) -> Sureness:
    return "inferred" if why else "said"


_READERS: dict[str, Callable[[list[Clause]], Found | None]] = {
    "held_on": _held_on,
    "school": _school,
    "audience": _audience,
    "quantity": _quantity,
    "class_hours": _class_hours,
    "kind": _kind,
    "topics": _topics,
}

"""Reading a message: clauses, events, intent."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.understanding.changes.repairs import repair
from bot.understanding.events.breaks import break_before
from bot.understanding.events.clauses import Clause, beginning
from bot.understanding.events.event import Event
from bot.understanding.events.finding import find_clauses
from bot.understanding.events.found import found_in
from bot.understanding.events.items import items_of, merged
from bot.understanding.events.joining import counting
from bot.understanding.events.kinds import kinds_of
from bot.understanding.events.sharing import share
from bot.understanding.intents.certain import surely
from bot.understanding.intents.intent import intent_of
from bot.understanding.intents.reading import Reading
from bot.understanding.learned.likely_intent import settle
from bot.understanding.learned.likely_single import as_one
from bot.understanding.result import Findings, Understanding
from bot.understanding.schools.directory import Directory
from bot.understanding.text.plain import normalise

_AHEAD = 3
"""Clauses looked at beyond the one being read."""
_MOST_MARKS, _MOST, _LONGEST = 200, 150, 2400
"""More marks between words, more clauses or characters are no message to be recorded; the rest is not read,
and the reading says so."""


def read(text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Understanding:
    """What `text` reports, plans, changes or asks.

    Args:
        text: the message as written.
        sent_at: the moment of sending, aware.
        directory: the schools that may be meant.
        zone: the district's; days are reckoned in it.
    """
    whole = normalise(text)
    plain = beginning(whole, _MOST_MARKS, _LONGEST)
    moment = sent_at.astimezone(zone)
    today = moment.date()
    told = find_clauses(plain, today, directory)
    clauses = told[:_MOST]
    repair(plain, clauses)
    events = bind(clauses)
    together = share(events, today)
    reading = Reading(plain, clauses, events, moment)
    certain = surely(reading)
    said = certain or intent_of(reading)
    intent = certain or settle(said, reading)
    acts = intent in ("log", "plan")
    held = as_one(reading, reading.held) if intent == "log" else []
    ahead = reading.planned if intent == "plan" else reading.coming
    coming = [event for event in ahead if event not in held] if acts else []
    return Understanding(
        intent=intent,
        items=merged([item for event in held for item in items_of(event)]),
        plans=tuple(item for event in coming for item in items_of(event, coming=True)),
        fix=reading.fix if intent == "correct" else {},
        audience_together=together if acts else None,
        cumulative=reading.cue("period"),
        found=Findings(
            lambda: found_in(find_clauses(plain, today, directory)[:_MOST], intent in ("correct", "cancel"))
        ),
        intent_said=None if said == intent else said,
        cut=len(plain) < len(whole) or len(told) > _MOST,
    )


def _stands_aside(clause: Clause, reason: str, event: Event, after: list[Clause]) -> bool:
    """Whether what a clause tells of is an event beside the one told, with which the next clause goes on.

    Nothing came of a day; or it lies ahead, and those counted next were at the event told before it.
    """
    if reason == "day" and clause.idles:
        return True
    if (
        not clause.days
        or clause.days[0].why != "ahead"
        or not after
        or (event.heads and (clause.schools or clause.has("kind")))
    ):
        return False
    heads = after[0]
    told = heads.schools or heads.days or heads.topics or heads.has_any("kind", "plan")
    return bool(heads.counted("audience")) and not told


def bind(clauses: list[Clause]) -> list[Event]:
    """The events that the clauses tell of, in order; the first may be empty."""
    events = [Event()]
    for i, clause in enumerate(clauses):
        last, ahead = events[-1], clauses[i + 1 : i + 1 + _AHEAD]
        if not last.clauses and ahead and clause.prefaces:
            continue
        kinds = kinds_of(clause)
        reason = break_before(last, clause, kinds, ahead)
        if reason and _stands_aside(clause, reason, last, ahead):
            aside = Event(reason)
            aside.add(clause, kinds)
            events.insert(-1, aside)
            continue
        if reason == "aside":
            continue
        if reason == "list":
            last.days += [day for day in clause.days if day.day]
        elif reason:
            last = Event(reason, since=last.day or last.since)
            events.append(last)
        last.add(clause, counting(last, clause, kinds) if kinds else [])
    for event in events:
        event.settle()
    return events

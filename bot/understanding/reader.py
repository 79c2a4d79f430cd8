"""Reading a message: clauses, events, intent."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.understanding.clauses import find_clauses
from bot.understanding.corrections import find_fix
from bot.understanding.events import bind
from bot.understanding.intent import Reading, intent_of
from bot.understanding.items import items_of, merged
from bot.understanding.repairs import repair
from bot.understanding.result import Understanding
from bot.understanding.schools import Directory
from bot.understanding.sharing import share
from bot.understanding.text import normalise


def read(text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Understanding:
    """What `text` reports, plans, changes or asks.

    Args:
        text: the message as written.
        sent_at: the moment of sending, aware.
        directory: the schools that may be meant.
        zone: the district's; days are reckoned in it.
    """
    plain = normalise(text)
    moment = sent_at.astimezone(zone)
    clauses = find_clauses(plain, moment.date(), directory)
    repair(clauses)
    events = bind(clauses)
    together = share(events, moment.date())
    reading = Reading(plain, clauses, events, moment)
    intent = intent_of(reading)
    return Understanding(
        intent=intent,
        items=merged([i for e in reading.past for i in items_of(e)]) if intent == "log" else (),
        plans=tuple(i for e in reading.coming for i in items_of(e, coming=True)) if intent in _ACTS else (),
        fix=find_fix(clauses) if intent == "correct" else {},
        audience_together=together,
        cumulative=reading.cue("period"),
    )


_ACTS = ("log", "plan")

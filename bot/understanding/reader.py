"""Reading a message: clauses, events, intent."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.understanding.clauses import find_clauses
from bot.understanding.corrections import find_fix
from bot.understanding.events import bind
from bot.understanding.intent import Reading, intent_of
from bot.understanding.items import items_of
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
    events = bind([c for c in clauses])
    together = share(events, moment.date())
    reading = Reading(plain, clauses, events, moment)
    intent = intent_of(reading)
    items = [item for event in reading.past for item in items_of(event)] if intent == "log" else []
    plans = [item for event in reading.coming for item in items_of(event, coming=True)]
    if intent not in ("log", "plan"):
        plans = []
    fix = find_fix(clauses) if intent == "correct" else {}
    return Understanding(
        intent=intent,
        items=tuple(items),
        plans=tuple(plans),
        fix=fix,
        audience_together=together,
        cumulative=any(c.has("period") for c in clauses),
    )

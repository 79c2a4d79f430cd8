"""Whether a message tells of one thing only, told by how it looks; and which of its events that is."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.joining import counting
from bot.understanding.events.kinds import kinds_of
from bot.understanding.intents.reading import Reading
from bot.understanding.learned.classifiers import Likelihood, load
from bot.understanding.learned.looks import features, looks_of

SINGLE = Likelihood(**load("single"))
_SURELY = 0.98
"""From here on one thing is told of, whatever the grammars say.

Of fourteen sets of which the classifier had learned nothing, 10 messages read as several things became right
and none wrong."""


def as_one(reading: Reading, held: list[Event]) -> list[Event]:
    """What was held: one event, if the looks of the message leave no doubt that no other is told of.

    If an audience is counted, the one of which most is told; else all is told of the same (打电话来问章程怎么
    改,说明白了,算咨询一次). Two with an audience or a topic each stay two, or with a school and no audience.
    """
    if len(held) < 2 or sum(e.crowd for e in held) > 1 or sum(bool(e.topics) for e in held) > 1:
        return held
    placed = {frozenset(named.schools) for event in held for named in event.schools}
    if len(placed) > 1 and not any(event.crowd for event in held):
        return held
    if SINGLE.of(features(looks_of(reading.text, reading.clauses))) < _SURELY:
        return held
    return [max(held, key=_told)] if any(event.crowd for event in held) else [_together(held)]


def _told(event: Event) -> int:
    dated = event.day is not None and event.day.day is not None
    return sum(map(bool, (event.schools, event.heads, event.topics, dated, event.kinds)))


def _together(held: list[Event]) -> Event:
    whole = Event()
    for event in held:
        for clause in event.clauses:
            whole.add(clause, counting(whole, clause, kinds_of(clause)))
    whole.settle()
    return whole

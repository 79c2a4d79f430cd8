"""What kind of thing an event was, told by how it looks."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.kinds import kinds_of
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of_event

KINDS = Classifier(**load("kinds"))
_ASSUMED, _NAMED = 0.5, 0.005
"""Less likely than the first, a kind that no word names is not assumed; less likely than the second, not even
one that a word names is believed.

Of 14 sets that the classifier had not learned from, 14 events of 18 whose kind was wrong became right
and none wrong."""
_PLAIN = {"lecture", "lesson", "essay"}
"""Kinds that need no second look where words name no other: of 1,777 such events none was anything else."""


def settle(kind: str, event: Event) -> str:
    """The kind that the grammars say, unless the looks of the event leave no doubt that it is another."""
    if event.kinds and _PLAIN.issuperset(event.kinds):
        return kind
    likely = KINDS.likelihoods(features(looks_of_event(event)))
    if likely[kind] >= (_NAMED if event.kinds else _ASSUMED):
        return kind
    handed_on = event.kinds and not any(map(kinds_of, event.clauses))
    return kind if handed_on else max(likely, key=likely.__getitem__)

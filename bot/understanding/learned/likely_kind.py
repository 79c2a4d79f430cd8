"""What kind of thing an event was, told by how it looks."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.kinds import kinds_of
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of_event

KINDS = Classifier(**load("kinds"))
_ASSUMED, _CHOSEN = 0.5, 0.02
"""Less likely than the first, a kind that no word names is not assumed; less likely than the second, it is
not the one meant of several that words name.

Of 14 sets that the classifier had not learned from, 13 events of 17 whose kind was wrong became right, and
none wrong. Where words name one kind it is believed: a word added to the data files counts at once."""


def settle(kind: str, event: Event) -> str:
    """The kind that the grammars say, unless the looks of the event leave no doubt that it is another."""
    named = set(event.kinds)
    if len(named) == 1 and "tour" not in named:
        return kind
    likely = KINDS.likelihoods(features(looks_of_event(event)))
    if likely[kind] >= (_CHOSEN if named else _ASSUMED):
        return kind
    handed_on = named and not any(map(kinds_of, event.clauses))
    return kind if handed_on else max(likely, key=likely.__getitem__)

"""What kind of thing an event was, told by how it looks."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.kinds import denies_talk, kinds_of
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of_event

KINDS = Classifier(**load("kinds"))
_LIKELIER = {"lecture": 0.5, "consultation": 1.0}
"""Where no word names a kind: likelier than this, another is meant rather than a talk, which is only assumed;
none rather than advice, which something else shows."""
_SURELY, _HARDLY = 0.9, 0.01
"""The same for all other kinds; and of several that words name, one no likelier is not the one meant.

Of 14 sets that the classifier had not learned from, 13 events of 17 whose kind was wrong became right, and
none wrong. Where words name one kind it is believed: a word added to the data files counts at once."""


def settle(kind: str, event: Event) -> str:
    """The kind that the grammars say, unless the looks of the event leave no doubt that it is another."""
    named = set(event.kinds) - {"tour"}
    handed_on = bool(event.kinds) and not any(map(kinds_of, event.clauses))
    if handed_on or len(named) == 1 or (kind == "lecture" and kind in named):
        return kind
    likely = KINDS.likelihoods(features(looks_of_event(event)))
    if any(map(denies_talk, event.clauses)):
        likely["lecture"] = 0
    looks = max(likely, key=likely.__getitem__)
    if not named:
        return looks if likely[looks] > _LIKELIER.get(kind, _SURELY) else kind
    return kind if likely[kind] > _HARDLY else looks

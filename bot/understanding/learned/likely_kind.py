"""What kind of thing an event was, told by how it looks."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.kinds import denies_talk, kinds_of
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of_event

KINDS = Classifier(**load("kinds"))
_RATHER, _HARDLY = 0.5, 0.01
"""Likelier than the first, a kind is what is meant where no word names one, or only a tour that may be many
things; no likelier than the second, it is not the one meant of several that words name.

Of 14 sets that the classifier had not learned from, 13 events of 17 whose kind was wrong became right, and
none wrong. Where words name one kind it is believed: a word added to the data files counts at once."""


def settle(kind: str, event: Event) -> str:
    """The kind that the grammars say, unless the looks of the event leave no doubt that it is another."""
    named = set(event.kinds) - {"tour"}
    if len(named) == 1 or (kind == "lecture" and kind in named):
        return kind
    likely = KINDS.likelihoods(features(looks_of_event(event)))
    if any(map(denies_talk, event.clauses)):
        likely["lecture"] = 0
    looks = max(likely, key=likely.__getitem__)
    if not named:
        return looks if likely[looks] > _RATHER else kind
    handed_on = not any(map(kinds_of, event.clauses))
    return kind if handed_on or likely[kind] > _HARDLY else looks

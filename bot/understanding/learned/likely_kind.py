"""What kind of thing an event was, told by how it looks."""

from __future__ import annotations

from bot.understanding.events.event import Event
from bot.understanding.events.kinds import APART, denies_talk, kinds_of
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of_event

KINDS = Classifier(**load("kinds"))
_LIKELIER = {"lecture": 0.5, "consultation": 1.0}
"""Where no word names a kind: likelier than this, another is meant rather than a talk, which is only assumed;
none rather than advice, which something else shows."""
_SURELY, _HARDLY, _BEYOND_DOUBT = 0.9, 0.01, 0.985
"""The first for all other kinds that no word names; of several that words name, one no likelier than the
second is not the one meant. From the third on another is meant than the one named, if it is no talk: most
events are talks, so whatever is told in rare words looks like one.

Of 26 sets, each read by what was learned without it, the kinds of 17 events of 42 that words named wrong
became right so, and none wrong."""
_OTHER_SIGNS = ("court", "host", "mock", "closed")
"""Groups of words beside which a talk or an activity may be a visit, a scene or a matter that was settled."""


def settle(kind: str, event: Event) -> str:
    """The kind that the grammars say, unless the looks of the event leave no doubt that it is another."""
    if _is_plain(kind, event):
        return kind
    likely = KINDS.likelihoods(features(looks_of_event(event)))
    if any(map(denies_talk, event.clauses)):
        likely["lecture"] = 0
    looks = max(likely, key=likely.__getitem__)
    named = set(event.kinds) if kind == "visit" else set(event.kinds) - {"tour"}
    if looks == kind or not _outweighs(looks, likely, kind, named):
        return kind
    handed_on = event.kinds and not any(map(kinds_of, event.clauses))
    return kind if handed_on else looks


def _is_plain(kind: str, event: Event) -> bool:
    """Whether the only kind named is told with all that goes with it, and nothing that goes with another."""
    if set(event.kinds) != {kind} or event.has_any(*_OTHER_SIGNS):
        return False
    return event.crowd != (kind in APART) and bool(event.crowd or event.counted("cases", "times"))


def _outweighs(looks: str, likely: dict[str, float], kind: str, named: set[str]) -> bool:
    """Whether what an event looks like outweighs the kind that the grammars say of those that words name."""
    if not named:
        return likely[looks] > _LIKELIER.get(kind, _SURELY)
    if looks != "lecture" and likely[looks] > _BEYOND_DOUBT:
        return True
    return len(named) > 1 and kind != "lecture" and likely[kind] <= _HARDLY

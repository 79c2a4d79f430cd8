"""What a message is likely for, told by how it looks."""

from __future__ import annotations

from typing import cast

from bot.understanding.intents.reading import Reading
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of
from bot.understanding.result import Intent

INTENTS = Classifier(**load("intents"))
_SURELY, _SURELY_A_LOG, _LIKELY_A_LOG, _HARDLY_A_LOG = 0.9, 0.97, 0.8, 0.2
"""From the first on the looks decide, whatever the grammars say. To record something takes the second, or the
third where the grammars only saw a word of something off that is not what is told. Below the last nothing is
recorded.

Of messages like none that the classifier had learned (a sixth of the sets each time), 40 that are no reports
would be recorded without the last, and 30 with it; 4 reports more were lost."""


def settle(intent: Intent, reading: Reading) -> Intent:
    """The intent that the grammars say, unless the looks of the message leave no doubt that it is another.

    What is told with all that an entry holds is a report, however it looks; what is said to be off is none
    (今天一小讲禁毒200人,改期了). What is put off to a day ahead is a plan. A report of which less is told has
    to look like one.
    """
    if (intent == "log" and reading.whole) or (intent == "cancel" and reading.called_off):
        return intent
    if intent == "plan" and _put_off(reading):
        return intent
    likely = INTENTS.likelihoods(features(looks_of(reading.text, reading.clauses)))
    looks = cast(Intent, max(likely, key=likely.__getitem__))
    if looks == "log":
        least = _LIKELY_A_LOG if intent == "cancel" else _SURELY_A_LOG
        return "log" if likely["log"] > least and not reading.only_invited else intent
    doubtful = intent == "log" and likely["log"] < _HARDLY_A_LOG
    return looks if doubtful or likely[looks] > _SURELY else intent


def _put_off(reading: Reading) -> bool:
    """Whether it is told to which day something was moved, and not from which (宪法讲座改到12月3号了)."""
    moved = [event for event in reading.coming if event.has("moved")]
    days = [day for event in moved for clause in event.clauses for day in clause.days]
    return bool(days) and all(day.coming or day.why == "ahead" for day in days)

"""What a message is likely for, told by how it looks."""

from __future__ import annotations

from typing import cast

from bot.understanding.intents.reading import Reading
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of
from bot.understanding.result import Intent

INTENTS = Classifier(**load("intents"))
_SURELY, _SURELY_A_LOG = 0.9, 0.97
"""From here on the looks decide, whatever the grammars say. What records something takes more."""


def settle(intent: Intent, reading: Reading) -> Intent:
    """The intent that the grammars say, unless the looks of the message leave no doubt that it is another.

    What is told with all that an entry holds is a report, however it looks; what is said to be off is none
    (今天一小讲禁毒200人,改期了).
    """
    if intent == "log" and reading.whole:
        return intent
    likeliest, likely = INTENTS.likeliest(features(looks_of(reading)))
    if likeliest == "log":
        return "log" if likely > _SURELY_A_LOG and not (intent == "cancel" and reading.called_off) else intent
    return cast(Intent, likeliest) if likely > _SURELY else intent

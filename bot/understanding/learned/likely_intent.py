"""What a message is likely for, told by how it looks."""

from __future__ import annotations

from typing import cast

from bot.understanding.intents.reading import Reading
from bot.understanding.learned.classifiers import Classifier, load
from bot.understanding.learned.looks import features, looks_of
from bot.understanding.result import Intent

INTENTS = Classifier(**load("intents"))
_SURELY, _SURELY_A_LOG, _HARDLY_A_LOG = 0.9, 0.97, 0.3
"""From the first on the looks decide, whatever the grammars say; to record something takes the second, and
below the third nothing is recorded.

Of twelve sets of which the classifier had learned nothing, the third kept out 11 of 40 messages that are no
reports and would have been recorded, and lost no report beside the one lost before."""


def settle(intent: Intent, reading: Reading) -> Intent:
    """The intent that the grammars say, unless the looks of the message leave no doubt that it is another.

    What is told with all that an entry holds is a report, however it looks; what is said to be off is none
    (今天一小讲禁毒200人,改期了). A report of which less is told has to look like one.
    """
    if (intent == "log" and reading.whole) or (intent == "cancel" and reading.called_off):
        return intent
    likely = INTENTS.likelihoods(features(looks_of(reading)))
    looks = cast(Intent, max(likely, key=likely.__getitem__))
    if looks == "log":
        return "log" if likely["log"] > _SURELY_A_LOG and not reading.only_invited else intent
    doubtful = intent == "log" and likely["log"] < _HARDLY_A_LOG
    return looks if doubtful or likely[looks] > _SURELY else intent

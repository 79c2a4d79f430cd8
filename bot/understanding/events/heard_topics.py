"""Topics written as they sound: dictation puts 房拐骗 for 防拐骗, and 心里健康 for 心理健康."""

from __future__ import annotations

from operator import eq

from bot import data
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.sounds import Sounds

_LONG, _SHORT = 4, 3
_AGAINST = ("防", "反", "禁", "拒")
"""Phrases of three characters that begin so sound like nothing else."""


def _told_apart(phrase: str) -> bool:
    """Whether no other words are likely to sound like a phrase."""
    spelled = phrase.isalpha() and not phrase[0].isascii()
    return spelled and (len(phrase) >= _LONG or (len(phrase) == _SHORT and phrase.startswith(_AGAINST)))


def _sounds() -> Sounds[tuple[str, str]]:
    sounds = Sounds[tuple[str, str]]()
    for key, row in data.load("topics").items():
        for phrase in filter(_told_apart, row["phrases"]):
            sounds.add(phrase, (phrase, key))
    return sounds


_TOPICS = _sounds()


def topics_heard(text: str) -> list[Hit]:
    """The topics of a text that sound like a phrase and share half of their characters with it."""
    return [
        Hit(start, start + length, topics[0][1])
        for start, length, topics in _TOPICS.found_in(text)
        if 2 * sum(map(eq, topics[0][0], text[start : start + length])) >= length
    ]

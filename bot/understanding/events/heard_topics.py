"""Topics written as they sound: dictation puts 房拐骗 for 防拐骗, and 心里健康 for 心理健康."""

from __future__ import annotations

from bot import data
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.sounds import sound, syllables

_LONG, _SHORT = 4, 3
_AGAINST = ("防", "反", "禁", "拒")
"""Phrases of three characters that begin so sound like nothing else."""


def _told_apart(phrase: str) -> bool:
    """Whether no other words are likely to sound like a phrase."""
    spelled = phrase.isalpha() and not phrase[0].isascii()
    return spelled and (len(phrase) >= _LONG or (len(phrase) == _SHORT and phrase.startswith(_AGAINST)))


_TOPICS = {
    sound(phrase): (key, phrase)
    for key, row in data.load("topics").items()
    for phrase in row["phrases"]
    if _told_apart(phrase)
}
_LENGTHS = sorted({len(phrase) for _, phrase in _TOPICS.values()}, reverse=True)


def topics_heard(text: str) -> list[Hit]:
    """The topics of a text that sound like a phrase and share characters with it, the longest first."""
    spoken = [syllables(character)[0] for character in text]
    found: list[Hit] = []
    for length in _LENGTHS:
        for start in range(len(text) - length + 1):
            meant = _TOPICS.get(" ".join(spoken[start : start + length]))
            if meant and _shares(meant[1], text[start : start + length]):
                found.append(Hit(start, start + length, meant[0]))
    return found[:1]


def _shares(phrase: str, written: str) -> bool:
    """Whether half of the characters, or more, are those of the phrase."""
    same = sum(a == b for a, b in zip(phrase, written, strict=True))
    return 2 * same >= len(phrase) - 1

"""How characters are read aloud: what sounds alike is often meant where another word is written."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, pinyin


@cache
def syllables(character: str, style: Style = Style.NORMAL) -> tuple[str, ...]:
    """The ways a character is read, the commonest first (行: xing, hang)."""
    return tuple(pinyin(character, style=style, heteronym=True)[0])


def sound(words: str, style: Style = Style.NORMAL) -> str:
    """How some words are commonly read."""
    return " ".join(syllables(character, style)[0] for character in words)


def readings(words: str) -> list[str]:
    """The ways some words are read aloud, where at most one character is read otherwise than commonly."""
    common = [syllables(character)[0] for character in words]
    found = [" ".join(common)]
    for i, character in enumerate(words):
        for other in syllables(character)[1:]:
            found.append(" ".join([*common[:i], other, *common[i + 1 :]]))
    return found

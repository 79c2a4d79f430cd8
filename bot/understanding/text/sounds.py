"""How characters are read aloud: what sounds alike is often meant where another word is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Generic, TypeVar

from pypinyin import Style, pinyin

Meant = TypeVar("Meant")


@cache
def syllables(character: str, style: Style = Style.NORMAL) -> tuple[str, ...]:
    """The ways a character is read, the commonest first (行: xing, hang)."""
    return tuple(pinyin(character, style=style, heteronym=True)[0])


class _Spoken(dict[str, str]):
    """How characters are commonly read, filled as they are met."""

    def __missing__(self, character: str) -> str:
        self[character] = spoken = syllables(character)[0]
        return spoken


_SPOKEN = _Spoken()


def sound(words: str, style: Style = Style.NORMAL) -> str:
    """How some words are commonly read."""
    return " ".join(syllables(character, style)[0] for character in words)


def readings(words: str) -> list[str]:
    """The ways some words are read aloud, where at most one character is read otherwise than commonly."""
    common = [_SPOKEN[character] for character in words]
    found = [" ".join(common)]
    for i, character in enumerate(words):
        for other in syllables(character)[1:]:
            found.append(" ".join([*common[:i], other, *common[i + 1 :]]))
    return found


class Sounds(Generic[Meant]):
    """What words mean, by their sound."""

    def __init__(self) -> None:
        self._meant: dict[str, list[Meant]] = defaultdict(list)
        self._lengths: dict[tuple[str, str], set[int]] = defaultdict(set)
        """How many characters the words have that begin with two syllables: few places are looked at."""

    def add(self, words: str, meant: Meant) -> None:
        """Adds what words of two characters or more mean, however they are read."""
        for spoken in readings(words):
            first, second = spoken.split(" ", 2)[:2]
            self._meant[spoken].append(meant)
            self._lengths[first, second].add(len(words))

    def of(self, spoken: str) -> Sequence[Meant]:
        """What words of one reading mean."""
        return self._meant.get(spoken, ())

    def found_in(self, text: str) -> Iterator[tuple[int, int, Sequence[Meant]]]:
        """Where a text sounds like some of the words: the place, how many characters, and what they mean."""
        spoken = [_SPOKEN[character] for character in text]
        if self._lengths.keys().isdisjoint(pairwise(spoken)):
            return
        for start, beginning in enumerate(pairwise(spoken)):
            for length in self._lengths.get(beginning, ()):
                if meant := self._meant.get(" ".join(spoken[start : start + length])):
                    yield start, length, meant

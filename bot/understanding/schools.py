"""The directory of schools, compiled once for many messages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick
from pypinyin import Style, pinyin

from bot import data
from bot.records import School
from bot.understanding.numbers import alternatives
from bot.understanding.text import normalise

WORDS = data.load("words/schools")
ENDING = re.compile(alternatives(WORDS["endings"]))
_CAMPUS = re.compile(rf"(?:{alternatives(WORDS['campuses'])})$")
_STEM_ENDING = re.compile(rf"(?:{alternatives(WORDS['endings'] + WORDS['campuses'])})+$")
_ALIKE: dict[str, set[str]] = defaultdict(set)
for _group in WORDS["lookalikes"]:
    for _character in _group:
        _ALIKE[_character] |= set(_group)


class Spelling(NamedTuple):
    """Where a text spells a school's name or alias, or the beginning that several names share (`stem`)."""

    start: int
    end: int
    schools: tuple[School, ...]
    stem: bool


class Directory:
    """Schools by name and alias, and by the sound and the look of both.

    Args:
        schools: every school that messages may name; a name or alias belongs to one of them.
    """

    def __init__(self, schools: Iterable[School], base: Directory | None = None) -> None:
        self._base = base
        self._spellings: dict[str, list[School]] = defaultdict(list)
        self._stems: dict[str, list[School]] = defaultdict(list)
        self._sounds: dict[str, list[School]] = defaultdict(list)
        self._looks: dict[str, list[tuple[str, School]]] = defaultdict(list)
        for school in schools:
            for spelling in (school.name, *school.aliases):
                self._add(school, normalise(spelling).strip())
        self._automaton = self._compiled()

    def plus(self, schools: Iterable[School]) -> Directory:
        """This directory and the schools known for one message; the work is in the few new ones."""
        extra = tuple(schools)
        return Directory(extra, base=self) if extra else self

    def spelled(self, text: str) -> Iterator[Spelling]:
        """Every spelling and stem in a normalised text, overlapping ones too."""
        if self._base:
            yield from self._base.spelled(text)
        if self._spellings:
            for last, (spelling, stem) in self._automaton.iter(text):
                schools = (self._stems if stem else self._spellings)[spelling]
                yield Spelling(last + 1 - len(spelling), last + 1, tuple(schools), stem)

    def alike(self, words: str) -> list[School]:
        """The schools with a spelling that sounds like `words`, or looks like it but for one character."""
        found = self._base.alike(words) if self._base else []
        found += self._sounds.get(_sound(words), ())
        for i, character in enumerate(words):
            for original, school in self._looks.get(_gap(words, i), ()):
                if original in _ALIKE[character]:
                    found.append(school)
        return list(dict.fromkeys(found))

    def _add(self, school: School, spelling: str) -> None:
        if not spelling:
            return
        self._spellings[spelling].append(school)
        for stem in {_STEM_ENDING.sub("", spelling), _CAMPUS.sub("", spelling)} - {spelling}:
            if len(stem) >= 2 and school not in self._stems[stem]:
                self._stems[stem].append(school)
        if len(spelling) >= 4 and ENDING.search(spelling):
            self._sounds[_sound(spelling)].append(school)
            for i, character in enumerate(spelling):
                self._looks[_gap(spelling, i)].append((character, school))

    def _compiled(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for stem in self._stems:
            automaton.add_word(stem, (stem, True))
        for spelling in self._spellings:
            automaton.add_word(spelling, (spelling, False))
        automaton.make_automaton()
        return automaton


def _gap(words: str, i: int) -> str:
    return f"{words[:i]}?{words[i + 1 :]}"


_SOUNDS: dict[str, str] = {}


def _sound(words: str) -> str:
    for character in words:
        if character not in _SOUNDS:
            _SOUNDS[character] = pinyin(character, style=Style.NORMAL)[0][0]
    return " ".join(_SOUNDS[character] for character in words)

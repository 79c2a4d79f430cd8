"""The directory of schools, compiled once, and the schools that a text names.

Names and aliases match as written (ignoring width, case and script), the longest first. What remains and ends like
a school's name is compared by sound and by look; it is bent to a school only where exactly one fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick
from pypinyin import Style, pinyin

from bot import data
from bot.records import School
from bot.understanding.text import normalise

_WORDS = data.load("words/schools")
_ENDINGS: list[str] = sorted(_WORDS["endings"], key=len, reverse=True)
_ENDING = re.compile("|".join(_ENDINGS))
_STEM_ENDING = re.compile(rf"(?:{'|'.join(_ENDINGS)}|{'|'.join(_WORDS['campuses'])})+$")
_NUMERAL = re.compile(r"第?[一二三四五六七八九十百\d]+$")
_LONGEST = 14
_ALIKE: dict[str, set[str]] = defaultdict(set)
for _group in _WORDS["lookalikes"]:
    for _character in _group:
        _ALIKE[_character] |= set(_group) - {_character}


@dataclass(frozen=True, slots=True)
class Named:
    """A school named in the text: one school, several candidates, or none known."""

    start: int
    end: int
    schools: tuple[School, ...]
    why: str = ""
    """`typo`: bent to the one school that sounds or looks the same; `stem`: a name cut short; else as written."""


class Directory:
    """Every school by name and alias, compiled once for many messages."""

    def __init__(self, schools: Iterable[School] = (), parent: Directory | None = None) -> None:
        self.schools = tuple(schools)
        self._parent = parent
        self._sounds: dict[str, set[int]] = defaultdict(set)
        self._looks: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._spellings: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, set[int]] = defaultdict(set)
        for number, school in enumerate(self.schools):
            for spelling in (school.name, *school.aliases):
                self._add(number, normalise(spelling))
        self._automaton = _automaton(self._spellings, self._stems)

    def plus(self, schools: Iterable[School]) -> Directory:
        """This directory and a few more schools, cheaply."""
        extra = tuple(schools)
        return Directory(extra, parent=self) if extra else self

    def _add(self, number: int, spelling: str) -> None:
        if not spelling.strip():
            return
        self._spellings[spelling].append(number)
        stem = _STEM_ENDING.sub("", spelling)
        if len(stem) >= 2 and stem != spelling:
            self._stems[stem].add(number)
        for campus in _WORDS["campuses"]:
            if spelling.endswith(campus) and len(spelling) - len(campus) >= 3:
                self._stems[spelling.removesuffix(campus)].add(number)
        if len(spelling) >= 4 and _ENDING.search(spelling):
            self._sounds[_sound(spelling)].add(number)
            for i, character in enumerate(spelling):
                self._looks[f"{spelling[:i]}?{spelling[i + 1 :]}"].add((number, character))

    def exact(self, text: str) -> Iterator[tuple[int, int, tuple[School, ...], str]]:
        """Every spelling (`""`) and stem (`"stem"`) in the text, overlaps and all."""
        if self._parent:
            yield from self._parent.exact(text)
        if self._spellings:
            for last, (spelling, why) in self._automaton.iter(text):
                numbers = self._stems[spelling] if why else self._spellings[spelling]
                yield last + 1 - len(spelling), last + 1, self._of(numbers), why

    def alike(self, words: str) -> set[School]:
        """The schools one of whose spellings sounds or looks like `words`."""
        found = self._parent.alike(words) if self._parent else set()
        numbers = set(self._sounds.get(_sound(words), ()))
        for i, character in enumerate(words):
            for number, original in self._looks.get(f"{words[:i]}?{words[i + 1 :]}", ()):
                if original in _ALIKE[character]:
                    numbers.add(number)
        return found | set(self._of(numbers))

    def _of(self, numbers: Iterable[int]) -> tuple[School, ...]:
        return tuple(self.schools[number] for number in dict.fromkeys(numbers))


def _automaton(spellings: Iterable[str], stems: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for stem in stems:
        automaton.add_word(stem, (stem, "stem"))
    for spelling in spellings:
        automaton.add_word(spelling, (spelling, ""))
    automaton.make_automaton()
    return automaton


_SOUNDS: dict[str, str] = {}


def _sound(words: str) -> str:
    for character in words:
        if character not in _SOUNDS:
            _SOUNDS[character] = pinyin(character, style=Style.NORMAL)[0][0]
    return " ".join(_SOUNDS[character] for character in words)


def find_schools(text: str, directory: Directory) -> list[Named]:
    """The schools named in `text`, in order, none overlapping another."""
    hits = sorted(directory.exact(text), key=lambda hit: (hit[3] != "", hit[0] - hit[1], hit[0]))
    found: list[Named] = []
    for start, end, schools, why in hits:
        if _free(found, start, end) and not why and _whole(text, start, end):
            found.append(Named(start, end, schools, why))
    for start, end in list(_endings(text)):
        if _free(found, start, end):
            found.append(_closest(text, start, end, directory, found))
    for start, end, schools, why in hits:
        if why and _free(found, start, end) and _whole(text, start, end):
            found.append(Named(start, end, schools, why))
    return sorted(found, key=lambda named: named.start)


def _free(found: list[Named], start: int, end: int) -> bool:
    return all(end <= named.start or named.end <= start for named in found)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a spelling stands for itself: 八中 in 二十八中, 一小 in 一小时 and 三中 in 初三中午 do not."""
    spelling = text[start:end]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if spelling[0].isascii() and before.isascii() and before.isalnum():
        return False
    if spelling[-1].isascii() and after.isascii() and after.isalnum():
        return False
    if _NUMERAL.match(spelling[0]) and before and before in "一二三四五六七八九十百第初高0123456789":
        return False
    return not any(text.startswith(word, end - 1) for word in _WORDS["not_schools"])


def _endings(text: str) -> Iterator[tuple[int, int]]:
    for match in _ENDING.finditer(text):
        yield match.span()


def _closest(text: str, start: int, end: int, directory: Directory, found: list[Named]) -> Named:
    floor = max([0, end - _LONGEST, *(named.end for named in found if named.end <= start)])
    for left in range(floor, start - 1):
        if not text[left:start].isalnum():
            continue
        schools = directory.alike(text[left:end])
        if schools:
            return Named(left, end, tuple(sorted(schools, key=lambda s: s.name)), "typo")
    return Named(_name_start(text, floor, start), end, ())


def _name_start(text: str, floor: int, start: int) -> int:
    """Where an unknown school's name begins: after the last word that can't be part of one."""
    left = start
    while left > floor and text[left - 1].isalnum() and text[left - 1] not in _WORDS["before_names"]:
        left -= 1
    return left

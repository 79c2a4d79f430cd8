"""The directory of schools, compiled once for many messages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from operator import eq
from typing import NamedTuple

import ahocorasick
from pypinyin import Style

from bot import data
from bot.records import School
from bot.understanding.text.numbers import alternatives, parse
from bot.understanding.text.plain import normalise
from bot.understanding.text.sounds import Sounds, readings, sound

WORDS = data.load("words/schools")
ENDING = re.compile(alternatives(WORDS["endings"]))
_CAMPUS = re.compile(rf"(?:{alternatives(WORDS['campuses'])})$")
_STEM_ENDING = re.compile(rf"(?:{alternatives(WORDS['endings'] + WORDS['campuses'])})+$")
_NUMERAL = re.compile("[一二三四五六七八九十百]+(?=[小中幼高职初])")
_NOT_STEM = re.compile(r"^第?[一二三四五六七八九十百\d]+$|^第|[镇乡村]$|街道$")
_SHARED = 4
"""More schools than this that begin alike: the beginning is a place, not a school."""
_LEAST_STEM = 2
"""Characters of a name's beginning, or of what is left of one, that may stand for it."""
_LEAST_HEARD = 4
"""Characters of a name that is told by its sound; a shorter one sounds like other words."""
LAST = 3
"""The last characters of a name, by which most words are seen at once to be none."""
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
        self._stems: dict[str, dict[School, None]] = defaultdict(dict)
        self._sounds = Sounds[tuple[str, School]]()
        self._looks: dict[str, list[tuple[str, School]]] = defaultdict(list)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._lengths: set[int] = set()
        """How long the spellings are that are compared by sound and by look."""
        owned = [(spelling, school) for school in schools for spelling in spellings_of(school)]
        for spelling, school in owned:
            self._add(spelling, school)
        for name, school in local_names(owned):
            if name not in self._spellings:
                self._add(name, school)
        for stem, school in stems_of(owned):
            if stem not in self._spellings:
                self._stems[stem][school] = None
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
        """The schools with a spelling that sounds like `words`, or looks like it but for one character.

        Where several sound so, those that agree in tone as well come before the others, then those that are
        spelled most alike (石燕小学 is 石堰小学 rather than 实验小学).
        """
        if not self._as_long(len(words)):
            return []
        found = self._heard(words)
        if len({school for _, school in found}) > 1:
            tones = sound(words, Style.TONE3)
            found = [one for one in found if sound(one[0], Style.TONE3) == tones] or found
            most = max(_shared(name, words) for name, _ in found)
            found = [one for one in found if _shared(one[0], words) == most]
        return list(dict.fromkeys(school for _, school in found)) or self._seen(words)

    def heard(self, text: str) -> Iterator[Spelling]:
        """Where a text sounds like a spelling, and shares half of its characters with it."""
        if self._base:
            yield from self._base.heard(text)
        for start, length, names in self._sounds.found_in(text):
            for name, school in names:
                if 2 * _shared(name, text[start : start + length]) >= length:
                    yield Spelling(start, start + length, (school,), stem=False)

    def ends_alike(self, end: str) -> bool:
        """Whether a spelling's last characters, as many as `LAST`, sound or look like these.

        Told once for all the words before an ending that `alike` would have to be asked of.
        """
        if self._base is not None and self._base.ends_alike(end):
            return True
        for i, character in enumerate(end):
            there = self._ends.get(_gap(end, i))
            if there and (character in there or not _ALIKE[character].isdisjoint(there)):
                return True
        return not self._ends.keys().isdisjoint(readings(end))

    def _as_long(self, length: int) -> bool:
        """Whether a spelling has as many characters: none of another length sounds or looks alike."""
        return length in self._lengths or (self._base is not None and self._base._as_long(length))

    def _heard(self, words: str) -> list[tuple[str, School]]:
        found = self._base._heard(words) if self._base else []
        return found + [one for spoken in readings(words) for one in self._sounds.of(spoken)]

    def _seen(self, words: str) -> list[School]:
        found = self._base._seen(words) if self._base else []
        for i, character in enumerate(words):
            for original, school in self._looks.get(_gap(words, i), ()):
                if original in _ALIKE[character]:
                    found.append(school)
        return list(dict.fromkeys(found))

    def _add(self, spelling: str, school: School) -> None:
        if school in self._spellings[spelling]:
            return
        self._spellings[spelling].append(school)
        if len(spelling) < _LEAST_HEARD or spelling.isascii():
            return
        self._sounds.add(spelling, (spelling, school))
        if ENDING.search(spelling):
            self._add_looks(spelling, school)

    def _add_looks(self, spelling: str, school: School) -> None:
        self._lengths.add(len(spelling))
        for i, character in enumerate(spelling):
            self._looks[_gap(spelling, i)].append((character, school))
        end = spelling[-LAST:]
        for spoken in readings(end):
            self._ends[spoken]
        for i, character in enumerate(end):
            self._ends[_gap(end, i)].add(character)

    def _compiled(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for stem in self._stems:
            automaton.add_word(stem, (stem, True))
        for spelling in self._spellings:
            automaton.add_word(spelling, (spelling, False))
        automaton.make_automaton()
        return automaton


def spellings_of(school: School) -> Iterator[str]:
    """The name and the aliases, and each with its numeral in figures (第二十六中学 as 第26中学)."""
    for written in (school.name, *school.aliases):
        spelling = normalise(written).strip()
        if spelling:
            yield spelling
            yield _NUMERAL.sub(lambda match: str(parse(match[0]) or match[0]), spelling)


def stems_of(owned: list[tuple[str, School]]) -> Iterator[tuple[str, School]]:
    """What people shorten names to: without the ending or campus, or without the district's name.

    A stem belongs to every school with a spelling that begins so; where those are many it is a place.
    """
    ordered = sorted(owned, key=lambda pair: pair[0])
    keys = [spelling for spelling, _ in ordered]
    districts = _districts(keys)
    for spelling, school in owned:
        for stem in {_STEM_ENDING.sub("", spelling), _CAMPUS.sub("", spelling)} - {spelling}:
            if len(stem) >= _LEAST_STEM and not stem.isascii() and not _NOT_STEM.search(stem):
                sharing = ordered[bisect_left(keys, stem) : bisect_right(keys, stem + "\uffff")]
                schools = list(dict.fromkeys(other for _, other in sharing))
                yield from ((stem, other) for other in schools if len(schools) <= _SHARED)
        district = spelling[:2]
        rest = spelling[2:].removeprefix("区")
        if district in districts and len(_STEM_ENDING.sub("", rest)) >= _LEAST_STEM:
            yield rest, school
            yield _CAMPUS.sub("", rest), school


def local_names(owned: list[tuple[str, School]]) -> Iterator[tuple[str, School]]:
    """Whole names without the district's (第十七中学), where no other school's name ends so."""
    districts = _districts([spelling for spelling, _ in owned])
    ends: dict[str, set[School]] = defaultdict(set)
    for spelling, school in owned:
        for i in range(1, len(spelling) - 2):
            ends[spelling[i:]].add(school)
    for spelling, school in owned:
        rest = spelling[2:].removeprefix("区")
        named = len(_STEM_ENDING.sub("", rest)) >= _LEAST_STEM  # 塬小学 is not 李家塬小学
        if spelling[:2] in districts and named and ENDING.search(rest) and ends[rest] == {school}:
            yield rest, school


def _districts(spellings: list[str]) -> set[str]:
    """Beginnings of two characters that many names share: the district's own name."""
    counted = Counter(spelling[:2] for spelling in spellings if not spelling[:2].isascii())
    return {start for start, count in counted.items() if count > _SHARED and start[0] not in "第中"}


def _gap(words: str, i: int) -> str:
    return f"{words[:i]}?{words[i + 1 :]}"


def _shared(name: str, words: str) -> int:
    """How many characters two names of one length have in common, place by place."""
    return sum(map(eq, name, words))

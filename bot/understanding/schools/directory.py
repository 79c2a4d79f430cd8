"""The directory of schools, compiled once for many messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import eq
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick
from pypinyin import Style

from bot.records import School
from bot.understanding.schools.spellings import ENDING, WORDS, local_names, spellings_of, stems_of
from bot.understanding.text.sounds import Sounds, readings, sound

_TOWN = tuple("市州县区")
"""How the name of a town ends."""
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
        self._sounds = Sounds[tuple[str, School]]()
        self._looks: dict[str, list[tuple[str, School]]] = defaultdict(list)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._towns: set[str] = set()
        self._lengths: set[int] = set()
        """How long the spellings are that are compared by sound and by look."""
        owned = [(spelling, school) for school in schools for spelling in spellings_of(school)]
        for spelling, school in owned:
            self._add(spelling, school)
            self._towns |= {spelling[:n] for n in (3, 4) if spelling[n - 1 : n] in _TOWN}
        for name, school in local_names(owned):
            if name not in self._spellings:
                self._add(name, school)
        stems: dict[str, dict[School, None]] = defaultdict(dict)
        for stem, school in stems_of(owned):
            if stem not in self._spellings:
                stems[stem][school] = None
        self._automaton = AhoCorasick([*stems, *self._spellings])
        self._spelled = [
            *((tuple(meant), True) for meant in stems.values()),
            *((tuple(meant), False) for meant in self._spellings.values()),
        ]

    def plus(self, schools: Iterable[School]) -> Directory:
        """This directory and the schools known for one message; the work is in the few new ones."""
        extra = tuple(schools)
        return Directory(extra, base=self) if extra else self

    def spelled(self, text: str) -> Iterator[Spelling]:
        """Every spelling and stem in a normalised text, overlapping ones too."""
        if self._base:
            yield from self._base.spelled(text)
        for which, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield Spelling(start, end, *self._spelled[which])

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

    def lies_in(self, town: str) -> bool:
        """Whether a school's name begins with that of a town: it is the district's own (沂川市第一中学)."""
        return town in self._towns or (self._base is not None and self._base.lies_in(town))

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


def _gap(words: str, i: int) -> str:
    return f"{words[:i]}?{words[i + 1 :]}"


def _shared(name: str, words: str) -> int:
    """How many characters two names of one length have in common, place by place."""
    return sum(map(eq, name, words))

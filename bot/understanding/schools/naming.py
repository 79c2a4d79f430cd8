"""The schools that a text names.

Names and aliases match as written (ignoring width, case and script), the longest first. What remains and ends
like a school's name is compared by sound and by look, and bent to a school only where exactly one fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.records import School
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.schools.directory import ENDING, LAST, WORDS, Directory, Spelling, spellings_of
from bot.understanding.schools.longer import longer
from bot.understanding.schools.misheard import find_misheard
from bot.understanding.schools.siblings import find_siblings
from bot.understanding.schools.whole import whole
from bot.understanding.text.numbers import alternatives

_MOST_SPELLINGS = 400
"""A message with more is no message to be recorded; the rest is not looked at."""
_MOST_UNKNOWN = 40
"""Names not spelled as in the directory that are looked at in one message."""
_LONGEST = 14
"""Characters of a name looked at before its ending."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+$")
_CAMPUS = re.compile(alternatives(WORDS["campuses"]))
_NICKNAME = re.compile(
    r"(?<=[在到去进了赴给为对])(?:"
    r"(?<![给为对])(?:第?[一二三四五六七八九十\d]{1,3}[小中幼]|[一-龥]小)(?=[给为向对讲开宣做搞,。 ]|$)"
    r"|(?<!了)第?[一二三四五六七八九十]{1,3}[小中幼]"
    r"(?=学生|师生|老师|教师|家长|的|全|[一二三四五六七八九]年级|初[一二三]|高[一二三]))"
)
"""Where a school stands, a short name nobody knows (在河小给, 去七中讲)."""
_LAST = re.compile(r"、(?P<name>[一-龥]{2,3})(?=各[一两二三\d][场节堂次])")
_SPACED_ENDING = re.compile(f"[ ]({ENDING.pattern})")
_COUNTED = re.compile(r"[百千\d]|小学|中学")
"""No name nobody knows holds these: several groups are counted (小学三百中学四百五)."""
_LABEL = "学校"
"""A name nobody knows that ends so, before a colon, is a form's label (受课学校:…)."""


class Named(NamedTuple):
    """A school named in the text: one school, several candidates, or (none) a name nobody knows."""

    start: int
    end: int
    schools: tuple[School, ...]
    why: str = ""
    """`typo`: sounds or looks like it; `part`: perhaps only the end of a name nobody knows; `stem`: a
    beginning of names; `short`: a stem that another mention settles; `carried`: said of an event before;
    empty: as written."""

    @property
    def school(self) -> School | None:
        return self.schools[0] if len(self.schools) == 1 else None


def find_schools(text: str, directory: Directory) -> list[Named]:
    """The schools named in `text`, in order, none overlapping another."""
    spellings = _spellings(text, directory)
    free = bytearray(b"\1" * len(text))
    known = (_known(text, spelling, directory, free) for spelling in _longest(spellings, stem=False))
    found = [named for named in known if named]
    endings = [match.span() for match in ENDING.finditer(text) if free[match.start()]][:_MOST_UNKNOWN]
    stems = [
        _spaced(text, s) or Named(s.start, s.end, s.schools, "stem") for s in _longest(spellings, stem=True)
    ]
    siblings = _siblings(text, spellings, directory, free) if spellings else []
    misheard = [] if found else find_misheard(text, directory)
    for guesses in (
        siblings,
        (_bent(text, *ending, directory, free) for ending in reversed(endings)),  # a campus before its school
        (Named(s.start, s.end, s.schools, "typo") for s in misheard),
        stems,
        (_unknown(text, *ending, free) for ending in endings),
        [Named(*match.span(), ()) for match in islice(_NICKNAME.finditer(text), _MOST_UNKNOWN)],
        _last_of_lists(text, found),
    ):
        for named in guesses:
            if named and _claim(free, named.start, named.end):
                found.append(named)
    return sorted(found, key=lambda named: named.start)


def _spellings(text: str, directory: Directory) -> list[Spelling]:
    """The spellings that stand for themselves; what is named so lets others of the same school stand too."""
    own: list[Spelling] = []
    others: list[Spelling] = []
    for spelling in islice(directory.spelled(text), _MOST_SPELLINGS):
        (own if whole(text, spelling, ()) else others).append(spelling)
    if not others:
        return own
    known = {s.schools[0] for s in own if not s.stem and len(s.schools) == 1}
    return [*own, *(s for s in others if not known.isdisjoint(s.schools) and whole(text, s, known))]


def _siblings(text: str, spellings: list[Spelling], directory: Directory, free: bytearray) -> list[Named]:
    """What names a school only beside the place, or the campus, named before it (去罗坊埠,小学讲交通)."""
    places = [s for s in spellings if s.stem and all(free[s.start : s.end])]
    named = [s for s in spellings if not s.stem]
    return [
        Named(s.start, s.end, s.schools, "short")
        for s in find_siblings(text, places, named, directory)
        if not any(text[place.end : s.start] == " " for place in places)
    ]


def _spaced(text: str, stem: Spelling) -> Named | None:
    """The school whose name is written with a space before its ending (竹园 小学)."""
    ending = _SPACED_ENDING.match(text, stem.end)
    if not ending:
        return None
    name = text[stem.start : stem.end] + ending[1]
    meant = tuple(school for school in stem.schools if name in spellings_of(school))
    return Named(stem.start, ending.end(), meant, "typo") if meant else None


def _longest(spellings: Iterable[Spelling], stem: bool) -> list[Spelling]:
    chosen = [s for s in spellings if s.stem == stem]
    return sorted(chosen, key=lambda s: (s.start - s.end, s.start)) if chosen else chosen


def _claim(free: bytearray, start: int, end: int) -> bool:
    if not all(free[start:end]):
        return False
    free[start:end] = bytes(end - start)
    return True


def _known(text: str, spelling: Spelling, directory: Directory, free: bytearray) -> Named | None:
    """A name as written, unless it is only the end of another one."""
    start, end, schools, _ = spelling
    if not _claim(free, start, end):
        return None
    if more := longer(text, spelling, directory, free):
        name, why = more
        if _claim(free, name.start, start):
            return Named(name.start, end, name.schools, why)
    return Named(start, end, schools)


def _names(text: str, start: int, end: int) -> bool:
    """Whether an ending closes a proper name: not 我校, 全区中小学, 各学校, or 小学 in 小学生."""
    if _ORDINAL.search(text, max(0, start - 5), start):
        return True
    before = text[max(0, start - 4) : start]
    if (
        text[start].isascii()
        or not before
        or not before[-1].isalnum()
        or before.endswith(tuple(WORDS["common_before"]))
    ):
        return False
    return not text.startswith(tuple(WORDS["common_after"]), end)


def _bent(text: str, start: int, end: int, directory: Directory, free: bytearray) -> Named | None:
    """The schools whose names sound or look like the words before an ending."""
    if not all(free[start:end]) or not directory.ends_alike(text[max(0, end - LAST) : end]):
        return None
    for left in range(_floor(text, start, end, free), start - 1):
        schools = directory.alike(text[left:end])
        if schools and not _is_tail(text, left, end, schools):
            return Named(left, end, tuple(schools), "typo")
    return None


def _is_tail(text: str, left: int, end: int, schools: Sequence[School]) -> bool:
    """Whether a guess that is wrong in two characters is only the end of a longer name (白|鹤坪小学)."""
    before, said = text[max(0, left - 1) : left], text[left:end]
    if not before.isalpha() or before.isascii() or before in WORDS["before_names"]:
        return False
    names = [name for school in schools for name in spellings_of(school) if len(name) == len(said)]
    return bool(names) and all(sum(a != b for a, b in zip(said, name, strict=True)) > 1 for name in names)


def _unknown(text: str, start: int, end: int, free: bytearray) -> Named | None:
    """A name that nobody knows."""
    if not all(free[start:end]) or not _names(text, start, end):
        return None
    if ordinal := _ORDINAL.search(text, max(0, start - 5), start):
        return Named(ordinal.start(), end, ())
    floor, left = _floor(text, start, end, free), start
    while left > floor and text[left - 1] not in WORDS["before_names"]:
        left -= 1
    label = text.startswith(":", end) and text[start:end] == _LABEL
    if (
        left == start
        or label
        or _COUNTED.search(text, left, start)
        or text[left:end] in WORDS["common"]
        or (_CAMPUS.fullmatch(text, start, end) and _of_known(text, left, start, free))
    ):
        return None
    return Named(left, end, ())


def _last_of_lists(text: str, found: list[Named]) -> Iterator[Named]:
    """What ends a list of schools with a session each is one too (二小、四小、芷洲各一场)."""
    if "各" not in text:
        return
    ends = {named.end: named.start for named in found}
    for match in islice(_LAST.finditer(text), _MOST_UNKNOWN):
        if ends.get(match.start(), 0) - 1 in ends and match["name"] not in PEOPLE["audience"]:
            yield Named(*match.span("name"), ())


def _of_known(text: str, left: int, start: int, free: bytearray) -> bool:
    """Whether a campus belongs to a school just named (一小新校区, 一小的东校区), or to ours (我校东校区)."""
    before = left - 1 if text[left - 1 : left] in ("的", "在") else left
    return "校" in text[left:start] or (before > 0 and not free[before - 1])


def _floor(text: str, start: int, end: int, free: bytearray) -> int:
    """The first place where a name with this ending could begin."""
    floor = start
    while floor > max(0, end - _LONGEST) and free[floor - 1] and text[floor - 1].isalnum():
        floor -= 1
    return floor

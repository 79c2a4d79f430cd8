"""The schools that a text names.

Names and aliases match as written (ignoring width, case and script), the longest first. What remains and ends
like a school's name is compared by sound and by look, and bent to a school only where exactly one fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter

from bot.records import School
from bot.understanding.schools.directory import LAST, Directory, Spelling
from bot.understanding.schools.longer import longer
from bot.understanding.schools.misheard import find_misheard
from bot.understanding.schools.named import Named
from bot.understanding.schools.siblings import find_siblings
from bot.understanding.schools.spellings import ENDING, WORDS, spellings_of
from bot.understanding.schools.unknown import MOST, floor, last_of_lists, nicknames, unknown
from bot.understanding.schools.whole import whole

_MOST_SPELLINGS = 400
"""A message with more is no message to be recorded; the rest is not looked at."""
_NOBODY: frozenset[School] = frozenset()
_START = attrgetter("start")
_SPACED_ENDING = re.compile(f"[ ]({ENDING.pattern})")


def find_schools(text: str, directory: Directory) -> list[Named]:
    """The schools named in `text`, in order, none overlapping another."""
    spellings = _spellings(text, directory)
    free = bytearray(b"\1" * len(text))
    found = [n for s in _whole_names(spellings) if (n := _known(text, s, directory, free))]
    for named in _guesses(text, spellings, found, directory, free):
        if named and _claim(free, named.start, named.end):
            found.append(named)
    return sorted(found, key=_START) if len(found) > 1 else found


def _guesses(
    text: str, spellings: list[Spelling], found: list[Named], directory: Directory, free: bytearray
) -> Iterator[Named | None]:
    """What may name a school beside what surely does, the likeliest first.

    Args:
        text: the text, normalised.
        spellings: the spellings in it that stand for themselves.
        found: what is named so far; each guess that is taken is added.
        directory: the schools that may be meant.
        free: whether each place of the text is part of no name so far.
    """
    surely = bool(found)
    endings = [match.span() for match in ENDING.finditer(text) if free[match.start()]][:MOST]
    stems = [
        _spaced(text, s) or Named(s.start, s.end, s.schools, "stem") for s in _longest(spellings, stem=True)
    ]
    shared = {stem.end for stem in stems}
    yield from find_siblings(text, spellings, directory, free)
    for start, end in reversed(endings):  # a campus before its school
        if end not in shared:  # 实验小学, of two campuses, is no 石燕小学
            yield _bent(text, start, end, directory, free)
    for heard in () if surely else find_misheard(text, directory):
        if heard.end not in shared:
            yield Named(heard.start, heard.end, heard.schools, "typo")
    yield from stems
    for start, end in endings:
        yield unknown(text, start, end, free)
    yield from nicknames(text)
    yield from last_of_lists(text, found)


def _spellings(text: str, directory: Directory) -> list[Spelling]:
    """The spellings that stand for themselves; what is named so lets others of the same school stand too."""
    own: list[Spelling] = []
    others: list[Spelling] = []
    for spelling in islice(directory.spelled(text), _MOST_SPELLINGS):
        (own if whole(text, spelling, _NOBODY) else others).append(spelling)
    if not others:
        return own
    known = {s.schools[0] for s in own if not s.stem and len(s.schools) == 1}
    return [*own, *(s for s in others if not known.isdisjoint(s.schools) and whole(text, s, known))]


def _spaced(text: str, stem: Spelling) -> Named | None:
    """The school whose name is written with a space before its ending (竹园 小学)."""
    ending = _SPACED_ENDING.match(text, stem.end)
    if not ending:
        return None
    name = text[stem.start : stem.end] + ending[1]
    meant = tuple(school for school in stem.schools if name in spellings_of(school))
    return Named(stem.start, ending.end(), meant, "typo") if meant else None


def _whole_names(spellings: list[Spelling]) -> list[Spelling]:
    """The names that are no end of a longer beginning (云鹤外国语学校, of two campuses, is no 外国语学校)."""
    names = _longest(spellings, stem=False)
    stems = [(s.end, s.start) for s in spellings if s.stem] if names else []
    if not stems:
        return names
    return [s for s in names if not any(end == s.end and start < s.start for end, start in stems)]


def _longest(spellings: Iterable[Spelling], stem: bool) -> list[Spelling]:
    chosen = [s for s in spellings if s.stem == stem]
    return sorted(chosen, key=lambda s: (s.start - s.end, s.start)) if len(chosen) > 1 else chosen


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


def _bent(text: str, start: int, end: int, directory: Directory, free: bytearray) -> Named | None:
    """The schools whose names sound or look like the words before an ending."""
    if not all(free[start:end]) or not directory.ends_alike(text[max(0, end - LAST) : end]):
        return None
    for left in range(floor(text, start, end, free), start - 1):
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

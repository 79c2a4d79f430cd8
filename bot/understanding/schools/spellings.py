"""How a school may be written: its name and aliases, figures for numerals, and what they are shortened to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from bot import data
from bot.records import School
from bot.understanding.text.numbers import alternatives, parse
from bot.understanding.text.plain import normalise

WORDS = data.load("words/schools")
ENDING = re.compile(alternatives(WORDS["endings"]))
_CAMPUS = re.compile(rf"(?:{alternatives(WORDS['campuses'])})$")
_STEM_ENDING = re.compile(rf"(?:{alternatives(WORDS['endings'] + WORDS['campuses'])})+$")
_NUMERAL = re.compile("[一二三四五六七八九十百]+(?=[小中幼高职初])")
_NOT_STEM = re.compile(r"^第?[一二三四五六七八九十百\d]+$|^第|[镇乡村]$|街道$")
_YEARS = re.compile("[一二三四五六七八九]年")
"""What is left of 灯塔九年 without the town: pupils of that year."""
_TOWN_END = re.compile("[镇乡村]$")
_DISTRICT = ("区", "县", "市", "旗")
_SHARED = 4
"""More schools than this that begin alike: the beginning is a place, not a school."""
_LEAST_STEM = 2
"""Characters of a name's beginning, or of what is left of one, that may stand for it."""


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
        district, rest = spelling[:2], _local(spelling)
        if district in districts and _is_told_apart(rest) and not _YEARS.fullmatch(rest):
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
        rest = _local(spelling)
        if (
            spelling[:2] in districts
            and _is_told_apart(rest)
            and ENDING.search(rest)
            and ends[rest] == {school}
        ):
            yield rest, school


def _is_told_apart(rest: str) -> bool:
    """Whether enough is left to be a name (塬小学 is not 李家塬小学, nor 溪镇中学 红岩溪镇中学)."""
    return len(_TOWN_END.sub("", _STEM_ENDING.sub("", rest))) >= _LEAST_STEM


def _local(spelling: str) -> str:
    """A name without that of the district, two characters and perhaps what it is (越津县第四小学)."""
    return spelling[3:] if spelling[2:3] in _DISTRICT else spelling[2:]


def _districts(spellings: list[str]) -> set[str]:
    """Beginnings of two characters that many names share: the district's own name."""
    counted = Counter(spelling[:2] for spelling in spellings if not spelling[:2].isascii())
    return {start for start, count in counted.items() if count > _SHARED and start[0] not in "第中"}

"""How many a school, a town or a chat group has: a size, and no audience (在校生1200人, 家长群327人)."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.hints import UNITS
from bot.understanding.text.numbers import Number, alternatives

_WORDS: dict[str, list[str]] = data.load("words/sizes")
_PEOPLE = alternatives(_WORDS["people"])
_ABOUT = rf"(?:{_PEOPLE}|{alternatives(UNITS['filler'])})*$"
_OTHER_FIGURE = rf"(?:{_PEOPLE})[约近]?[\d,一二两三四五六七八九十百千]+[多余来]?[人名位个]?[、和及]"
"""People of one sort told before those of another (共有学生1200人、教师80人)."""
_OF_SCHOOL = re.compile(
    rf"(?:(?:{alternatives(_WORDS['school'])})(?:{alternatives(_WORDS['owns'])})"
    rf"|{alternatives(_WORDS['enrolled'])})(?:{_OTHER_FIGURE})?{_ABOUT}"
)
_OF_TOWN = re.compile(rf"(?<![给为对向织集自])(?:{alternatives(_WORDS['town'])})(?!来){_ABOUT}")
_OF_GROUP = re.compile(
    rf"(?<![人社])(?:{alternatives(_WORDS['group'])})(?:{alternatives(_WORDS['members'])})*$"
)
_GROUP_AFTER = re.compile(alternatives(_WORDS["of_group"]))
_ENGLISH = re.compile(
    rf"\b(?:{alternatives(_WORDS['before'])})(?: \d[\d,]* [a-z]+ and)?(?: about| some| over| only)* $"
)
_ENGLISH_AFTER = re.compile(rf" (?:[a-z-]+ )?(?:{alternatives(_WORDS['after'])})\b")
_THERE = re.compile(rf"(?:{_PEOPLE})*(?:全部|全都|都|一起|一同|也)?(?:{alternatives(_WORDS['came'])}|观摩)")
"""After a number: all of them came (全区32位老师观摩)."""
_SCHOOL_AFTER = re.compile(
    rf"(?:{alternatives(_WORDS['of_school'])})(?![生部段老教家])|(?P<large>{alternatives(_WORDS['as_large'])})"
)
"""After a number: so many has a school (那是个1600人的大校), but not 130人的小学生."""
_ROOM_AFTER = re.compile(
    rf"(?:{alternatives(_WORDS['of_room'])})(?![^,。;\n]{{0,6}}(?:{alternatives(UNITS['taken'])}))"
)
"""After a number: so many a room holds (500人的礼堂坐了八成)."""
_SCARCELY = re.compile(rf"(?:{alternatives(_WORDS['scarcely'])})(?:{_PEOPLE}|[有着了])*$")
_FEW = 100
"""A school with so many, and said to have no more, listens as a whole (在校生只有17人,围着炉子讲的)."""
_FAR = 40
"""Characters before a number that may tell of what it is the size."""


def is_size(text: str, number: Number, end: int) -> bool:
    """Whether a number, with its unit until `end`, tells how many a school, a town or a chat group has."""
    since, start = max(0, number.begins - _FAR), number.begins
    before = text[since:start]
    if "群" in text and (_OF_GROUP.search(before) or _GROUP_AFTER.match(text, end)):
        return True
    if _ROOM_AFTER.match(text, end):
        return True
    if _of_school(before, text, end):
        small = (number.value or 0) <= _FEW and _SCARCELY.search(before)
        return not small and _THERE.match(text, end) is None
    if "全" in before and _OF_TOWN.search(before):
        return _THERE.match(text, end) is None
    if not before.endswith(" ") or not before[-2:].isascii():
        return False
    return bool(_ENGLISH.search(before) or _ENGLISH_AFTER.match(text, end))


def _of_school(before: str, text: str, end: int) -> bool:
    """Whether the words before a number, or those after its end, say that a school has so many."""
    after = _SCHOOL_AFTER.match(text, end)
    if after and ("校" in before or not after["large"]):
        return True
    return ("校" in before or "籍" in before) and _OF_SCHOOL.search(before) is not None

"""Whether a spelling in the text stands for itself: 八中 in 二十八中 and 一小 in 一小时 do not."""

from __future__ import annotations

import re
from collections.abc import Set

from bot import data
from bot.records import School
from bot.understanding.schools.directory import Spelling
from bot.understanding.schools.spellings import WORDS
from bot.understanding.text.numbers import alternatives

_SHORT = 3
"""Characters of a nickname, which may also be the beginning of a common word (一小时)."""
_NUMERALS = "一二三四五六七八九十百第0123456789"
_HUNDREDS = re.compile("[百千][一二三四五六七八九]?$")
"""A number may end so before a school named elsewhere too (一小两百二小两百一)."""
_AFFILIATED = ("附小", "附中", "附幼")
"""After a school's name these make it another school's (师大附小)."""
_COLLEAGUE = re.compile(f"[周期拜][一二三四五六]小[{WORDS['surnames']}]")
"""A weekday and somebody's name (星期二小李去的)."""
_ABOUT_PUPILS = ("学生", "学前", "学员", "学子", "学期", "学校组织", "学习部")
"""After a short name that ends with 小 or 中 (职中学前教育专业)."""
_PLACES_AFTER = tuple(WORDS["places_after"])
_LEVELS, _SURNAMES = frozenset("小中幼高校园专"), frozenset(WORDS["surnames"])
_KINDS: dict[str, list[str]] = data.load("words/levels")["goes_on"]
_GOES_ON = re.compile(rf"(?P<level>{alternatives(list(_KINDS))})(?![生部段])")
_THANKS = ("多谢", "感谢", "谢谢", "致谢")
_TITLES = (*WORDS["persons"], "警官", "法官", "检察官", "同志")
_STRADDLING = tuple(WORDS["straddling"])
_NOT_SCHOOLS = re.compile(
    rf"(?:{alternatives(WORDS['not_schools'])})(?![织理级]|(?<=班)主|(?<=[中小]班)[会级长]|(?<=小会)议|(?<=小孩)子|(?<=小事)[故件]|(?<=小课)[后间前])"
)
"""Longer words that begin with a nickname's ending (一小时); not where they are cut (小组织, 中心理)."""


def whole(text: str, spelling: Spelling, named: Set[School]) -> bool:
    """Whether a spelling stands for itself: 八中 in 二十八中, 一小 in 一小时, 三中 in 初三中午 do not.

    What is `named` elsewhere too needs no word before it, and may follow on a number.
    """
    start, end, schools, stem = spelling
    if (text[start].isascii() and _cuts_a_word(text, start)) or (
        text[end - 1].isascii() and _cuts_a_word(text, end)
    ):
        return False
    if _numbered_on(text, start) and (
        named.isdisjoint(schools) or not _HUNDREDS.search(text, max(0, start - 2), start)
    ):
        return False
    short = end - start <= _SHORT
    if short and _is_other_word(text, start, end):
        return False
    if text[end - 1] in "小中" and text.startswith("学", end) and not text.startswith(_ABOUT_PUPILS, end):
        return False
    if text.startswith(_AFFILIATED, end) or _COLLEAGUE.match(text, start - 1) or _of_another(text, spelling):
        return False
    return not stem or _stands_as_name(text, start, end, not named.isdisjoint(schools))


def _of_another(text: str, spelling: Spelling) -> bool:
    """Whether a nickname only begins another school's name (鹿鸣幼儿园, where 鹿鸣 is a 小学)."""
    level = None if text[spelling.end - 1] in _LEVELS else _GOES_ON.match(text, spelling.end)
    return level is not None and all(school.kind not in _KINDS[level["level"]] for school in spelling.schools)


def _is_other_word(text: str, start: int, end: int) -> bool:
    """Whether a nickname is part of another word (一小时), a place or a person (双庙派出所, 李育英老师)."""
    if text.startswith(_STRADDLING, start - 1) or _NOT_SCHOOLS.match(text, end - 1):
        return True
    if text[end - 1] in _LEVELS:
        return False
    if text.startswith(_PLACES_AFTER, end):
        return True
    named = text[start - 1 : start] in _SURNAMES and text.startswith(_TITLES, end)
    return named and text[max(0, start - 2) : start] not in _THANKS


def _cuts_a_word(text: str, place: int) -> bool:
    """Whether a Latin word or a figure goes on at a place."""
    sides = text[place - 1 : place + 1]
    return len(sides) > 1 and sides.isascii() and sides.isalnum()


def _stands_as_name(text: str, start: int, end: int, known: bool) -> bool:
    """Whether the beginning of a name stands where a school would (在龙洲讲, 石桥 昨天), and is no place."""
    before = text[start - 1 : start]
    opened = known or not before.isalnum() or before in WORDS["before_stems"]
    return opened and not text.startswith(_PLACES_AFTER, end)


def _numbered_on(text: str, start: int) -> bool:
    """Whether a numeral begins before the spelling's own: 十八中, not 周三一中 or 初三, 一中."""
    first = text[start]
    if first not in _NUMERALS or not start:
        return False
    before = text[max(0, start - 2) : start]
    if first.isdigit() or before[-1].isdigit():
        return first.isdigit() and before[-1].isdigit()
    if before[-1] in WORDS["grades"]:
        return True
    return before[-1] in _NUMERALS and not before.startswith(("周", "期", "拜", "初", "高"))

"""Whether a spelling in the text stands for itself: 八中 in 二十八中 and 一小 in 一小时 do not."""

from __future__ import annotations

import re
from collections.abc import Container

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
_STRADDLING = tuple(WORDS["straddling"])
_NOT_SCHOOLS = re.compile(
    rf"(?:{alternatives(WORDS['not_schools'])})(?![织理级]|(?<=班)主|(?<=[中小]班)[会级长]|(?<=小会)议|(?<=小孩)子|(?<=小事)[故件]|(?<=小课)[后间前])"
)
"""Longer words that begin with a nickname's ending (一小时); not where they are cut (小组织, 中心理)."""


def whole(text: str, spelling: Spelling, named: Container[School]) -> bool:
    """Whether a spelling stands for itself: 八中 in 二十八中, 一小 in 一小时, 三中 in 初三中午 do not.

    What is `named` elsewhere too needs no word before it, and may follow on a number.
    """
    start, end = spelling.start, spelling.end
    before, first = text[start - 1 : start], text[start]
    after, last = text[end : end + 1], text[end - 1]
    if before and first.isascii() and before.isascii() and before.isalnum() and first.isalnum():
        return False
    if after and last.isascii() and after.isascii() and after.isalnum() and last.isalnum():
        return False
    told = any(school in named for school in spelling.schools)
    if (_numbered_on(text, start) and not (told and _HUNDREDS.search(text, max(0, start - 2), start))) or (
        end - start <= _SHORT and text.startswith(_STRADDLING, start - 1)
    ):
        return False
    if last in "小中" and after == "学" and not text.startswith(_ABOUT_PUPILS, end):
        return False
    if (
        text.startswith(_AFFILIATED, end)
        or _COLLEAGUE.match(text, start - 1)
        or (spelling.stem and not _stands_as_name(text, start, end, told))
    ):
        return False
    return end - start > _SHORT or not _NOT_SCHOOLS.match(text, end - 1)


def _stands_as_name(text: str, start: int, end: int, known: bool) -> bool:
    """Whether the beginning of a name stands where a school would (在龙洲讲, 石桥 昨天), and is no place."""
    before = text[start - 1 : start]
    opened = known or not before.isalnum() or before in WORDS["before_stems"]
    return opened and not text.startswith(tuple(WORDS["places_after"]), end)


def _numbered_on(text: str, start: int) -> bool:
    """Whether a numeral begins before the spelling's own: 十八中, not 周三一中 or 初三, 一中."""
    first, before = text[start], text[max(0, start - 2) : start]
    if not before or first not in _NUMERALS:
        return False
    if first.isdigit() or before[-1].isdigit():
        return first.isdigit() and before[-1].isdigit()
    if before[-1] in WORDS["grades"]:
        return True
    return before[-1] in _NUMERALS and not before.startswith(("周", "期", "拜", "初", "高"))

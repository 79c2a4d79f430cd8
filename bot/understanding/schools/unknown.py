"""Names of schools that nobody knows: said as they are, and never bent to one that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.understanding.counts.hints import PEOPLE
from bot.understanding.schools.named import Named
from bot.understanding.schools.spellings import WORDS
from bot.understanding.text.numbers import alternatives

MOST = 40
"""Names not spelled as in the directory that are looked at in one message."""
_LONGEST = 14
"""Characters of a name looked at before its ending."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+$")
_WEEKDAY = re.compile("(?:[本上这]?周|星期|礼拜)[一二三四五六日天]")
"""No name nobody knows begins with a day (周二石塘小学)."""
_CAMPUS = re.compile(alternatives(WORDS["campuses"]))
_NICKNAME = re.compile(
    r"[在到去进了赴给为对](?P<name>"
    r"(?<![给为对])(?:第?[一二三四五六七八九十\d]{1,3}[小中幼]|[一-龥]小)(?=[给为向对讲开宣做搞,。 ]|$)"
    r"|(?<!了)第?[一二三四五六七八九十]{1,3}[小中幼]"
    r"(?=学生|师生|老师|教师|家长|的|全|[一二三四五六七八九]年级|初[一二三]|高[一二三]))"
)
"""Where a school stands, a short name nobody knows (在河小给, 去七中讲)."""
_LAST = re.compile(r"、(?P<name>[一-龥]{2,3})(?=各[一两二三\d][场节堂次])")
_COUNTED = re.compile(r"[百千\d]|小学|中学")
"""No name nobody knows holds these: several groups are counted (小学三百中学四百五)."""
_LABEL = "学校"
"""A name nobody knows that ends so, before a colon, is a form's label (受课学校:…)."""


def unknown(text: str, start: int, end: int, free: bytearray) -> Named | None:
    """A name that nobody knows."""
    if not all(free[start:end]) or not _names(text, start, end):
        return None
    if ordinal := _ORDINAL.search(text, max(0, start - 5), start):
        return Named(ordinal.start(), end, ())
    first, left = floor(text, start, end, free), start
    while left > first and text[left - 1] not in WORDS["before_names"]:
        left -= 1
    if weekday := _WEEKDAY.match(text, left, start):
        left = weekday.end()
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


def nicknames(text: str) -> Iterator[Named]:
    """Short names that nobody knows, where a school would stand (在河小给, 去七中讲)."""
    return (Named(*match.span("name"), ()) for match in islice(_NICKNAME.finditer(text), MOST))


def last_of_lists(text: str, found: list[Named]) -> Iterator[Named]:
    """What ends a list of schools with a session each is one too (二小、四小、芷洲各一场)."""
    if "各" not in text:
        return
    ends = {named.end: named.start for named in found}
    for match in islice(_LAST.finditer(text), MOST):
        if ends.get(match.start(), 0) - 1 in ends and match["name"] not in PEOPLE["audience"]:
            yield Named(*match.span("name"), ())


def _of_known(text: str, left: int, start: int, free: bytearray) -> bool:
    """Whether a campus belongs to a school just named (一小新校区, 一小的东校区), or to ours (我校东校区)."""
    before = left - 1 if text[left - 1 : left] in ("的", "在") else left
    return "校" in text[left:start] or (before > 0 and not free[before - 1])


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


def floor(text: str, start: int, end: int, free: bytearray) -> int:
    """The first place where a name with this ending could begin."""
    floor = start
    while floor > max(0, end - _LONGEST) and free[floor - 1] and text[floor - 1].isalnum():
        floor -= 1
    return floor

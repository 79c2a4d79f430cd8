"""Classes counted by being named: 五(3)班、五(4)班 are two, 初一(1)至(6)班 six."""

from __future__ import annotations

import re

from bot.understanding.counts.amount import Amount
from bot.understanding.text.numbers import parse

_CLASS_RANGE = re.compile(
    r"\(?(?P<first>\d{1,2}|[一二三四五六七八九十]{1,2})\)?班?(?:至|到|-|~)\(?(?P<last>\d{1,2}|[一二三四五六七八九十]{1,2})\)?班"
)
_CLASS_NAME = r"[一二三四五六七八九初高]{0,2}\(?(?:\d{1,3}|[一二三四五六七八九])\)?"
_CLASS_LIST = re.compile(
    rf"(?<![\d一二三四五六七八九(])(?:{_CLASS_NAME}(?:班?[、和与及]|班)){{1,9}}{_CLASS_NAME}班(?!级)"
)
_CLASS_COUNT = re.compile(r"(?<=共)(?:\d{1,2}|[两三四五六七八九十]{1,2})班")
_CLASSES_OF = re.compile(
    r"(?<![\d一二两三四五六七八九十])(?P<number>\d{1,2}|[两二三四五六七八九十]{1,2})个"
    r"(?!年级)(?:(?![一二两三四五六七八九十个])[一-龥]){1,4}班"
    r"(?=[,、 ]?(?:每班|每个班|班均|各))"
)
"""Classes of a trade, each of which had so many (三个汽修班每班52人)."""


def find_named_classes(masked: str) -> list[Amount]:
    """How many classes are named one by one, or as a run (五(3)班、五(4)班: 2; 初一(1)至(6)班: 6)."""
    if "班" not in masked:
        return []
    runs = [
        Amount(match.start(), match.end(), "classes", _run(match["first"], match["last"]), unit="班")
        for match in _CLASS_RANGE.finditer(masked)
    ]
    rows = [
        Amount(
            match.start(), match.end(), "classes", len(re.split("班?[、和与及]|班(?=.)", match[0])), unit="班"
        )
        for match in _CLASS_LIST.finditer(masked)
    ]
    counted = [
        Amount(match.start(), match.end(), "classes", parse(match[0][:-1]), unit="班")
        for match in _CLASS_COUNT.finditer(masked)
    ]
    return (
        runs
        or rows
        or counted
        or [
            Amount(match.start(), match.end(), "classes", parse(match["number"]), unit="个班")
            for match in _CLASSES_OF.finditer(masked)
        ]
    )


def _run(first: str, last: str) -> float:
    return (parse(last) or 0) - (parse(first) or 0) + 1

"""Lessons of the day in which talks were given (第二节、第三节各讲一场)."""

from __future__ import annotations

import re

from bot.understanding.text.lexicon import Hit

_HOUR = "[一二三四五六七八1-8]"
_HOURS = re.compile(rf"第{_HOUR}(?:(?:节课?)?[、,和与及]*第?{_HOUR}(?!节?[个名人])){{0,5}}节(?!课程|课时)")
_EACH = re.compile(_HOUR)


def hours_named(text: str) -> list[Hit]:
    """The lessons of the day that are named, each by its number (第五六节 are two)."""
    return [Hit(*row.span(), each[0]) for row in _HOURS.finditer(text) for each in _EACH.finditer(row[0])]

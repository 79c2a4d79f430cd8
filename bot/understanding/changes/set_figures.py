"""Figures of a correction that no unit explains: the name of a field and the figure it is to hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot import data
from bot.understanding.text.numbers import alternatives, parse

_WORDS = data.load("words/corrections")
_FIELDS: dict[str, str] = {word: field for field, words in _WORDS["figures"].items() for word in words}
_NAME = alternatives(list(_FIELDS))
_FIGURE = re.compile(
    rf"(?P<name>{_NAME})(?:(?!{_NAME})[^。;!?\n]){{0,16}}?"
    rf"(?<![不误错])(?:{alternatives(_WORDS['becomes'])})[ 约]?"
    r"(?P<figure>\d{1,5}(?:\.\d)?(?![\d.月号日/:%-])|[一二两三四五六七八九十百千]{1,6}(?![月号日]))"
)


class SetFigure(NamedTuple):
    """A figure that a field is to hold."""

    field: str
    start: int
    value: float


def set_figures(text: str) -> list[SetFigure]:
    """The figures that fields named in a text are to hold (课时应填2而不是3, 场次 1→2, 课时改1.5)."""
    found = []
    for match in _FIGURE.finditer(text):
        field, value = _FIELDS[match["name"]], parse(match["figure"])
        if value is not None and (field == "class_hours" or value == int(value)):
            exact = value if field == "class_hours" else int(value)
            found.append(SetFigure(field, match.start("figure"), exact))
    return found

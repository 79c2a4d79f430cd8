"""Yearly figures typed as a message: `政务公开 公告通知 25条`, several to a line, `存在的不足:…`. Pure.

Every word must be of a figure's name, its number or unit: a school, a day or a kind of work makes it none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from bot import data
from bot.understanding.figures.names import WORDS, Called, bare, called, fits, group_of
from bot.understanding.figures.pieces import (
    ANSWER,
    CHINESE,
    UNITS,
    Piece,
    by_name,
    leading_year,
    pieces_of,
    value_of,
    year_of,
)
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

_LIST_MARK = re.compile(rf"^\s*(?:\d{{1,2}}[.、)](?!\d)|[(]?[{CHINESE}]{{1,2}}[、)])?", re.MULTILINE)
SHORT = 2
"""Characters of what may be a unit that isn't known; more are words of another kind."""
_LINES = re.compile(r"[\n;]")
_BLANK = re.compile(
    rf"(?:{alternatives(WORDS['blank_before'])})(?P<before>.+)|(?P<after>.+?)(?:{alternatives(WORDS['blank_after'])})"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as it was stated.

    `keys` are those that it may be: several, or one that is not `sure`, are asked about. It has a number in a
    unit as it was said, or words; with neither it is to be blank again. `year` is None where none is named.
    """

    keys: tuple[str, ...]
    value: float | None = None
    unit: str = ""
    year: int | None = None
    note: str = ""
    sure: bool = True
    said: str = ""

    @property
    def key(self) -> str:
        """The one that it is; empty while that is to be asked."""
        return self.keys[0] if len(self.keys) == 1 and self.sure else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A number typed in answer to the question for one figure; without one the figure is to be blank."""

    value: float | None
    unit: str = ""


def read_figures(text: str, this_year: int) -> list[Stated]:
    """The figures that a message states; none where anything in it says something else."""
    plain = normalise(text)
    return _words(text, plain, this_year) or _blanked(plain, this_year) or _numbers(plain, this_year)


def read_answer(text: str) -> Answer | None:
    """The number and its unit, or that there is none, if that is all that the text says."""
    plain = normalise(text).strip()
    if plain.strip(" ,。.!") in {*WORDS["blank_before"], *WORDS["blank_after"]}:
        return Answer(None)
    said = ANSWER.fullmatch(plain)
    if said is None or bare(said["name"]):
        return None
    value, unit = value_of(said["number"]), bare_unit(said["unit"])
    return None if value is None or not (unit in UNITS or len(unit) <= SHORT) else Answer(value, unit)


def read_value(text: str, row: data.Figure) -> float | None:
    """The number, with its unit or without, if that is all that the text says."""
    answer = read_answer(text)
    return answer.value if answer and fits(answer.unit, row) else None


def bare_unit(text: str) -> str:
    """A unit without spaces and full stops."""
    return text if text == "%" else re.sub(r"[\s,.。、!]", "", text)


@cache
def _headings() -> list[tuple[str, re.Pattern[str]]]:
    """How the texts of the report begin: by a name and a colon; after the whole name a space will do."""
    return [
        (row.key, re.compile(re.escape(name) + (r"\s*[:\s]\s*" if name == row.zh else r"\s*:\s*")))
        for row in data.figures().values()
        if row.text
        for name in (row.zh, *row.also)
    ]


def _words(text: str, plain: str, this_year: int) -> list[Stated]:
    """The words of a text of the report."""
    year, start = leading_year(plain, this_year)
    for key, heading in _headings():
        said = heading.match(plain, start)
        if said and (note := text[said.end() :].strip()):
            return [Stated((key,), year=year, note="" if note in WORDS["blank_after"] else note)]
    return []


def _blanked(plain: str, this_year: int) -> list[Stated]:
    """That a figure is to be blank again: 清空 公告通知, 公告通知 无."""
    year, start = leading_year(plain, this_year)
    said = _BLANK.fullmatch(plain[start:].strip(" ,。.!:"))
    name = (said["before"] or said["after"]) if said else ""
    keys = called(name).keys
    return [Stated(keys, year=year, said=name.strip(" :,"))] if keys else []


def _numbers(plain: str, this_year: int) -> list[Stated]:
    """Names with their numbers; a year and a group once said hold for what follows."""
    found: list[Stated] = []
    group, year = "", None
    for line in (one for one in _LINES.split(_LIST_MARK.sub("", plain)) if bare(one)):
        pieces = pieces_of(line)
        for _, several in groupby(by_name(pieces), key=lambda one: one[0]):
            run = [piece for _, piece in several]
            year = next((year_of(one.year, this_year) for one in run if one.year), year)
            meant = called(run[0].name, group)
            stated = _together(meant, [_stated(meant, piece, year) for piece in run])
            if not stated:
                return []
            found += stated
            group = group_of(meant.keys)
        if not pieces:
            return []
    return found


def _together(meant: Called, run: list[Stated]) -> list[Stated]:
    """The numbers said of one name: several are told apart by their units, and one of a group is in doubt."""
    alone = len(run) == 1
    if not all(one.keys for one in run) or (meant.how == "whole" and not alone):
        return []
    apart = len({one.keys for one in run}) == len(run)
    return [replace(one, sure=apart and not (alone and meant.how == "group")) for one in run]


def _stated(meant: Called, piece: Piece, year: int | None) -> Stated:
    """What a piece states; no keys where it is no figure. A whole name with a wrong unit is one still."""
    numbers = tuple(key for key in meant.keys if not data.figures()[key].text)
    fitting = tuple(key for key in numbers if fits(piece.unit, data.figures()[key]))
    only = numbers if meant.how == "whole" and len(numbers) == 1 else ()
    return Stated(fitting or only, piece.value, piece.unit, year, said=piece.said)

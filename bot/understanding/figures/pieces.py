"""Numbers typed beside names: a year, a name or none, the number, its unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot import data
from bot.understanding.figures.names import WORDS, bare
from bot.understanding.text.numbers import alternatives, parse

_YEARS = {
    word: back for word, back in data.load("words/time")["years"].items() if word not in WORDS["no_year"]
}
_YEARLY = alternatives([row.zh for row in data.figures().values() if row.zh.startswith("年度")])
CHINESE = "零〇一二两三四五六七八九十百千万"
_YEAR = (
    rf"(?P<year>(?:19|20)\d\d(?:(?={_YEARLY})|\s*年度?|(?=[\s:,、·]))|(?:{alternatives(list(_YEARS))})度?)"
)
_NUMBER = rf"(?P<number>(?:(?<!\w)-)?(?:\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+(?:\.\d+)?[万千]?)|[{CHINESE}]+)"
UNITS = {row.unit for row in data.figures().values()} - {""} | {*WORDS["other_units"]}
_PIECE = re.compile(
    rf"[\W_]*?(?:{_YEAR})?(?P<name>[^\d{CHINESE}]*?){_NUMBER}\s*(?P<unit>{alternatives(list(UNITS))})?"
)
_LEADING_YEAR = re.compile(rf"\s*(?:{_YEAR})?\s*")
ANSWER = re.compile(rf"(?P<name>[^\d{CHINESE}]*?){_NUMBER}\s*(?P<unit>\D*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A name, or none, with a number and its unit."""

    year: str | None
    name: str
    value: float
    unit: str
    said: str


def leading_year(plain: str, this_year: int) -> tuple[int | None, int]:
    """The year that a text begins with, and where it goes on."""
    leading = _LEADING_YEAR.match(plain)
    return (year_of(leading["year"], this_year), leading.end()) if leading else (None, 0)


def year_of(said: str | None, this_year: int) -> int | None:
    """The year that is meant by digits or a word such as 去年."""
    if said is None:
        return None
    digits = re.match(r"\d{4}", said)
    return int(digits[0]) if digits else this_year + _YEARS[said.removesuffix("度")]


def pieces_of(line: str) -> list[Piece]:
    """The numbers of a line with what is said of each; none where something else is said as well."""
    found, at = [], 0
    while match := _PIECE.match(line, at):
        value = value_of(match["number"])
        if value is None:
            return []
        said = match[0].strip(" ,、·:。.-•*")
        found.append(Piece(match["year"], bare(match["name"]), value, match["unit"] or "", said))
        at = match.end()
    return [] if bare(line[at:]) else found


def by_name(pieces: list[Piece]) -> Iterator[tuple[int, Piece]]:
    """The pieces, each with the number of the name that it goes by: its own, or the one said before."""
    number = 0
    for piece in pieces:
        number += bool(piece.name)
        yield number, piece


def value_of(numeral: str) -> float | None:
    value = parse(numeral.removeprefix("-").replace(",", ""))
    return -value if value is not None and numeral.startswith("-") else value

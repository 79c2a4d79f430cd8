"""Yearly figures typed as a message: `政务公开 公告通知 25条`, several a line each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot import data
from bot.understanding.numbers import parse

_YEAR = re.compile(r"^\s*(?P<year>(?:19|20)\d\d)\s*年?度?")
_LAST_NUMBER = re.compile(
    r"^(?P<name>.*?)(?P<number>\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)\s*(?P<unit>\D*)$"
)
_FILLER = re.compile(r"[\s::,,。.;;、·()()是为共有计数]|全年|本年|今年")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as it was stated: its key, what it is, and the year where one is named."""

    key: str
    value: float
    year: int | None = None


def read_figures(text: str) -> list[Stated]:
    """The figures that a message states; none where any line of it says something else.

    A name must be one that the data gives, whole: a sentence about work done is never taken for a figure.
    """
    lines = [line for line in re.split(r"[\n;;]", text) if line.strip()]
    found = [_line(line) for line in lines]
    return [one for one in found if one] if all(found) else []


def read_value(text: str, row: data.Figure) -> float | None:
    """The number, with its unit or without, if that is all that the text says."""
    said = _LAST_NUMBER.match(text.strip())
    return _value(said, row) if said and not _FILLER.sub("", said["name"]) else None


def _line(line: str) -> Stated | None:
    year = _YEAR.match(line)
    said = _LAST_NUMBER.match(line[year.end() :] if year else line)
    row = names().get(_FILLER.sub("", said["name"])) if said else None
    value = _value(said, row) if said and row else None
    return (
        None if row is None or value is None else Stated(row.key, value, int(year["year"]) if year else None)
    )


def _value(said: re.Match[str], row: data.Figure) -> float | None:
    """The number that was said, unless it is of another unit."""
    unit = _FILLER.sub("", said["unit"])
    return parse(said["number"].replace(",", "")) if unit in ("", row.unit, row.unit[:1], "个") else None


def named(text: str) -> data.Figure | None:
    """The figure that is called so, words of the report among them."""
    return _every_name().get(_FILLER.sub("", text))


def names() -> dict[str, data.Figure]:
    """What each number may be called."""
    return {name: row for name, row in _every_name().items() if not row.text}


@cache
def _every_name() -> dict[str, data.Figure]:
    """What each figure may be called; a name that several share is left out."""
    found: dict[str, data.Figure] = {}
    shared = set()
    for row in data.figures().values():
        for name in {_FILLER.sub("", one) for one in (row.zh, row.group + row.zh, *row.also)} - {""}:
            shared |= {name} & set(found)
            found[name] = row
    return {name: row for name, row in found.items() if name not in shared}

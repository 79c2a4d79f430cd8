"""Inquiries as the arguments of a button: 64 bytes hold a period, every filter, a view and a page.

Numbers are written to the base 36, keys of registries as three characters that stay when rows are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zlib import crc32

from bot import data
from bot.chat.paging import MOST_PAGES
from bot.records import NONE, Part, Period
from bot.services.inquiries import VIEWS, Inquiry

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
CODE, DAY = 3, 4
"""Characters of a key, and of a day."""
LARGEST = 2**31 - 1
"""What the database's integers hold."""
STATES, MISSING = ("recorded", "incomplete", "planned", "withdrawn"), ("class_hours", "audience")


def arguments(inquiry: Inquiry) -> tuple[str, str, str, int]:
    """What a button carries to ask this."""
    ends = inquiry.period.start, inquiry.period.end
    days = "".join(based(day.toordinal()).rjust(DAY, "0") for day in ends)
    fields = ".".join(
        letter + write(value)
        for letter, (field, write, _) in FIELDS.items()
        if (value := getattr(inquiry.part, field)) != getattr(Part(), field)
    )
    return days, fields, code(inquiry.view), inquiry.page


def inquiry(said: Sequence[str]) -> Inquiry:
    """What a button asks for.

    Raises:
        LookupError, ValueError: it means nothing any more.
    """
    days, fields, view, page = said
    if len(days) != 2 * DAY:
        raise ValueError(days)
    start, end = (date.fromordinal(_number(days[at : at + DAY])) for at in (0, DAY))
    part = Part()
    for field in fields.split(".") if fields else ():
        name, _, read = FIELDS[field[0]]
        part = replace(part, **{name: read(field[1:])})
    views = {code(one): one for one in VIEWS}
    return Inquiry(Period(start, end), part, views[view], min(int(page), MOST_PAGES))


def based(number: int) -> str:
    """A number of no less than 0 to the base 36."""
    more, last = divmod(number, len(DIGITS))
    return (based(more) if more else "") + DIGITS[last]


def code(key: str) -> str:
    """Three characters for a key of a registry; a test holds those of one registry apart."""
    return based(crc32(key.encode()) % len(DIGITS) ** CODE).rjust(CODE, "0")


def _number(words: str) -> int:
    number = int(words, len(DIGITS))
    if not 0 <= number <= LARGEST:
        raise ValueError(words)
    return number


def _key(known: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    def read(words: str) -> str:
        return {code(key): key for key in known()}[words]

    return read


def _keys(known: Callable[[], Iterable[str]]) -> Callable[[str], tuple[str, ...]]:
    def read(words: str) -> tuple[str, ...]:
        return tuple(_key(known)(words[at : at + CODE]) for at in range(0, len(words), CODE))

    return read


def _codes(keys: Iterable[str]) -> str:
    return "".join(map(code, keys))


def _month(words: str) -> str:
    number = _number(words)
    return f"{number // 100:04}-{number % 100:02}"


FIELDS: dict[str, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    "k": ("kinds", _codes, _keys(data.kinds)),
    "p": ("positions", _codes, _keys(data.positions)),
    "m": ("month", lambda month: based(int(month.replace("-", ""))), _month),
    "s": ("school_id", based, _number),
    "h": ("person_id", based, _number),
    "t": ("topic", code, _key(lambda: (*data.topics(), NONE))),
    "c": ("campaign_id", based, _number),
    "x": ("missing", code, _key(lambda: MISSING)),
    "z": ("state", code, _key(lambda: STATES)),
}
"""A part's fields by the letter that stands for each: how it is written, and how read."""

"""What one cell says, however it was typed: full-width digits, dates as text or numbers, numbers as text."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from bot import data

Cell = str | int | float | datetime | date | None
"""A cell as the file has it; None is empty."""

WORDS = data.load("sheets")["words"]
EXCEL_DAY_0 = date(1899, 12, 30)
YEARS = range(1950, 2101)
"""A date outside these is a slip of the keyboard."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_HIDDEN = dict.fromkeys(map(ord, "\x00\u200b\u200c\u200d\u2060\ufeff"))
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_DAY = re.compile(r"(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})\s?日?(?:[ T]0?0:00(?::00)?)?")
_MONTH = re.compile(r"(\d{4})\s?[-/年]\s?(\d{1,2})\s?月?")
_BETWEEN = re.compile(f"[{WORDS['between_names']}]")


class UnreadableError(Exception):
    """A cell doesn't say what its column is for; `key` is that of the problem."""

    def __init__(self, key: str, value: str, **more: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = {"value": value, **more}


def same(name: str) -> str:
    """The form in which two spellings of one name are equal: width, case and spaces don't matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def text(cell: Cell) -> str:
    """The cell as text, without what people put in to align or to fill; empty if it says nothing."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    plain = str(cell if cell is not None else "").translate(_WIDTH).translate(_HIDDEN)
    plain = _GAP.sub("", " ".join(plain.split()))
    return "" if plain in WORDS["blank"] else plain


def names(cell: Cell) -> tuple[str, ...]:
    """Several names, each once, in their order."""
    parts = _BETWEEN.split(cell) if isinstance(cell, str) else [cell]
    found: dict[str, str] = {}
    for name in filter(None, map(text, parts)):
        found.setdefault(same(name), name)
    return tuple(found.values())


def first_day(cell: Cell) -> date | None:
    """A date; a month means its first day."""
    return _day(cell, last=False)


def last_day(cell: Cell) -> date | None:
    """A date; a month means its last day, 至今 an open end."""
    return None if same(text(cell)) in WORDS["open_end"] else _day(cell, last=True)


def _day(cell: Cell, *, last: bool) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = text(cell)
    if not written:
        return None
    try:
        found = _parsed(unicodedata.normalize("NFKC", written), last=last)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise UnreadableError("day", written)
    return found


def _parsed(written: str, *, last: bool) -> date | None:
    if match := _DAY.fullmatch(written):
        return date(*map(int, match.groups()))
    if match := _MONTH.fullmatch(written):
        year, month = map(int, match.groups())
        return date(year, month, monthrange(year, month)[1] if last else 1)
    if re.fullmatch(r"\d{8}", written):
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    if re.fullmatch(r"\d{5}", written):  # a date whose cell lost its format: days since Excel's day 0
        return EXCEL_DAY_0 + timedelta(days=int(written))
    return None


def count(cell: Cell) -> int | None:
    """A number of people: `1,200`, `300人`."""
    written = text(cell)
    if not written:
        return None
    digits = written.replace(",", "").replace("，", "").rstrip("人名 ")
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        raise UnreadableError("count", written)
    return int(digits)


def telegram_id(cell: Cell) -> int | None:
    """A Telegram user id: at most 52 significant bits (Bot API, `User.id`)."""
    written = text(cell)
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,16}", written) or not 0 < int(written) < 2**52:
        raise UnreadableError("telegram_id", written)
    return int(written)


def role(cell: Cell) -> str:
    """A role's key, from any name that `roles.toml` gives it."""
    roles = data.roles().values()
    known = {same(name): one.key for one in roles for name in (one.key, one.zh, one.en, *one.also)}
    written = text(cell)
    if written and same(written) not in known:
        raise UnreadableError("role", written, known="、".join(one.zh for one in roles))
    return known.get(same(written), "")


def school_kind(cell: Cell) -> str:
    """学段, by its usual word where we know one."""
    return _usual("school_kind", text(cell)) or text(cell)


def model_level(cell: Cell) -> str:
    """示范校级别."""
    written = text(cell)
    level = _usual("model_level", written)
    if written and not level:
        raise UnreadableError("model_level", written, known="、".join(WORDS["model_level"]))
    return level


def _usual(words: str, written: str) -> str:
    usual = (word for word, also in WORDS[words].items() if same(written) in map(same, (word, *also)))
    return next(usual, "")


READERS: dict[str, Callable[[Cell], Any]] = {
    one.__name__: one
    for one in (text, names, first_day, last_day, count, telegram_id, role, school_kind, model_level)
}
"""How a column's cells are read, by the name that `sheets.toml` uses."""

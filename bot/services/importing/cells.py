"""What one cell says, however it was typed: text, names, and dates as text or numbers."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta

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
_DAY = re.compile(r"(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})\s?日?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?")
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


def day(cell: Cell) -> date | None:
    """A date that is one day: a month is none."""
    written = unicodedata.normalize("NFKC", text(cell))
    if _MONTH.fullmatch(written):
        raise UnreadableError("whole_day", written)
    return _day(cell, last=False)


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

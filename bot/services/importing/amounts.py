"""Numbers in cells: how many there are, roughly or exactly, class hours, Telegram ids."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.services.importing.cells import WORDS, Cell, UnreadableError, text

BIRTHS = range(1920, 2020)
"""Anybody born outside these is a slip of the keyboard."""


class Amount(NamedTuple):
    """How many; `approximate` where the cell says that it is so many roughly."""

    value: int
    approximate: bool


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ROUGHLY = WORDS["roughly"]
_AMOUNT = re.compile(
    rf"(?P<before>{_any_of(_ROUGHLY['before'])})?\s?(?P<digits>\d{{1,6}})"
    rf"\s?(?P<after>{_any_of(_ROUGHLY['after'])})?\s?(?:{_any_of(WORDS['units']['amount'])})?"
    rf"(?P<last>{_any_of(_ROUGHLY['after'])})?",
    re.IGNORECASE,
)
_HOURS = re.compile(rf"(\d{{1,3}}(?:\.\d)?)\s?(?:{_any_of(WORDS['units']['hours'])})?", re.IGNORECASE)


def year(cell: Cell) -> int | None:
    """A calendar year: `2024`, `2024年`."""
    written = text(cell)
    if not written:
        return None
    found = re.fullmatch(r"((?:19|20)\d\d)\s?年?度?", written)
    if not found:
        raise UnreadableError("year", written)
    return int(found[1])


def count(cell: Cell) -> int | None:
    """A number of people: `1,200`, `300人`."""
    written = text(cell)
    if not written:
        return None
    digits = _without_commas(written).rstrip("人名 ")
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        raise UnreadableError("count", written)
    return int(digits)


def amount(cell: Cell) -> Amount | None:
    """How many, of people, sessions or cases: `约300`, `300余人`. None of something is as good as unsaid."""
    written = text(cell)
    if not written:
        return None
    found = _AMOUNT.fullmatch(_without_commas(written))
    if not found:
        raise UnreadableError("amount", written)
    roughly = bool(found["before"] or found["after"] or found["last"])
    return Amount(int(found["digits"]), roughly) if int(found["digits"]) else None


def hours(cell: Cell) -> float | None:
    """Class hours, by halves and tenths: `1.5`, `2课时`."""
    written = text(round(cell, 6) if isinstance(cell, float) else cell)
    if not written:
        return None
    found = _HOURS.fullmatch(written)
    if not found:
        raise UnreadableError("hours", written)
    return float(found[1]) or None


def born(cell: Cell) -> int | None:
    """A year of birth: `1968`, `1968年`."""
    written = text(cell)
    if not written:
        return None
    digits = written.removesuffix("年").strip()
    if not re.fullmatch(r"[0-9]{4}", digits) or int(digits) not in BIRTHS:
        raise UnreadableError("born", written)
    return int(digits)


def telegram_id(cell: Cell) -> int | None:
    """A Telegram user id: at most 52 significant bits (Bot API, `User.id`)."""
    written = text(cell)
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,16}", written) or not 0 < int(written) < 2**52:
        raise UnreadableError("telegram_id", written)
    return int(written)


def _without_commas(written: str) -> str:
    return written.replace(",", "").replace("，", "")

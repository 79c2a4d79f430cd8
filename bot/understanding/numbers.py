"""Numbers as people write them: 345, 1,050, 1.2万, 三百五, 两百四十来, 百余, 小三百, 三四百."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇一二两三四五六七八九十百千万廿卅"

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_BEFORE = r"不到|不足|将近|接近|超过|近|约|大约|大概|差不多|估计|小|超|逾|上|好|大|至少|约有|有近|大几|好几|more than|over|about|around|nearly|almost|some|roughly|approx\.?|approximately|~|≈"
_AFTER = r"余|多|来|几|左右|上下|许|\+|有余|出头|把|or so|plus"
NUMBER = re.compile(
    rf"(?P<before>{_BEFORE})? ?"
    rf"(?:(?P<range>(?:\d+|[{_NUMERAL}]+)(?:多|来)?(?:-|~|到|至)(?:\d+|[{_NUMERAL}]+)(?![.\d]))"
    rf"|(?P<vague>(?:[数几]|若干)[十百千万]+|hundreds|dozens|scores|thousands)"
    rf"|(?P<number>(?:{_ARABIC}) ?[百千万](?![{_NUMERAL}])|(?:{_ARABIC})|[{_NUMERAL}]+|半(?=课时|个课时|节)"
    rf"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred|half a)\b|\b(?:an?|1)(?= (?:canteen|contract|legal|call|session|talk|lecture)))"
    rf"(?P<after>{_AFTER})?)"
)
_ENGLISH: dict[str, float] = {w: i + 1 for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
_ENGLISH |= {"twelve": 12, "twenty": 20, "a hundred": 100, "half a": 0.5, "a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; `value` is None for what names no figure (数百, 三四百, 200-300)."""

    start: int
    end: int
    value: float | None
    approximate: bool
    chinese: bool


def parse(numeral: str) -> float | None:
    """The value of a numeral; None where it is none, or names a range (三四百).

    >>> parse("三百五"), parse("一千二"), parse("1.2万"), parse("廿八"), parse("二〇二五")
    (350, 1200, 12000, 28, 2025)
    """
    if numeral in _ENGLISH:
        return _ENGLISH[numeral]
    if numeral[0].isdigit():
        scale = {"百": 100, "千": 1000, "万": 10000}.get(numeral[-1], 1)
        return _whole(float(numeral.rstrip("百千万 ").replace(",", "")) * scale)
    if numeral == "半":
        return 0.5
    if all(c in _DIGITS for c in numeral):
        return _plain_digits(numeral)
    return _compound(numeral)


def _plain_digits(numeral: str) -> int | None:
    if len(numeral) == 2 and _DIGITS[numeral[1]] == _DIGITS[numeral[0]] + 1 and "零" not in numeral:
        return None
    return int("".join(str(_DIGITS[c]) for c in numeral))


def _compound(numeral: str) -> int | None:
    total = section = digit = 0
    pending = last = 1
    seen = False
    for c in numeral.replace("廿", "二十").replace("卅", "三十"):
        if c in _DIGITS:
            if seen and digit:
                return None
            digit, seen = _DIGITS[c], True
            pending = 1 if c in "零〇" else last // 10 or 1
        elif c in _UNITS:
            last = _UNITS[c]
            section += (digit if seen else 1) * last
            digit, seen = 0, False
        else:
            total = (total + section + digit or 1) * 10000
            section = digit = 0
            last, seen = 10000, False
    tail = digit * pending if last > 10 and pending > 1 else digit
    return total + section + tail


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def find_numbers(text: str) -> list[Number]:
    """Every number of `text` in order, whatever it counts."""
    return [_number(match) for match in NUMBER.finditer(text)]


def _number(match: re.Match[str]) -> Number:
    before, after, numeral = match["before"], match["after"], match["number"]
    start = (
        match.start("range")
        if match["range"]
        else match.start("vague")
        if match["vague"]
        else match.start("number")
    )
    if numeral is None:
        return Number(start, match.end(), None, True, True)
    value = None if before in ("大几", "好几") or after == "几" else parse(numeral.strip())
    return Number(
        start, match.end(), value, before is not None or after is not None, not numeral[0].isdigit()
    )

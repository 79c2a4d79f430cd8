"""Numbers as people write them: 345, 1,050, 1.2万, 三百五, 两百四十来, 百余, 小三百, 三四百."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot import data

_WORDS = data.load("words/numbers")
_DIGITS = {digit: value for value, digits in enumerate(_WORDS["digits"]) for digit in digits}
_SCALES: dict[str, int] = _WORDS["scales"]
_SHORT: dict[str, str] = _WORDS["short"]
_ENGLISH: dict[str, float] = _WORDS["english"]
_ENGLISH |= {f"{word} hundred": value * 100 for word, value in list(_ENGLISH.items()) if 1 < value < 10}
_D, _S = f"[{''.join(_DIGITS)}]", f"[{''.join(c for c in _SCALES if not c.isascii())}{''.join(_SHORT)}]"
_NUMERAL = f"[{_D[1:-1]}{_S[1:]}"
_SCALED = f"{_D}?{_S}{{1,2}}"
_ONE = "一[个班场批]"
_NEXT = "一二|二三|三四|四五|五六|六七|七八|八九"
_WELL_FORMED = (
    rf"(?P<stumble>{_D}[百千]{_D}?)(?=(?P=stumble))|"
    rf"(?<={_ONE})(?:{_SCALED}){{1,4}}(?={_ONE}{_D})|"
    rf"(?:{_SCALED}){{1,4}}(?:{_NEXT})(?=[个人名位号岁 ,。;、)\n]|$)|"
    rf"(?:{_SCALED}){{0,4}}(?![零〇]){_D}{{2}}{_S}{{1,2}}|(?:[零〇]?{_SCALED}){{1,5}}(?:[零〇]?{_D})?|{_D}{{1,9}}"
)
"""A range (四十五六个, 三四百, 三百五六十), a number with scales, or digits; 二百六一场 is 二百六 and 一场.

At first: a number said again at once (三百二三百二十来个); one of several told one by one (一个四十一个三十三
is 40 and 33)."""
_BIG = "".join(scale for scale, value in _SCALES.items() if value >= 100)


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; what several begin with is tried once."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None)
    branches = [re.escape(first) + _grouped(rest) for first, rest in rests.items()]
    return "|".join([*branches, ""] if ends and branches else branches)


def _grouped(rests: list[str]) -> str:
    """What may follow on a beginning, as one group."""
    followed = alternatives(rests)
    return f"(?:{followed})" if "|" in followed else followed


_ONES = alternatives([w for w, value in _ENGLISH.items() if value < 20 and len(w) > 2 and " " not in w])
_TENS = alternatives([word for word, value in _ENGLISH.items() if 20 <= value < 100])
_HUNDREDS = alternatives([word for word in _ENGLISH if word.endswith("hundred")])
_SPELLED = (
    rf"(?:{_HUNDREDS})(?:(?:[ ]and)?[ ](?:{_TENS})(?:[- ](?:{_ONES}))?|[ ]and[ ](?:{_ONES}))"
    rf"|(?:{_TENS})[- ](?:{_ONES})"
)
"""Numerals of several words: fifty-three, two hundred and ten."""
_WHOLE = rf"(?:(?<!\d)\d{{1,9}}|{_NUMERAL}{{1,9}})"
_LISTS = ("approximate_before", "vague_scaled", "vague")
_FIRST = {word[0] for name in _LISTS for word in _WORDS[name]} | {word[0] for word in _ENGLISH}
_BEFORE, _VAGUE = (
    re.escape("".join(sorted({word[0] for name in names for word in _WORDS[name]})))
    for names in (("approximate_before",), ("vague_scaled", "vague"))
)
"""With these words of a sort begin: a place where none of them stands is passed over."""
_FIRST |= {*_DIGITS, *_SCALES, *_SHORT, *"0123456789 "}
_NUMBER = re.compile(
    rf"""
    (?=[{re.escape("".join(sorted(_FIRST)))}])
    (?:(?=[{_BEFORE}])(?P<before>{alternatives(_WORDS["approximate_before"])}))?[ ]?
    (?: (?=\d)(?P<product>(?<!\d)\d{{1,3}}(?:个?班)?[ ]?[x×*][ ]?\d{{1,4}}(?![\d.]))
      | (?P<range>(?=[\d{_NUMERAL[1:]}){_WHOLE}[多来几]?(?:-|~|到|至)(?:\d{{1,9}}|{_NUMERAL}{{1,9}})(?![.\d])
          | (?<!from[ ])(?<!number[ ])(?<!ange[ ])(?<!rect[ ])\d{{2,4}}[ ](?:to|or)[ ]\d{{2,4}}(?=[ ][a-z])
          | between[ ]\d{{2,4}}[ ]and[ ]\d{{2,4}}(?=[ ][a-z]))
      | (?=[{_VAGUE}])(?P<vague>(?:{alternatives(_WORDS["vague_scaled"])})[{"".join(_SCALES)}]+
          | {alternatives(_WORDS["vague"])})
      | (?P<number>
            (?:(?<![加+])\d{{1,2}}(?:,\d{{3}})+(?!\d) | (?<!\d)\d{{1,9}}(?:\.\d{{1,3}})?(?!\d))
            (?:[{_BIG}]\d(?!\d)|[ ]?[{_BIG}](?!{_NUMERAL}|[a-z]))?
          | (?=[\d{_NUMERAL[1:]})(?:[\d{"".join(_DIGITS)}]{{1,3}}个半(?=个?课时|个?小时) | {_WELL_FORMED})
          | (?=[a-z])(?<![a-z])(?:{_SPELLED}|{alternatives(list(_ENGLISH))})(?![a-z])
        )
        (?P<after>[ ]?(?:{alternatives(_WORDS["approximate_after"])}|\+(?!\d)|(?<=[百千万十])把))?
    )
    """,
    re.VERBOSE,
)


class Number(NamedTuple):
    """A number in the text; `value` is None for what names no figure (数百, 三四百, 200-300)."""

    start: int
    end: int
    value: float | None
    approximate: bool = False
    begins: int = 0
    """Where it begins with the words that make it approximate (大概三百)."""


@lru_cache(maxsize=2000)
def parse(numeral: str) -> float | None:
    """The value of a numeral; None where it is none, or names a range (三四百).

    >>> parse("三百五"), parse("一千二"), parse("1.2万"), parse("廿八"), parse("二〇二五")
    (350, 1200, 12000, 28, 2025)
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0].isascii() and numeral[0].isalpha():
        return _ENGLISH[numeral] if numeral in _ENGLISH else _spelled(numeral)
    if numeral.endswith("个半"):
        return (parse(numeral[:-2]) or 0) + 0.5
    if numeral[0].isdigit() and numeral[-1].isdigit() and (scale := _SCALES.get(numeral[-2:-1], 0)):
        return _whole(float(numeral[:-2]) * scale + int(numeral[-1]) * scale // 10)
    if numeral[0].isdigit():
        digits = numeral.rstrip(_BIG + " ")
        return _whole(float(digits.replace(",", "")) * _SCALES.get(numeral[-1], 1))
    for short, long in _SHORT.items():
        numeral = numeral.replace(short, long)
    return _digits(numeral) if _DIGITS.keys() >= set(numeral) else _compound(numeral)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of `text` in order, whatever it counts."""
    return map(_number, _NUMBER.finditer(text))


def _number(match: re.Match[str]) -> Number:
    product, numeral, before, after = match.group("product", "number", "before", "after")
    if product:
        one, other = re.findall(r"\d+", product)
        return Number(match.start("product"), match.end(), int(one) * int(other), False, match.start())
    if numeral is None:
        return Number(
            match.start("range") if match["range"] else match.start("vague"), match.end(), None, True
        )
    vague = before in _WORDS["vague_before"] or (
        after == "几" and (numeral == "十" or numeral[-1] in _DIGITS)
    )
    return Number(
        match.start("number"),
        match.end(),
        None if vague else parse(numeral.strip()),
        before is not None or after is not None,
        match.start("before") if before else match.start("number"),
    )


def _spelled(numeral: str) -> float:
    """The value of a numeral of several words (two hundred and fifty-three)."""
    hundreds, _, rest = numeral.rpartition("hundred")
    words = [word for word in re.split("[ -]", rest) if word and word != "and"]
    return sum(_ENGLISH[word] for word in words) + (_ENGLISH[f"{hundreds}hundred"] if hundreds else 0)


def _digits(numeral: str) -> int | None:
    """Digits in a row are a year or a room (二〇二五, 三〇二); two alone are a range (三四人, 三五个)."""
    values = [_DIGITS[c] for c in numeral]
    if len(values) == 2:
        return None
    return int("".join(map(str, values)))


def _compound(numeral: str) -> int | None:
    """Digits and scales: 四百一十, 两千三百零六; a last digit stands for the next scale (三百五 = 350)."""
    total = section = 0
    digit: int | None = None
    scale, skipped = 1, False
    for character in numeral:
        if character in _DIGITS:
            if digit:
                return None
            digit, skipped = _DIGITS[character], _DIGITS[character] == 0
        else:
            scale = _SCALES[character]
            if scale == 10000:
                total, section = (total + section + (digit or 0) or 1) * scale, 0
            else:
                section += (1 if digit is None or skipped else digit) * scale
            digit = None
            skipped = False
    if digit is None:
        return total + section
    zeroed = "零" in numeral or "〇" in numeral
    return total + section + digit * (1 if zeroed or scale < 100 else scale // 10)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value

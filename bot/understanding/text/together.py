"""Whether 一起 counts a case (调解了一起, 一起打架赔偿) or means together (跟校长一起处理)."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives

_WORDS: dict[str, list[str]] = data.load("words/together")
_TOGETHER = "一起"
_NEAR = 14
"""Characters before it, or after it, that may tell which it is."""
_HANDLED = re.compile(
    rf"(?:{alternatives(_WORDS['handled'])})(?:{alternatives(_WORDS['particles'])}){{0,2}}[ ]?$"
)
_ABOUT = re.compile(rf"(?:{alternatives(_WORDS['about'])})$")
_NAMED = re.compile(rf"[^,。;\n]{{0,{_NEAR}}}?(?:{alternatives(_WORDS['named'])})")
_PARTNERS = re.compile(rf"(?:{alternatives(_WORDS['partners'])})[都也就]?$")
_WITH = re.compile(
    rf"(?:{alternatives(_WORDS['with'])})(?:(?!{alternatives(_WORDS['handled'][:12])})[^,。;\n 了]){{1,10}}$"
)
_ACTS = re.compile(alternatives(_WORDS["acts"]))
_ENDS = re.compile(r"[,。;! \n]|$")
_ALONE = re.compile(r"(?:^|[,。;: \n])$")


def together(text: str) -> list[Hit]:
    """The places of 一起 that count nothing."""
    if _TOGETHER not in text:
        return []
    return [Hit(*m.span(), "together") for m in re.finditer(_TOGETHER, text) if not _is_case(text, *m.span())]


def _is_case(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    ends = _ENDS.match(text, end) is not None
    if _PARTNERS.search(before):
        return False
    if _HANDLED.search(before):
        return True
    if ends and (_ABOUT.search(before) or _ALONE.search(before)):
        return True
    if _WITH.search(before) or _ACTS.match(text, end):
        return False
    return _NAMED.match(text, end) is not None

"""Questions of how the assistant is used, whatever is to be done with it: 怎样导出登记表, 这样发可以不."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/manual")
_ACT = alternatives(_WORDS["acts"])
_HOW = re.compile(rf"(?:{alternatives(_WORDS['how'])})(?:才能|可以|能|去|来|把[^,。?]{{1,8}})?(?:{_ACT})")
_FIRST = re.compile(rf"(?:[\W_]|{alternatives(_WORDS['asking'])})*+(?:{_HOW.pattern})")
_MAY = re.compile(
    rf"(?:{alternatives(_WORDS['ways'])})(?:{_ACT})?(?:就)?(?:可以|行|能行|得行|要得|成|中)(?:不|吗|么|否|不行|嘛)"
    rf"|(?:在这里?儿?|这里|这儿|这边|在哪里?儿?)(?:{_ACT})(?:吗|么|不|[?]|$)"
    rf"|(?:要|用|需要|得)(?:不[要用])?(?:{_ACT})[^,。?]{{0,8}}(?:吗|么|不|[?]|$)"
)
_WHICH = re.compile(rf"[该要应]+(?:{_ACT})(?:哪|什么|啥)|[该要应]分?[一两几][条次]")
"""Which field is to be filled in (课时和场次有什么区别,我该填哪个)."""


def asks_how_to_use(text: str, asked: bool) -> bool:
    """Whether a text asks how or where something is entered, or, where it is `asked`, if it may be."""
    return (
        _HOW.search(text) is not None
        or _WHICH.search(text) is not None
        or (asked and _MAY.search(text) is not None)
    )


def begins_with_how(text: str) -> bool:
    """Whether a text begins by asking how an entry is changed or taken back (怎么把昨天那条删了)."""
    return _FIRST.match(text) is not None

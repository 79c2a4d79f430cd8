"""The text as the grammars see it: one width, one case, one script, and as long as the original.

Every character becomes exactly one character, so a span in the normalised text is the same span in what the
person wrote, and no map of offsets is needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from bot import data

_SCRIPTS = data.load("words/traditional")
_SIMPLIFIED = dict(zip(_SCRIPTS["traditional"], _SCRIPTS["simplified"], strict=True))
_DIALECT: dict[str, Any] = data.load("words/cantonese")
_SAME: dict[str, str] = {
    "〜": "~",
    "～": "~",
    "—": "-",
    "–": "-",
    "−": "-",
    "・": "·",
    "•": "·",
    "○": "〇",
    **dict(zip("壹贰貳叁參肆柒捌玖佰仟", "一二二三三四七八九百千", strict=True)),
    "﹑": "、",
    "。": "。",
    "．": ".",
    "’": "'",
    "‘": "'",
    "＇": "'",
    **dict(zip(_DIALECT["cantonese"], _DIALECT["mandarin"], strict=True)),
}
_LINE = {"\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"}


@cache
def _plain(character: str) -> str:
    if character in _LINE:
        return "\n"
    if character in _SAME:
        return _SAME[character]
    if "①" <= character <= "⑳":
        return "\n"
    folded = unicodedata.normalize("NFKC", character)
    folded = folded.lower() if len(folded.lower()) == 1 else character
    folded = _SIMPLIFIED.get(folded, folded)
    return (
        folded
        if folded.isalnum()
        or (unicodedata.category(folded)[0] in "PS" and ord(folded) < 0x2000)
        or folded in _KEPT
        else " "
    )


_KEPT = frozenset("。、《》「」『』【】〈〉“”…‘’≈→\n")
_CHANGED = re.compile(rf"[^\n -@\[-~一-龥]|[{''.join(sorted({*_SIMPLIFIED, *_SAME}))}]")
"""The characters that may be written otherwise: few of a message, most of which is passed over by this."""
_CANTONESE = frozenset(_DIALECT["cantonese"])
_BESIDE: dict[str, str] = _DIALECT["beside"]
_COPULA = re.compile(r"(?<![联关体派维院直母父])系(?![统列主着好上紧鞋安里的])|仲(?![裁介夏秋冬春])")
"""系 and 仲 where they are no part of a Mandarin word (系两场唔系一场, but 联系, 系红领巾, 仲裁)."""

_NEXT_LINE = re.compile(r"(?<= )/(?= (?:\d{1,2}(?:月|[./]\d|[日号])|周|星期|礼拜))")
"""Between the entries of a list, each with its day (3月2日 一小 / 3月3日 二小)."""


def normalise(text: str) -> str:
    """`text` in simplified characters, half width, lower case; marks and emoji as spaces; equally long.

    Cantonese words are written as in Mandarin: 寻日喺二小讲咗禁毒 as 寻日在二小讲了禁毒.
    """
    plain = _CHANGED.sub(lambda match: _plain(match[0]), text)
    if " / " in plain:
        plain = _NEXT_LINE.sub("\n", plain)
    if ("系" in plain or "仲" in plain) and not _CANTONESE.isdisjoint(text):
        return _COPULA.sub(lambda match: _BESIDE[match[0]], plain)
    return plain

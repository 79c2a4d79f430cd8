"""All but some who were away (八年级402人,除运动队17人外出训练,其余都来了)."""

from __future__ import annotations

import re

from bot.understanding.counts.amount import Amount
from bot.understanding.text.numbers import parse

_REST = ("其余", "其他", "其它", "剩下", "余下", "剩余", "别的")
_FIGURE = r"\d{1,5}|[一二两三四五六七八九十百千零〇]{1,9}"
_ALL_BUT = re.compile(
    rf"(?P<all>{_FIGURE})[名个]?(?:学生|师生|人|孩子)?[,。;、 (]{{1,2}}"
    rf"[^,。;\n]{{0,10}}?(?P<away>{_FIGURE})[人名个位][^,。;\n]{{0,14}}[,。;、 )]{{1,2}}"
    rf"(?:{'|'.join(_REST)})(?:的|人|同学|学生|师生|孩子|家长|老师|下)*(?:都|全|均)"
)


def all_but(masked: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, with those who were there where it is told who was away, and that the rest came."""
    some_away = "其" in masked or "剩" in masked or "余" in masked or "别的" in masked
    match = _ALL_BUT.search(masked) if some_away else None
    if not match:
        return amounts
    came = (parse(match["all"]) or 0) - (parse(match["away"]) or 0)
    if came <= 0:
        return amounts
    rest = [a for a in amounts if not match.start("all") <= a.start < match.end()]
    return sorted([*rest, Amount(match.start("all"), match.end("away"), "audience", came, unit="人")])

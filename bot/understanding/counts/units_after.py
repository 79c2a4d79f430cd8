"""The unit that follows a number, as patterns."""

from __future__ import annotations

import re

from bot.understanding.counts.fields import FIELD
from bot.understanding.counts.hints import PEOPLE, UNITS
from bot.understanding.text.noise import BLOT, LATIN_BLOT
from bot.understanding.text.numbers import alternatives

_ANY_UNIT = alternatives(list(FIELD))
_GROUPS = alternatives(sorted({*UNITS["unit"]["audience"]} & {*PEOPLE["audience"]}))
_LOOSE = [
    unit
    for unit, field in FIELD.items()
    if len(unit) > 1 or (unit != "案" and field not in ("other", "schools"))
]
"""Units that may stand after a space, whatever follows; the others only alone (240 案由 counts no cases)."""
_SPACED_UNIT = f"{alternatives(_LOOSE)}|(?:{alternatives(sorted({*FIELD} - {*_LOOSE}))})(?![一-龥a-z])"
_CAME_BACK = "回(?:来(?![访电函信])|到(?!校)|家(?!访)|校(?!长)|所|单位|局里|程)"
_NO_UNIT = f"[人次件份篇场]数|台[上下]|{_CAME_BACK}|分[两二三四五]|(?:{_GROUPS})[0-9一二两三四五六七八九十]"
"""What follows is of the next number (365 分两场, 学生二百四老师十二), or of coming back (120 回来写)."""
_WHO_STAYED_AWAY = f"[一-龥]{{1,3}}(?:{alternatives(UNITS['absent'])})"
UNIT = re.compile(
    rf"""
    (?:[ ]?(?!\+[一-龥]{{1,4}}[0-9])(?P<approximate>{alternatives(UNITS["approximate"])}))?
    (?:(?!{_NO_UNIT})(?P<unit>{_ANY_UNIT})
        |[ ](?!{_NO_UNIT}|{_WHO_STAYED_AWAY}|(?:{_ANY_UNIT})(?::|(?<![a-z])[ ]\d))(?P<spaced>{_SPACED_UNIT}))?
    (?P<late>{alternatives(UNITS["approximate_late"])}|\+(?![一-龥\d]))?
    """,
    re.VERBOSE,
)
PAIR = tuple("俩仨")
"""Numerals that hold their measure word (俩合同)."""
OF_PAIR = re.compile(
    f"{alternatives([u[1:] for u in FIELD if u.startswith('个') and u[1:]])}|(?={BLOT}|[,。;、 \n]|$)"
)
LISTED = re.compile("(?:、(?:[0-9]{1,3}|[一二两三四五六七八九十百]{1,5})){1,20}(?P<unit>[篇份件起]|人次)")
"""After a number: others of the same, with their unit (十二、二十、九篇)."""
ENGLISH_UNIT = re.compile(
    rf"(?: (?:[a-z{LATIN_BLOT}-]+|[一-龥{BLOT}]{{1,4}})){{1,3}} "
    rf"(?P<unit>{alternatives(UNITS['after_adjectives'])})\b"
)

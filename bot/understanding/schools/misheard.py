"""Schools' names that a telephone wrote down by sound: 四钟 is 四中, 城关三晓 城关三小, 名达实验 明达实验."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.understanding.schools.directory import Directory, Spelling
from bot.understanding.schools.spellings import WORDS
from bot.understanding.schools.whole import whole

_MOST = 20
"""Words looked at in one message."""
_LONGEST = 6
"""Characters of a short name."""
_MEANT = {sound: ending for ending, sounds in WORDS["homophones"].items() for sound in sounds}
_MISHEARD = re.compile(
    rf"[{''.join(_MEANT)}]"
    r"(?=$|[ ,。;:、\n]|[讲给防]|来了|学生|师生|[初高][一二三]|[一-龥]年级|禁毒|反诈|宪法)"
)
_BEFORE, _AFTER_DAYS = "到去在给进从对为", "天日号晚"
"""Just before such a name; an hour may stand after a day too (昨天四钟)."""
_HOUR = "钟"


def find_misheard(text: str, directory: Directory) -> Iterator[Spelling]:
    """Where a known short name is written with another character of the same sound at its end; or a long one.

    It stands by itself: it is no part of a longer word (揭晓), and no hour (下午四钟).
    """
    for match in islice(_MISHEARD.finditer(text), _MOST):
        end, near = match.end(), max(0, match.end() - _LONGEST)
        written = text[: match.start()] + _MEANT[match[0]] + text[end:]
        for spelling in directory.spelled(written[near:end]):
            moved = spelling._replace(start=near + spelling.start, end=near + spelling.end)
            own = moved.end == end and not moved.stem and _begins(text, moved.start, match[0])
            if own and whole(written, moved, frozenset()):
                yield moved
    yield from (s for s in directory.heard(text) if _begins(text, s.start, ""))


def _begins(text: str, start: int, sound: str) -> bool:
    before = text[start - 1 : start] if start else ""
    return not before.isalnum() or before in _BEFORE or (sound != _HOUR and before in _AFTER_DAYS)

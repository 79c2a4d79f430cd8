"""Known names that are only the end of a longer one: misspelt, or nobody's."""

from __future__ import annotations

import re

from bot.understanding.schools.directory import Directory, Spelling
from bot.understanding.schools.spellings import WORDS

_FURTHER = 2
"""Characters before a known name that may make it another, longer one."""
_ANOTHER = re.compile(r"(?:^|[^一-龥a-z\d]|[在到去给为于])[新东西南北]$|(?<![全本各我])[市省州]$")
"""Before a known name these make it another school's (在新河口小学)."""


def longer(text: str, known: Spelling, directory: Directory, free: bytearray) -> tuple[Spelling, str] | None:
    """The longer name that ends with a known one, with the schools that it may mean, and why (`Named.why`).

    It is another school's, misspelt (霜河口小学 is 双河口小学), or perhaps one that nobody knows: then the
    known one is likeliest, but not sure.
    """
    for left in range(known.start - 1, max(-1, known.start - 1 - _FURTHER), -1):
        if not (free[left] and text[left].isalpha()) or text[left] in WORDS["before_names"]:
            break
        if schools := directory.alike(text[left : known.end]):
            doubt = known.schools if _surname(text, left) else ()
            return Spelling(left, known.end, (*schools, *doubt), stem=False), "typo"
    if _ANOTHER.search(text, max(0, known.start - 2), known.start) and not _own(text, known, directory):
        return Spelling(known.start - 1, known.end, known.schools, stem=False), "part"
    return None


def _own(text: str, known: Spelling, directory: Directory) -> bool:
    """Whether the character before a short name is in the school's whole name (市六小: 瑶河市第六小学).

    Or ends the name of the district's own town, with which another school's name begins (瑶河市第六小学).
    """
    before = text[known.start - 1]
    if before not in "市省州县区":
        return False
    named = all(before in school.name for school in known.schools)
    return named or any(directory.lies_in(text[max(0, known.start - n) : known.start]) for n in (3, 4))


def _surname(text: str, place: int) -> bool:
    """Whether a character may be a colleague's name (小张河口小学)."""
    return text[place] in WORDS["surnames"] and text[place - 1 : place] in ("小", "老")

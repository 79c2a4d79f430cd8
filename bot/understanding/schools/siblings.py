"""Schools named by no more than what tells them from others of their place: 小学, 中学, 西校区."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.records import School
from bot.understanding.schools.directory import Directory, Spelling
from bot.understanding.schools.named import Named
from bot.understanding.schools.spellings import WORDS, spellings_of
from bot.understanding.text.numbers import alternatives

_MOST = 12
"""More than this in one message count pupils, and name no schools."""
_NAMES = ["小学", "中学", "初中", "高中", "幼儿园", *WORDS["campuses"]]
_BEGINS = "".join(sorted({name[0] for name in _NAMES}))
_LAST = re.compile(rf"(?:{alternatives(_NAMES)})$")
_KINDS = {"小学": ("小学",), "中学": ("初中", "高中", "完全中学"), "初中": ("初中",), "高中": ("高中",)}
_SIBLING = re.compile(
    rf"(?=[{_BEGINS}])(?:(?<![^\W_])|(?<=[去到在给又再])|(?<=[上下中]午)|(?<=\d)|(?<=\W[先后和]))"
    rf"(?P<which>{alternatives(_NAMES)})(?P<there>(?:[那这]边|里)?)"
    r"(?=$|\W|[讲上开做来有去到防反禁各和下也还都]|的?[\d一二三四五六七八九两]|小朋友|学生|孩子|家长|老师|师生)"
)


def find_siblings(
    text: str, spellings: Sequence[Spelling], directory: Directory, free: bytearray
) -> Iterator[Named]:
    """The schools of a place, or campuses, that are named without it after it was named.

    去罗坊埠 小学讲交通 中学讲反诈; 上午龙洲小学 下午中学; 实小东校区200人 西校区190人.

    Args:
        text: the text, normalised.
        spellings: the names of schools, and the beginnings that several share, where they stand.
        directory: the schools that may be meant.
        free: whether each place of the text is part of no name so far.
    """
    matches = list(islice(_SIBLING.finditer(text), _MOST)) if spellings else []
    if not matches:
        return
    places = [s for s in spellings if s.stem and all(free[s.start : s.end])]
    named = [s for s in spellings if not s.stem and _LAST.search(text, s.start, s.end)]
    last = 0
    for match in matches:
        since = {p.schools for p in places if last <= p.start < match.start()}
        last = match.end()
        if len(since) > 1:
            return  # 去龙洲和泉交河,小学讲防溺水 may be either's
        before = max((p for p in (*places, *named) if p.end < match.start()), default=None, key=_end)
        if before is None or any(text[place.end : match.start()] == " " for place in places):
            continue
        meant = (
            _of_place(before.schools, match["which"])
            if before.stem
            else _beside(text[before.start : before.end], match["which"], directory)
        )
        meant = meant if len(meant) == 1 else _among(spellings, match["which"])
        if len(meant) == 1:
            yield Named(match.start(), match.end("which"), tuple(meant), "short")


def _end(spelling: Spelling) -> int:
    return spelling.end


def _among(spellings: Sequence[Spelling], which: str) -> list[School]:
    """The schools of this level among those that the message names, if it names others too."""
    named = {school for s in spellings if not s.stem and len(s.schools) == 1 for school in s.schools}
    return _of_place(named, which) if len(named) > 1 else []


def _of_place(schools: Iterable[School], which: str) -> list[School]:
    """Those of a place's schools that are of this level, or of this campus."""
    return [s for s in schools if s.kind in _KINDS.get(which, (which,)) or _ends(s, which)]


def _ends(school: School, which: str) -> bool:
    return any(spelling.endswith(which) for spelling in spellings_of(school))


def _beside(known: str, which: str, directory: Directory) -> list[School]:
    """The school whose name differs only so from one that was named (西校区 beside 实小东校区)."""
    name = _LAST.sub("", known) + which
    whole = (s for s in directory.spelled(name) if not s.stem and s.start == 0 and s.end == len(name))
    return [school for spelling in whole for school in spelling.schools]

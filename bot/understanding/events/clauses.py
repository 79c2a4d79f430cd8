"""Clauses: stretches of text between two separators, each with what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.understanding.counts.amount import Amount
from bot.understanding.days.day import Day
from bot.understanding.schools.named import Named
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.spans import Span

STRONG = frozenset(";。!?\n.…")
"""Separators at which a sentence or a line ends."""
_STRENGTH = {sign: strength for strength, sign in enumerate(" 、+/|(),:-.;。…!?\n")} | {"": 0}
_LATIN = r"a-z0-9\x01"
_SEPARATOR = re.compile(
    rf"(?=[,;。!?\n、:+|()… ./-])(?:[,;。!?\n、:+|()…]|(?<![{_LATIN}.,:'-])[ ]+|[ ]+(?![{_LATIN}(&])"
    r"|\.(?=[ ]|$)|[ ]+(?=-[ ])|(?<=[^a-z])/|-{2,})"
)
_MEANT = "|".join(
    f"{word}(?:是|要|想|准备|打算|安排)?讲"
    for word in ("说是", "说好", "本来", "原本", "本想", "本打算", "原计划", "计划", "原定")
)
_DENIAL = re.compile(
    rf"(?:原定|{_MEANT}|不是(?<![哦啊嗯呃噢诶]不是)|不是我们?|(?<!算)不算|并非|而非|no|not|without"
    r"|(?:没有?|未|不|木有|冇|(?<!三)无)(?:请|让|人|我|谁|再|另外?|额外|专门|单独|安排|组织|举办|设|进校园|进校|给|学生|娃娃?|孩子们?|大家|作|做){0,3})"
    r"(?:出去|外出|出门|上台|登台|去|再|给|[讲上开办搞做][成过]|讲|讲的|在|开|办|搞|上|做|作)?[ ]?$"
)
BARE_DENIALS = ("不是", "不", "错了", "no")
"""A clause that says no more takes back what was said before it (二百三 不 二百零三)."""
_DENIES = frozenset("没未不木冇无并而原说本计nw")
"""With one of these a denial begins."""
_DENIAL_LENGTH = 10
"""No denial is longer: that far back one is sought."""
FAR = 20
"""So many clauses before one, and after it, may change its sense; of a longer message the rest does not."""
_PREFACE = frozenset(
    {"done", "writing", "content", "apart", "spread", "praise", "asking", "motion", "pupils"}
)


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch of text between two separators, and what was found in it, in order."""

    start: int
    end: int
    text: str
    mark: str
    """The strongest separator before it; empty at the beginning."""
    days: list[Day] = field(default_factory=list, init=False)
    schools: list[Named] = field(default_factory=list, init=False)
    amounts: list[Amount] = field(default_factory=list, init=False)
    grades: list[Hit] = field(default_factory=list, init=False)
    dayparts: list[Hit] = field(default_factory=list, init=False)
    topics: list[Hit] = field(default_factory=list, init=False)
    words: dict[str, list[Hit]] = field(default_factory=dict, init=False)
    """The other words of the data files, by group."""

    def has(self, group: str) -> bool:
        """Whether a word of the group stands in the clause."""
        return group in self.words

    def has_any(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in the clause."""
        return not self.words.keys().isdisjoint(groups)

    @property
    def day(self) -> Day | None:
        """The day it says: an exact one before a vague one, the first before the second."""
        for day in self.days:
            if day.day:
                return day
        return self.days[0] if self.days else None

    @property
    def told_days(self) -> list[Day]:
        """Its days, but for 刚才 in 刚才那条 and 刚刚 in 刚刚发的: they say when an entry was sent."""
        pointing = {hit.start for hit in self.words.get("refer", ())}
        return [day for day in self.days if pointing.isdisjoint((day.start, day.start + 1))]

    @property
    def idle(self) -> bool:
        """Whether nothing was found in it."""
        return not (
            self.words
            or self.days
            or self.schools
            or self.amounts
            or self.topics
            or self.grades
            or self.dayparts
        )

    @property
    def prefaces(self) -> bool:
        """Whether it only says that something is being entered (登记一下:…)."""
        told = self.days or self.schools or self.amounts or self.topics or self.grades or self.dayparts
        return not told and self.words.keys() <= _PREFACE

    @property
    def idles(self) -> bool:
        """Whether it only says of a day that nothing came of it."""
        told = self.schools or self.amounts or self.topics or self.has("kind")
        return bool(self.day and self.day.day and self.has_any("unheld", "undone") and not told)

    def counted(self, *fields: str) -> list[Amount]:
        """The amounts of these fields."""
        return [a for a in self.amounts if a.field in fields]

    def denied(self, place: int) -> bool:
        """Whether the words just before a place deny it (没讲课, 不是禁毒, no lecture)."""
        end = place - self.start
        start = max(0, end - _DENIAL_LENGTH)
        if end <= 0 or _DENIES.isdisjoint(self.text[start:end]):
            return False
        return _DENIAL.search(self.text, start, end) is not None

    def ends_with(self, *ends: int) -> bool:
        """Whether nothing but a joining word follows the last of these places."""
        return bool(ends) and not self.text[max(ends) - self.start :].strip("、和与及跟 ")


def signs_of(clauses: Sequence[Clause]) -> set[str]:
    """The groups of words that stand in some clauses, and why their days are what they are."""
    signs: set[str] = set()
    for clause in clauses:
        signs.update(clause.words)
        for day in clause.days:
            signs.add(day.why)
    return signs


def beginning(text: str, most: int, longest: int) -> str:
    """As much of a text as holds no more than `most` separators and `longest` characters."""
    if len(text) <= most:
        return text
    marks = [mark.start() for mark in islice(_SEPARATOR.finditer(text, 0, longest), most + 1)]
    if len(marks) <= most and len(text) <= longest:
        return text
    return text[: marks[-1] if marks else longest]


def split(text: str, masked: str, turns: Iterable[int], entries: Iterable[Span] = ()) -> list[Clause]:
    """The clauses of `text`: cut at separators that `masked` still shows, at `turns` and marks of a list."""
    clauses: list[Clause] = []
    start, mark = 0, ""
    marks = [(*m.span(), m[0][0]) for m in _SEPARATOR.finditer(masked)]
    marks += [(place, place, ",") for place in turns]
    marks += [(entry.start, entry.end, "\n") for entry in entries]
    for left, right, sign in sorted(marks):
        if masked[start:left].strip():
            clauses.append(Clause(start, left, text[start:left], mark))
            mark = ""
        mark = sign if _STRENGTH[sign] > _STRENGTH[mark] else mark
        start = right
    if text[start:].strip() or not clauses:
        clauses.append(Clause(start, len(text), text[start:], mark))
    return clauses


def telling(clauses: list[Clause]) -> list[Clause]:
    """The clauses in which something was found; the stop before an idle one stands before the next."""
    kept: list[Clause] = []
    mark = ""
    for clause in clauses:
        mark = clause.mark if _STRENGTH[clause.mark] > _STRENGTH[mark] else mark
        if not clause.idle or (kept and clause.text.strip() in BARE_DENIALS):
            clause.mark, mark = mark, ""
            kept.append(clause)
    return kept or clauses[:1]

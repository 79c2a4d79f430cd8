"""The text cut into clauses, each with what the grammars found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot import data
from bot.understanding.amounts import Amount, find_amounts
from bot.understanding.dates import find_days
from bot.understanding.days import Day
from bot.understanding.lexicon import LEXICON, Hit
from bot.understanding.naming import Named, find_schools
from bot.understanding.numbers import alternatives
from bot.understanding.schools import Directory

_PARTS: dict[str, list[str]] = data.load("words/dayparts")["dayparts"]
_BLOT = "□"
_N = "一二三四五六七八九十两0-9"

_GRADES = re.compile(
    rf"[一二三四五六七八九1-9](?:[、,和与到至~-]?[一二三四五六七八九1-9])*(?:年级|年(?=[级段上下学]))"
    rf"|[初高][一二三](?![百千万十]|中|小)(?:[、和与到至]?[初高]?[一二三](?![百千万十人名个场堂次位点多]))*"
    rf"|(?<![最较])[大小][一二三](?=[班年、学])"
)
_NOISE = re.compile(
    rf"\d{{1,2}}:\d\d(?:[ ]?(?:-|~|到|至)[ ]?\d{{1,2}}:\d\d)?"
    rf"|[{_N}]{{1,3}}点(?:半|钟|多|整|[{_N}]{{1,3}}分?)?"
    rf"|\(?\d{{1,4}}\)?(?:班(?!级)|中队)|[一二三四五六七八九]\(?[{_N}]{{1,2}}\)?班"
    rf"|[{_N}]+(?:[-~到至][{_N}]+)?[ ]?周?岁|aged?[ ]\d+(?:[-~]\d+)?|no\.[ ]?\d+"
    rf"|(?:grades?|years?|forms?)[ ]\d+(?:(?:,|-|[ ]and[ ]|[ ]to[ ]|&)+[ ]?\d+)*"
    rf"|\bg\d+(?:-g?\d+)?"
    rf"|第[{_N}]+[届期批次个场节堂课轮季条章页]|(?<!\d)1[3-9]\d{{9}}(?!\d)"
    rf"|(?:^|(?<=\n))[ ]*(?:\d{{1,2}}(?:[、)]|\.(?!\d))|\(\d{{1,2}}\)|[一二三四五六七八九十]{{1,2}}、)"
    rf"|一(?:下|些|起|直|定|样|边|般|路|致|旦|并|同|个个|家|次性|线|体)|统一|万一|之一|第一课|唯一|一盔一带|六不准"
)
_SEPARATOR = re.compile(
    r"[,;。!?\n、:+|()…]|(?<![a-z0-9.,:'-])[ ]+|[ ]+(?![a-z0-9(&])|\.(?=[ ]|$)|[ ]+(?=-[ ])|(?<=[^a-z])/|[-]{2,}"
)
STRONG = frozenset(";。!?\n.…")
_STRENGTH = " 、+/|(),:-.;。…!?\n"
_DAYPART = re.compile("|".join(f"(?P<{part}>{alternatives(words)})" for part, words in _PARTS.items()))


_DENIAL = re.compile(
    r"(?:没|没有|未|不是|并非|而非|不|没有?安排|没有?专门|没再|no|not|without)(?:去|再|给|讲|讲的|在)?[ ]?$"
)


@dataclass(slots=True)
class Clause:
    """A stretch of text between two separators, and what was found in it, in order."""

    start: int
    end: int
    text: str
    mark: str
    """The strongest separator before it; empty at the beginning."""
    days: list[Day] = field(default_factory=list)
    schools: list[Named] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    grades: list[Hit] = field(default_factory=list)
    dayparts: list[Hit] = field(default_factory=list)
    words: dict[str, list[Hit]] = field(default_factory=dict)

    def has(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in the clause."""
        return any(group in self.words for group in groups)

    @property
    def day(self) -> Day | None:
        """The day of the event, if the clause says one: an exact one before a vague one, the first before the second."""
        return next((d for d in self.days if d.day), self.days[0] if self.days else None)

    @property
    def topics(self) -> list[Hit]:
        """The topics said, and not those ruled out (不是禁毒)."""
        return [
            hit for hit in self.words.get("topic", ()) if hit.key != "none" and not self.denied(hit.start)
        ]

    def denied(self, place: int) -> bool:
        """Whether the words just before a place deny it (没讲课, 不是禁毒, no lecture)."""
        return _DENIAL.search(self.text, 0, max(0, place - self.start)) is not None

    def counted(self, *fields: str) -> list[Amount]:
        """The amounts of these fields."""
        return [a for a in self.amounts if a.field in fields]


def find_clauses(text: str, today: date, directory: Directory) -> list[Clause]:
    """The clauses of a normalised text. What one grammar has taken is blotted out for the next."""
    words = LEXICON.find(text)
    schools = find_schools(text, directory)
    masked = _blot(text, schools)
    days = find_days(masked, today)
    masked = _blot(masked, days)
    masked = _NOISE.sub(lambda match: _BLOT * len(match[0]), masked)
    grades = [Hit(*m.span(), m[0]) for m in _GRADES.finditer(masked)]
    masked = _blot(_blot(masked, grades), (hit for hit in words.get("topic", ()) if hit.key != "none"))
    amounts = find_amounts(masked)
    clauses = _split(text, _blot(masked, amounts))
    starts = [clause.start for clause in clauses]

    def clause_at(position: int) -> Clause:
        return clauses[max(0, bisect_right(starts, position) - 1)]

    for day in days:
        clause_at(day.start).days.append(day)
    for school in schools:
        clause_at(school.start).schools.append(school)
    for amount in amounts:
        clause_at(amount.start).amounts.append(amount)
    for grade in grades:
        clause_at(grade.start).grades.append(grade)
    for match in _DAYPART.finditer(text):
        clause_at(match.start()).dayparts.append(Hit(*match.span(), match.lastgroup or ""))
    inside = _Spans([*schools, *(d for d in days if d.why in ("theme", "frame", "year"))])
    told = _Spans(words.get("topic", ()))
    for group, hits in words.items():
        for hit in hits:
            if hit.start not in inside and not (group in ("kind", "event") and hit.start in told):
                clause_at(hit.start).words.setdefault(group, []).append(hit)
    return clauses


class _Spans:
    def __init__(self, spans: Iterable[Named | Day | Hit]) -> None:
        self._places = {place for span in spans for place in range(span.start, span.end)}

    def __contains__(self, place: int) -> bool:
        return place in self._places


def _blot(text: str, spans: Iterable[Named | Day | Hit | Amount]) -> str:
    characters: list[str] | None = None
    for span in spans:
        characters = characters or list(text)
        characters[span.start : span.end] = _BLOT * (span.end - span.start)
    return "".join(characters) if characters else text


def _split(text: str, masked: str) -> list[Clause]:
    clauses: list[Clause] = []
    start, mark = 0, ""
    for match in _SEPARATOR.finditer(masked):
        if masked[start : match.start()].strip():
            clauses.append(Clause(start, match.start(), text[start : match.start()], mark))
            mark = ""
        mark = max(mark, match[0].strip(" ")[:1] or " ", key=_STRENGTH.find)
        start = match.end()
    if text[start:].strip() or not clauses:
        clauses.append(Clause(start, len(text), text[start:], mark))
    return clauses

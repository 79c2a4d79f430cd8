"""Reading a message: the grammars' findings, clause by clause, bound into items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from bot.understanding.amounts import Amount, find_amounts
from bot.understanding.assembly import Event, bind
from bot.understanding.dates import Day, find_days
from bot.understanding.intent import decide
from bot.understanding.lexicon import LEXICON, Hit
from bot.understanding.result import Found, Understanding
from bot.understanding.schools import Directory, Named, find_schools
from bot.understanding.text import normalise

_GRADE = re.compile(
    r"(?P<list>(?:[一二三四五六七八九]|\d)(?:[、,和与~-]?(?:[一二三四五六七八九]|\d)){0,5})(?:年级|年)"
    r"|(?P<named>(?:初|高|大|小)[一二三四五六](?:[、和]?(?:初|高)?[一二三](?![百千十]))*)(?!中|小)"
)
_NOISE = re.compile(
    r"\d{1,2}[::]\d\d(?: ?(?:-|~|到|至) ?\d{1,2}[::]\d\d)?|[一二三四五六七八九十两\d]{1,3}点(?:半|钟|\d{1,2}分?|[一二三四五六七八九十]{1,3}分?)?"
    r"|\(?\d{1,4}\)?班(?!级)|[一二三四五六]\(?[一二三四五六七八九十\d]{1,2}\)?班|\d+[-~]\d+ ?岁|aged? \d+(?:[-~]\d+)?|no\. ?\d+"
    r"|grades? \d+(?:(?:,|-| and | to |&)+ ?\d+)*|years? \d+|第[一二三四五六七八九十\d]+[届期批次个场节堂课轮季]|1[3-9]\d{9}"
    r"|(?:^|(?<=\n))\s*(?:\d{1,2}[、.)](?!\d)|\(\d{1,2}\)|[一二三四五六七八九十]{1,2}、)"
)
_SEPARATOR = re.compile(r"[,。;!?\n、:+/→]|(?<![a-z0-9.,:-]) +| +(?![a-z0-9])|\. |\.$")
_DAYPART = re.compile(
    r"(?P<am>上午|早上|早晨|今早|一早|清晨|morning)|(?P<noon>中午|午间)|(?P<pm>下午|午后|afternoon)|(?P<eve>晚上|今晚|昨晚|傍晚|晚自习|夜里|evening|tonight)"
)


@dataclass(slots=True)
class Clause:
    """A stretch of text between two separators, and what was found in it."""

    start: int
    end: int
    text: str
    break_before: str
    days: list[Day] = field(default_factory=list)
    schools: list[Named] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    daypart: str = ""
    words: dict[str, list[Hit]] = field(default_factory=dict)

    def has(self, *groups: str) -> bool:
        return any(group in self.words for group in groups)


def read(text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Understanding:
    """What `text` reports, plans, changes or asks.

    Args:
        text: the message as written.
        sent_at: the moment of sending, aware.
        directory: the schools that may be meant.
        zone: the district's; days are reckoned in it.
    """
    plain = normalise(text)
    moment = sent_at.astimezone(zone)
    clauses = find_clauses(plain, moment, directory)
    events = bind(clauses)
    return decide(plain, clauses, events, moment)


def find_clauses(plain: str, moment: datetime, directory: Directory) -> list[Clause]:
    """The clauses of a normalised text with everything found in them."""
    words = LEXICON.find(plain)
    schools = find_schools(plain, directory)
    taken = bytearray(len(plain))
    _take(taken, ((s.start, s.end) for s in schools))
    days = [d for d in find_days(plain, moment.date()) if not any(taken[d.start : d.end])]
    _take(taken, ((d.start, d.end) for d in days))
    _take(taken, (m.span() for m in _NOISE.finditer(plain)))
    grades = [m for m in _GRADE.finditer(plain) if not any(taken[m.start() : m.end()])]
    _take(taken, (m.span() for m in grades))
    _take(taken, ((h.start, h.end) for h in words.get("topic", ())))
    amounts = find_amounts(plain, taken)
    _take(taken, ((a.start, a.end) for a in amounts))
    clauses = _split(plain, taken)
    owner = _Owner(clauses)
    for day in days:
        owner.of(day.start).days.append(day)
    for school in schools:
        owner.of(school.start).schools.append(school)
    for amount in amounts:
        owner.of(amount.start).amounts.append(amount)
    for grade in grades:
        owner.of(grade.start()).grades.append(grade[0])
    for match in _DAYPART.finditer(plain):
        clause = owner.of(match.start())
        clause.daypart = clause.daypart or (match.lastgroup or "")
    inside = [(s.start, s.end) for s in schools] + [
        (d.start, d.end) for d in days if d.why == "frame" or d.day
    ]
    for group, hits in words.items():
        for hit in hits:
            if not any(a <= hit.start and hit.end <= b for a, b in inside):
                owner.of(hit.start).words.setdefault(group, []).append(hit)
    return clauses


def _take(taken: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)


def _split(plain: str, taken: bytearray) -> list[Clause]:
    clauses, start, mark = [], 0, ""
    for match in _SEPARATOR.finditer(plain):
        if any(taken[match.start() : match.end()]):
            continue
        if plain[start : match.start()].strip():
            clauses.append(Clause(start, match.start(), plain[start : match.start()], mark))
            mark = ""
        mark = _stronger(mark, match[0].strip(" ") or " ")
        start = match.end()
    if plain[start:].strip() or not clauses:
        clauses.append(Clause(start, len(plain), plain[start:], mark))
    return clauses


def _stronger(a: str, b: str) -> str:
    return max(a, b, key=lambda mark: " 、+/,:→;.。!?\n".find(mark))


class _Owner:
    def __init__(self, clauses: list[Clause]) -> None:
        self.clauses = clauses
        self.index = 0

    def of(self, position: int) -> Clause:
        if position < self.clauses[self.index].start:
            self.index = 0
        while self.index + 1 < len(self.clauses) and self.clauses[self.index + 1].start <= position:
            self.index += 1
        return self.clauses[self.index]


__all__ = ["Clause", "Event", "Found", "find_clauses", "read"]

"""The text cut into clauses, each with what the grammars found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
_BLOT, _LATIN_BLOT = "□", "\x01"
_N = "一二三四五六七八九十两0-9"

_GRADES = re.compile(
    rf"[一二三四五六七八九1-9](?:[、,.和与到至~-]?[一二三四五六七八九1-9]){{0,5}}(?:年级|年(?=[级段上下学]))"
    rf"|[初高][一二三](?![百千万十]|中|小)(?:[、和与到至]?[初高]?[一二三](?![百千万十人名个场堂次位点多]))*(?:年级)?"
    rf"|(?<![最较])[大小][一二三](?=[班年、学])"
)
_NOISE = re.compile(
    rf"\d{{1,2}}:\d\d(?:[ ]?(?:-|~|到|至)[ ]?\d{{1,2}}:\d\d)?"
    rf"|[{_N}]{{1,3}}点(?:半|钟|多|整|[{_N}]{{1,3}}分?)?"
    rf"|\(?\d{{1,4}}\)?(?:班(?!级)|中队)|[一二三四五六七八九]\(?[{_N}]{{1,2}}\)?班"
    rf"|[{_N}]{{1,3}}(?:[-~到至][{_N}]{{1,3}})?[ ]?周?岁|aged?[ ]\d+(?:[-~]\d+)?|no\.[ ]?\d+"
    rf"|(?:grades?|years?|forms?)[ ]\d+(?:(?:,|-|[ ]and[ ]|[ ]to[ ]|&)+[ ]?\d+)*"
    rf"|\bg\d+(?:-g?\d+)?"
    rf"|第[{_N}]{{1,4}}[届期批次个场节堂课轮季条章页]|(?<!\d)1[3-9]\d{{9}}(?!\d)"
    rf"|(?:^|(?<=\n))[ ]*(?:\d{{1,2}}(?:[、)]|\.(?!\d))|\(\d{{1,2}}\)|[一二三四五六七八九十]{{1,2}}、)"
    rf"|一(?:下|些|起(?!学生|家长|校园|打架|纠纷|欺凌|伤害|意外|案|劳动|校内)|直|定|样|边|般|路|致|旦|并|同|个个|家|次性|线|体)|统一|万一|之一|第一课|唯一|一盔一带|六不准"
)
_SEPARATOR = re.compile(
    r"[,;。!?\n、:+|()…]|(?<![a-z0-9.,:'\x01-])[ ]+|[ ]+(?![a-z0-9(&\x01])|\.(?=[ ]|$)|[ ]+(?=-[ ])|(?<=[^a-z])/|[-]{2,}"
)
_MOST_CLAUSES = 600
"""More clauses than these are no message to be recorded; the rest is not read."""
STRONG = frozenset(";。!?\n.…")
_STRENGTH = " 、+/|(),:-.;。…!?\n"
_DAYPART = re.compile("|".join(f"(?P<{part}>{alternatives(words)})" for part, words in _PARTS.items()))


_TOLD = ("lecture", "legal_matter", "consultation")
"""Words of these groups within a topic's phrase are what was told, not what was done (讲 in 学宪法讲宪法)."""
_SEASON = re.compile(r"(?:安全)?(?:宣传|教育|活动|主题|普法)*(?:周|月|季)(?![一二三四五六日天末])")
"""After a topic's phrase: a season that frames the event (宪法宣传周)."""
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|「[^」]*」|\"[^\"]*\"")
_MOODS = ("wh", "surely", "help", "plan", "withdraw", "unheld", "correct", "notice", "asking")
"""Words that say what a message is for, unless they stand in a title or a quotation."""
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
    topics: list[Hit] = field(default_factory=list)
    """The topics said, and not those ruled out (不是禁毒)."""

    def has(self, *groups: str) -> bool:
        """Whether a word of one of the groups stands in the clause."""
        return not self.words.keys().isdisjoint(groups)

    @property
    def day(self) -> Day | None:
        """The day of the event, if the clause says one: an exact one before a vague one, the first before the second."""
        return next((d for d in self.days if d.day), self.days[0] if self.days else None)

    def denied(self, place: int) -> bool:
        """Whether the words just before a place deny it (没讲课, 不是禁毒, no lecture)."""
        return _DENIAL.search(self.text, 0, max(0, place - self.start)) is not None

    def counted(self, *fields: str) -> list[Amount]:
        """The amounts of these fields."""
        return [a for a in self.amounts if a.field in fields]


def find_clauses(text: str, today: date, directory: Directory) -> list[Clause]:
    """The clauses of a normalised text. What one grammar has taken is blotted out for the next."""
    words = LEXICON.find(text)
    said = _Spans([*words.get("topic", ()), *(h for h in words.get("kind", ()) if h.end - h.start > 1)])
    schools = [
        n for n in find_schools(text, directory) if (n.school and not n.why) or not said.meet(n.start, n.end)
    ]
    schools = _settle(schools, text)
    masked = _blot(text, schools)
    days = find_days(masked, today)
    masked = _blot(masked, days)
    masked = _NOISE.sub(lambda match: _BLOT * len(match[0]), masked)
    grades = [Hit(*m.span(), m[0]) for m in _GRADES.finditer(masked)]
    masked = _blot(
        _blot(masked, grades),
        (
            hit
            for hit in words.get("topic", ())
            if hit.key != "none" and not text[hit.start].isascii() or text[hit.start].isdigit()
        ),
    )
    amounts = find_amounts(masked)
    parts = [Hit(*m.span(), m.lastgroup or "") for m in _DAYPART.finditer(text)]
    clauses = _split(text, _blot(_blot(masked, amounts), parts), _turns(schools, parts, words))
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
    for part in parts:
        clause_at(part.start).dayparts.append(part)
    inside = _Spans([*schools, *(d for d in days if d.why in ("theme", "frame", "year"))])
    quoted = {place for m in _QUOTED.finditer(text) for place in range(*m.span())}
    acted = _Spans(h for h in words.get("kind", ()) if h.key == "activity")
    told = _Spans(h for h in words.get("topic", ()) if h.key != "none")
    for group, hits in words.items():
        for hit in hits:
            if hit.key == "none" or hit.start in inside or (hit.key in _TOLD and hit.start in told):
                continue
            if (group == "topic" and _SEASON.match(text, hit.end)) or (
                group in _MOODS and hit.start in quoted
            ):
                continue
            if group == "court" and hit.start in acted:
                continue
            clause_at(hit.start).words.setdefault(group, []).append(hit)
    for clause in clauses:
        clause.topics = [hit for hit in clause.words.get("topic", ()) if not clause.denied(hit.start)]
    return _telling(clauses)


def _settle(named: list[Named], text: str) -> list[Named]:
    """Short names made sure by full ones: beside one (实验学校海韵校区), or anywhere in the message (城南 for 城南小学)."""
    full = [n for n in named if n.school and not n.why]
    if len(full) == len(named):
        return named
    starts, known = {n.start for n in full}, {n.school for n in full}
    settled = []
    for one in named:
        if one.school and not one.why:
            settled.append(one)
        elif one.end in starts or (text[one.end : one.end + 1] == "(" and one.end + 1 in starts):
            continue
        else:
            meant = [school for school in one.schools if school in known]
            settled.append(replace(one, schools=tuple(meant), why="short") if len(meant) == 1 else one)
    return settled


class _Spans:
    def __init__(self, spans: Iterable[Named | Day | Hit]) -> None:
        self._places = {place for span in spans for place in range(span.start, span.end)}

    def __contains__(self, place: int) -> bool:
        return place in self._places

    def meet(self, start: int, end: int) -> bool:
        return any(place in self._places for place in range(start, end))


def _blot(text: str, spans: Iterable[Named | Day | Hit | Amount]) -> str:
    characters: list[str] | None = None
    for span in spans:
        characters = characters or list(text)
        for place in range(span.start, span.end):
            characters[place] = _LATIN_BLOT if text[place].isascii() else _BLOT
    return "".join(characters) if characters else text


def _telling(clauses: list[Clause]) -> list[Clause]:
    """The clauses in which something was found; the stop before an idle one stands before the next."""
    telling: list[Clause] = []
    mark = ""
    for clause in clauses:
        mark = _stronger(mark, clause.mark)
        if (
            clause.words
            or clause.days
            or clause.schools
            or clause.amounts
            or clause.grades
            or clause.dayparts
        ):
            clause.mark, mark = mark, ""
            telling.append(clause)
    return telling[:_MOST_CLAUSES] or clauses[:1]


def _stronger(mark: str, sign: str) -> str:
    return sign if _STRENGTH.find(sign) > _STRENGTH.find(mark) else mark


def _turns(schools: list[Named], parts: list[Hit], words: dict[str, list[Hit]]) -> list[int]:
    """Where speech without pauses turns to another school: at 然后 or 下午 between two of them."""
    turns = []
    pivots = sorted(hit.start for hit in (*parts, *words.get("next", ())))
    for one, other in zip(schools, schools[1:], strict=False):
        between = [place for place in pivots if one.end <= place < other.start]
        if between and one.schools != other.schools:
            turns.append(between[-1] if len(between) == 1 else between[0])
    return turns


def _split(text: str, masked: str, turns: list[int]) -> list[Clause]:
    clauses: list[Clause] = []
    start, mark = 0, ""
    marks = [(m.start(), m.end(), m[0].strip(" ")[:1] or " ") for m in _SEPARATOR.finditer(masked)]
    for left, right, sign in sorted([*marks, *((place, place, ",") for place in turns)]):
        if masked[start:left].strip():
            clauses.append(Clause(start, left, text[start:left], mark))
            mark = ""
        mark = _stronger(mark, sign)
        start = right
    if text[start:].strip() or not clauses:
        clauses.append(Clause(start, len(text), text[start:], mark))
    return clauses

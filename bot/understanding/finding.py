"""All grammars over one text: what one has taken is blotted out for the next, and all goes to its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from bot import data
from bot.understanding.amounts import find_amounts, find_named_classes
from bot.understanding.clauses import Clause, split, telling
from bot.understanding.dates import find_days
from bot.understanding.lexicon import LEXICON, Hit
from bot.understanding.naming import Named, find_schools
from bot.understanding.noise import BLOT, GRADES, LATIN_BLOT, NOISE, ORDINAL
from bot.understanding.numbers import alternatives
from bot.understanding.schools import WORDS, Directory
from bot.understanding.surroundings import PEOPLE, UNITS

_PARTS: dict[str, list[str]] = data.load("words/dayparts")["dayparts"]
_DAYPART = re.compile("|".join(f"(?P<{part}>{alternatives(words)})" for part, words in _PARTS.items()))
_AFTER_TOPICS = frozenset(data.load("words/not_topics")["after_topics"])
_QUOTED = re.compile(r"《[^》]{0,60}》|“[^”]{0,60}”|「[^」]{0,60}」|\"[^\"]{0,60}\"")
_MOODS = ("wh", "surely", "help", "plan", "withdraw", "unheld", "correct", "notice", "asking")
"""Words that say what a message is for, unless they stand in a title or a quotation."""
_TOLD = ("lecture", "legal_matter", "consultation")
"""Words of these kinds within a topic's phrase are what was told, not what was done (讲 in 学宪法讲宪法)."""
_SEASON = re.compile(r"(?:安全)?(?:宣传|教育|活动|主题|普法)*(?:周|月|季)(?![一二三四五六日天末])")
"""After a topic's phrase: a season that frames the event (宪法宣传周)."""
_TO = re.compile(
    rf"(?:面向|[给为向对])(?P<who>[^,。;、\n给为向对讲]{{0,5}}?(?:{alternatives(PEOPLE['hearers'])}))"
)
_COUNTED = re.compile(r"等?[两二三四五六七八九十\d]+(?:所|个)?(?:中小学|学校|小学|中学|校)")
"""After the last name of a list: what is named are schools (育英、文澜两所学校)."""
_PAUSE = re.compile(r"[,;。\n]")
_GOING = re.compile(f"(?:{alternatives(PEOPLE['going'])})*")
"""What may stand between what was told and the next school."""
_COUNTS = re.compile(
    rf"(?<=\d)[ ]?(?:多|余|来)?(?:{alternatives(UNITS['unit']['audience'] + UNITS['unit']['person'])})"
)
"""After a topic's number (119): it is only a number."""

AFTER_STEMS: str = WORDS["after_stems"]


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find_clauses(text: str, today: date, directory: Directory) -> list[Clause]:
    """The clauses of a normalised text with all that was found in them."""
    words = LEXICON.find(text)
    topics = _topics(text, words)
    schools = _schools(text, directory, words, topics)
    masked = _blot(text, schools)
    days = find_days(masked, today)
    classes = find_named_classes(_blot(masked, days))
    masked = NOISE.sub(_blank, _blot(_blot(masked, days), classes))
    grades = [Hit(*match.span(), match[0]) for match in GRADES.finditer(masked)]
    masked = _blot(
        masked, [*grades, *(t for t in topics if not text[t.start].isascii() or text[t.start].isdigit())]
    )
    parts = [Hit(*match.span(), match.lastgroup or "") for match in _DAYPART.finditer(text)]
    masked = _blot(masked, parts)
    amounts = sorted([*classes, *find_amounts(masked)], key=lambda amount: amount.start)
    masked = _blot(masked, amounts)
    told = [amount.end for amount in amounts] + [topic.end for topic in topics]
    ended = {amount.end for amount in amounts if amount.field == "audience"} | {topic.end for topic in topics}
    # Speech has no commas: where heads or a topic were just said, a time begins the next sentence.
    times: list[_Span] = [*parts, *days]
    turns = [one.start for one in times if one.start in ended]
    hearers = words["hearers"] = _hearers(text, grades)
    turns += _turns_to(hearers, topics)
    turns += [hit.start for hit in words.get("including", ()) if hit.start in ended]
    clauses = split(text, masked, [*turns, *_turns(text, schools, [*parts, *words.get("next", ())], told)])
    put = _Places(clauses).put
    put("days", days)
    put("schools", schools)
    put("amounts", amounts)
    put("grades", grades)
    put("dayparts", parts)
    named = _places([*schools, *(d for d in days if d.why in ("theme", "frame", "year"))])
    _put_words(text, clauses, words, topics, named)
    return telling(clauses)


def _topics(text: str, words: dict[str, list[Hit]]) -> list[Hit]:
    """The topics named: no numbers that count (119人), nothing that only says how another was taught."""
    named = [hit for hit in words.pop("topic", ()) if hit.key != "none" and not _COUNTS.match(text, hit.end)]
    ends = {hit.end for hit in named}
    return [h for h in named if h.start not in ends or text[h.start : h.end] not in _AFTER_TOPICS]


def _put_words(
    text: str, clauses: list[Clause], words: dict[str, list[Hit]], topics: list[Hit], named: Container[int]
) -> None:
    places = _Places(clauses)
    for match in ORDINAL.finditer(text):
        places.at(match.start()).words.setdefault("ordinal", []).append(Hit(*match.span(), match[0]))
    for hit in topics:
        if hit.start not in named and not _SEASON.match(text, hit.end):
            clause = places.at(hit.start)
            if clause.denied(hit.start):
                clause.words.setdefault("untold", []).append(hit)
            else:
                clause.topics.append(hit)
    told = _places(topics)
    acted = _places(h for h in words.get("kind", ()) if h.key == "activity")
    quoted = {place for match in _QUOTED.finditer(text) for place in range(*match.span())}
    for group, hits in words.items():
        hidden = quoted if group in _MOODS else acted if group == "court" else ()
        for hit in hits:
            if hit.key == "none" or hit.start in named or hit.start in hidden:
                continue
            clause = places.at(hit.start)
            if (hit.key in _TOLD and hit.start in told) or (group == "agenda" and clause.denied(hit.start)):
                continue
            clause.words.setdefault(group, []).append(hit)


def _schools(text: str, directory: Directory, words: dict[str, list[Hit]], topics: list[Hit]) -> list[Named]:
    """The schools named; guesses at names (a typo, a stem, an unknown one) give way to other words.

    Not to 才讲 and the like: a name may end with 才 (在育才讲).
    """
    others = [hit for group, hits in words.items() if group != "only_then" for hit in hits]
    said = _places([*topics, *(hit for hit in others if hit.end - hit.start > 1)])
    found = find_schools(text, directory)
    sure = {n.start: n.school for n in found if n.school and not n.why}
    schools = []
    starts = {hit.start for hit in topics}
    for one in found:
        counted = one.why == "stem" and _COUNTED.match(text, one.end)
        named = replace(one, why="short") if counted else one
        if named.why == "stem" and not _ends_as_name(text, named.end, starts):
            continue
        if named.start in sure:
            schools.append(named)
        elif not any(place in said for place in range(named.start, named.end)) and not _beside(
            named, text, sure
        ):
            meant = tuple({s.name: s for s in named.schools if s in sure.values()}.values())
            schools.append(replace(named, schools=meant, why="short") if len(meant) == 1 else named)
    return schools


def _ends_as_name(text: str, end: int, topics: Container[int]) -> bool:
    """Whether what follows a name cut short may follow a school (云台反诈275人, but not 铁路沿线)."""
    after = text[end : end + 1]
    return not after.isalnum() or after.isdigit() or after in AFTER_STEMS or end in topics


def _beside(named: Named, text: str, sure: Container[int]) -> bool:
    """Whether a full name follows at once and says it better (实验学校海韵校区, 外国语学校(岚外))."""
    return named.end in sure or (text[named.end : named.end + 1] == "(" and named.end + 1 in sure)


def _turns(text: str, schools: list[Named], words: list[Hit], told: list[int]) -> list[int]:
    """Where speech without pauses turns to another school: at a word like 然后 or 下午 between two of them.

    Or where something was told just before the second one (一小200二小220, 一小200完了去二小220).
    """
    pivots, ends = sorted(hit.start for hit in words), sorted(told)
    turns = []
    for one, other in pairwise(schools):
        if one.schools == other.schools:
            continue
        between = pivots[bisect_right(pivots, one.end - 1) : bisect_right(pivots, other.start - 1)]
        last = max(one.end, *ends[: bisect_right(ends, other.start)][-1:], 0)
        if between and not _PAUSE.search(text, last, other.start):
            turns.append(next((pivot for pivot in between if pivot >= last), between[0]))
        elif last > one.end and _GOING.fullmatch(text, last, other.start):
            turns.append(last)
    return turns


def _hearers(text: str, grades: list[Hit]) -> list[Hit]:
    """To whom something is told: years of pupils, or people after 给 and the like."""
    years = (Hit(g.start - (text[g.start - 1 : g.start] in tuple("给为向对")), g.end, g.key) for g in grades)
    return sorted([*years, *(Hit(*match.span(), match["who"]) for match in _TO.finditer(text))])


def _turns_to(hearers: list[Hit], topics: list[Hit]) -> list[int]:
    """Where speech without pauses turns to others, after a topic (给高一讲禁毒给高二讲反诈)."""
    starts = [topic.start for topic in topics]
    return [
        other.start
        for one, other in pairwise(hearers)
        if bisect_right(starts, one.end - 1) < bisect_right(starts, other.start - 1)
    ]


class _Places:
    """Which clause a place of the text belongs to."""

    def __init__(self, clauses: list[Clause]) -> None:
        self._clauses = clauses
        self._starts = [clause.start for clause in clauses]

    def at(self, place: int) -> Clause:
        return self._clauses[max(0, bisect_right(self._starts, place) - 1)]

    def put(self, name: str, found: Iterable[_Span]) -> None:
        for one in found:
            getattr(self.at(one.start), name).append(one)


def _places(spans: Iterable[_Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _blot(text: str, spans: Iterable[_Span]) -> str:
    characters: list[str] | None = None
    for span in spans:
        characters = characters or list(text)
        for place in range(span.start, span.end):
            characters[place] = LATIN_BLOT if text[place].isascii() else BLOT
    return "".join(characters) if characters else text


def _blank(match: re.Match[str]) -> str:
    return "".join(LATIN_BLOT if character.isascii() else BLOT for character in match[0])

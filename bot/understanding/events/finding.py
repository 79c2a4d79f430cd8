"""All grammars over one text: what one has taken is blotted out for the next, and all goes to its clause."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from bot.understanding.counts.all_but import all_but
from bot.understanding.counts.amount import Amount
from bot.understanding.counts.amounts import find_amounts
from bot.understanding.counts.named_classes import find_named_classes
from bot.understanding.counts.shared_out import shared_out
from bot.understanding.days.day import Day
from bot.understanding.days.forms import find_days
from bot.understanding.events.clauses import Clause, split, telling
from bot.understanding.events.hours import hours_named
from bot.understanding.events.placing import owners, put, put_topics, put_words
from bot.understanding.events.topics import topics_named
from bot.understanding.events.turns import (
    counted_words,
    find_hearers,
    opened,
    turns_after_particles,
    turns_after_rest,
    turns_at_words,
    turns_to_others,
    turns_to_schools,
    turns_to_times,
    turns_to_undone,
)
from bot.understanding.schools.directory import Directory
from bot.understanding.schools.meant import schools_meant
from bot.understanding.schools.named import Named
from bot.understanding.text.hiding import hiding, invitations
from bot.understanding.text.lexicon import LEXICON, Hit
from bot.understanding.text.noise import BLOT, GRADES, NOISE, list_marks
from bot.understanding.text.spans import Span, blank, blot, covered
from bot.understanding.text.together import together

_ENTRY = re.compile(rf"(?:{BLOT}|刚才?|我|之前|上次|早上)(?P<sent>(?:报|登记|发|登|记)的)")
"""An entry told of by when it was sent, its time blotted out (昨天报的)."""
_SPOKEN_OF = re.compile(
    "|".join(f"{verb}[到起]$" for verb in "说讲提聊谈")
    + "|举(?:的|了)?(?:例子)?是?$|案例是$|比如$|例如$|"
    + "|".join(f"{one}说(?:他们|学校)?$" for one in ("校长", "主任", "园长", "老师", "家长"))
)
"""Before a day: it is that of something told in the talk, or about the school (说到上周五的事)."""
_ONES_TALK = re.compile(r"[^,。;\n]{0,10}(?:那|的)(?:一?[场堂节](?!闹|会)|讲座|课)")
"""After such a day: it is that of a talk, which may be the writer's (说起昨天在他们学校那场)."""
_THEME_DAY = re.compile("(?<=[今昨前][天日])(?:626|415|1204|124|426|315|119)(?![0-9人名个位多余来])")
"""A theme day by its figures, which count nothing (昨天626,三中禁毒讲座)."""
_AGE = re.compile(
    r"今年[才都已刚满有]?(?P<age>[1-9]\d|[二三四五六七八九]十[一二三四五六七八九]?)(?=[,。;了有\n ]|$)"
)


class _Taken(NamedTuple):
    """What the grammars of figures took from a text, and what they left of it."""

    days: list[Day]
    grades: list[Hit]
    parts: list[Hit]
    amounts: list[Amount]
    masked: str
    entries: list[Hit]
    """The marks of a list."""


def find_clauses(text: str, today: date, directory: Directory) -> list[Clause]:
    """The clauses of a normalised text with all that was found in them."""
    words = LEXICON.find(text)
    parts = [hit for hit in words.pop("daypart", ()) if hit.key != "none"]
    topics = topics_named(text, words)
    schools = schools_meant(text, directory, words, topics)
    taken = _take(text, today, schools, topics, parts)
    if "的" in taken.masked:
        entries = (Hit(*match.span("sent"), "entry") for match in _ENTRY.finditer(taken.masked))
        words["entry"] = [*words.get("entry", ()), *entries]
    if "问" in text:
        words["invites"] = invitations(text)
    if "节" in text:
        words["hour"] = hours_named(text)
    words["hearers"] = find_hearers(text, taken.grades)
    turns = _turns(text, words, topics, schools, taken)
    turning = opened(text, taken.amounts, topics, words.get("instead", ()), turns)
    clauses = split(text, taken.masked, turning, taken.entries)
    places = owners(clauses, len(text))
    put(places, "days", taken.days)
    put(places, "schools", schools)
    put(places, "amounts", taken.amounts)
    put(places, "grades", taken.grades)
    put(places, "dayparts", taken.parts)
    named = covered([*schools, *(d for d in taken.days if d.why in ("theme", "frame", "year"))])
    put_topics(places, text, topics, named)
    if "agenda" in words:
        words["agenda"] = [hit for hit in words["agenda"] if not places[hit.start].denied(hit.start)]
    put_words(places, text, words, named, hiding(text, words, topics))
    return telling(clauses)


def _take(text: str, today: date, schools: list[Named], topics: list[Hit], parts: list[Hit]) -> _Taken:
    """Days, years of pupils and amounts, each blotted out for the next, as the `parts` of the day are."""
    entries = list_marks(text)
    masked = blot(text, [*schools, *entries])
    days = find_days(masked, today)
    masked = blot(masked, days)
    theme_days = [Hit(*m.span(), "day") for day in days if (m := _THEME_DAY.match(text, day.end))]
    days = [
        day._replace(why="ahead") if day.day and day.day > today else day
        for day in days
        if not _spoken_of(text, day)
    ]
    classes = find_named_classes(masked)
    ages = [Hit(*m.span("age"), "age") for m in _AGE.finditer(text)] if "今年" in text else []
    masked = blot(masked, [*classes, *ages, *theme_days, *together(masked)])
    masked = NOISE.sub(lambda match: blank(match[0]), masked)
    grades = [Hit(*match.span(), match[0]) for match in GRADES.finditer(masked)]
    spelled = (t for t in topics if not text[t.start].isascii() or text[t.start].isdigit())
    masked = blot(masked, [*grades, *spelled, *parts])
    amounts = all_but(masked, shared_out(masked, find_amounts(masked)))
    if classes:
        amounts = sorted([*classes, *amounts], key=lambda amount: amount.start)
    return _Taken(days, grades, parts, amounts, blot(masked, amounts), entries)


def _spoken_of(text: str, day: Day) -> bool:
    """Whether a day is that of something told in passing (说到上周五的事), and not of a talk."""
    if not day.day or not _SPOKEN_OF.search(text, max(0, day.start - 8), day.start):
        return False
    return not _ONES_TALK.match(text, day.end)


def _turns(
    text: str, words: dict[str, list[Hit]], topics: list[Hit], schools: list[Named], taken: _Taken
) -> list[int]:
    """Where the next thing begins though no pause is written."""
    kinds, going_on = words.get("kind", ()), [*words.get("next", ()), *words.get("switch", ())]
    exact = [day for day in taken.days if day.day]
    after = [*words.get("including", ()), *words.get("same", ()), *going_on]
    told: list[Span] = [*taken.amounts, *topics]
    turns = [
        *turns_at_words(text, [*taken.parts, *taken.days, *after], told),
        *turns_at_words(text, counted_words(kinds, taken.amounts), taken.amounts),
        *turns_after_particles(text, [*taken.days, *schools]),
    ]
    if len(exact) + len(taken.parts) > 1:
        turns += turns_to_times(text, exact, taken.parts, [*told, *kinds], schools)
        turns += turns_to_undone(exact, [*words.get("unheld", ()), *words.get("undone", ())])
        turns += turns_after_rest(exact, words.get("rest", ()))
    if len(words["hearers"]) > 1:
        turns += turns_to_others(words["hearers"], topics)
    if len(schools) > 1:
        dated = [day for day in taken.days if day.day or day.why == "ahead"]
        turns += turns_to_schools(text, schools, [*taken.parts, *going_on], dated, told)
    return turns

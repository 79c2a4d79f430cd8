"""How many years of pupils are named: 3、4年级 are two, 一至四年级 four, 大中小班 three."""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.events.event import Event
from bot.understanding.text.lexicon import Hit

_YEARS = "一二三四五六七八九123456789"
_STAGES = "初高大中小"


def years_named(grades: Iterable[Hit]) -> int:
    """How many years of pupils are named: 3、4年级 are two, 一至四年级 four."""
    named = {hit.key for hit in grades}
    return len(set[tuple[str, int]]().union(*map(_years, named))) or 1


def years_of(event: Event) -> int:
    return years_named(hit for clause in event.clauses for hit in clause.grades)


def _years(words: str) -> set[tuple[str, int]]:
    """The years of pupils that some words name, each by its school and number (初一初二, 大中小班)."""
    if words.endswith("班"):
        return {(character, 0) for character in words if character in _STAGES}
    years: list[tuple[str, int]] = []
    stage = ""
    for character in words:
        if character in _STAGES:
            stage = character
        if character in _YEARS:
            years.append((stage, _YEARS.index(character) % 9))
    if len(years) == 2 and any(to in words for to in (*"至到-~", " to ")):
        return {(stage, year) for year in range(years[0][1], years[1][1] + 1)}
    return set(years) or {("", 0)}

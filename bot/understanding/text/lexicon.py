"""The words of the data files, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from bot import data
from bot.understanding.text.plain import normalise

Words = Mapping[str, Mapping[str, Iterable[str]]]
"""Group → key → words."""


class Hit(NamedTuple):
    """A word of the data files in the text."""

    start: int
    end: int
    key: str


class Lexicon:
    """All words of several groups in one automaton; within a group the longest word wins."""

    def __init__(self, words: Words) -> None:
        owners: dict[str, list[tuple[str, str]]] = {}
        for group, rows in words.items():
            for key, phrases in rows.items():
                for phrase in phrases:
                    owners.setdefault(normalise(phrase), []).append((group, key))
        self._automaton = AhoCorasick(owners)
        self._owners = [
            (latin if any(latin := (_is_latin(phrase[0]), _is_latin(phrase[-1]))) else None, places)
            for phrase, places in owners.items()
        ]

    def find(self, text: str) -> dict[str, list[Hit]]:
        """The hits of each group in the order of the text, none overlapping another of its group."""
        found: dict[str, list[Hit]] = {}
        for which, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            latin, places = self._owners[which]
            if latin and _within_a_word(text, start, end, latin):
                continue
            for group, key in places:
                hits = found.setdefault(group, [])
                if not hits or hits[-1].end <= start or _outdoes(hits, start, end):
                    hits.append(Hit(start, end, key))
        return found


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _within_a_word(text: str, start: int, end: int, latin: tuple[bool, bool]) -> bool:
    """Whether what begins, or ends, with a Latin letter or a figure is only a part of a longer word."""
    if latin[0] and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return True
    return latin[1] and end < len(text) and text[end].isascii() and text[end].isalnum()


def _outdoes(hits: list[Hit], start: int, end: int) -> bool:
    """Whether a word is longer than those of `hits` that it overlaps; the shorter ones are taken out.

    Words come by rising end, so only the last ones can clash.
    """
    while hits and hits[-1].end > start:
        last = hits[-1]
        if last.end - last.start >= end - start:
            return False
        hits.pop()
    return True


def _vocabulary() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = {
        "topic": {key: row["phrases"] for key, row in data.load("topics").items()}
    }
    words["topic"]["none"] = data.load("words/not_topics")["none"]
    themes = data.load("words/time")["theme_days"].values()
    words["theme"] = {"theme": [name for names in themes for name in names]}
    for name in ("kinds", "cues"):
        tables = data.load(f"words/{name}")
        words["kind"] = tables.pop("kind", words.get("kind", {}))
        hidden = tables.pop("not", {})
        for rows in tables.values():
            words.update({key: {key: phrases, "none": hidden.get(key, ())} for key, phrases in rows.items()})
    words["daypart"] = data.load("words/dayparts")["dayparts"]
    words["called"] = data.load("words/corrections")["called"]
    return words


LEXICON = Lexicon(_vocabulary())

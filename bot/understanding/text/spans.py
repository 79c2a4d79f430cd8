"""Spans of the text: the places they cover, and how what one grammar has taken is hidden from the next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from bot.understanding.text.noise import BLOT, LATIN_BLOT


class Span(Protocol):
    """Anything that stands in the text from `start` to `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def covered(spans: Iterable[Span]) -> set[int]:
    """The places of the text that some spans cover."""
    places: set[int] = set()
    for span in spans:
        places.update(range(span.start, span.end))
    return places


def blot(text: str, spans: Iterable[Span]) -> str:
    """`text` with some spans blotted out, each character by one of its kind."""
    for span in spans:
        start, end = span.start, span.end
        text = f"{text[:start]}{blank(text[start:end])}{text[end:]}"
    return text


@lru_cache(maxsize=2000)
def blank(words: str) -> str:
    """What stands for some words that are blotted out: days, schools, numbers, which come again and again."""
    return "".join([LATIN_BLOT if character.isascii() else BLOT for character in words])

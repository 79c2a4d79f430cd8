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
    return set().union(*[range(span.start, span.end) for span in spans])


def blot(text: str, spans: Iterable[Span]) -> str:
    """`text` with some spans blotted out, each character by one of its kind."""
    for span in spans:
        text = text[: span.start] + blank(text[span.start : span.end]) + text[span.end :]
    return text


@lru_cache
def blank(words: str) -> str:
    """What stands for some words that are blotted out; most are dates and numbers that come again."""
    if words.isascii():
        return LATIN_BLOT * len(words)
    return "".join([LATIN_BLOT if character.isascii() else BLOT for character in words])

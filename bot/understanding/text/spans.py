"""Spans of the text: the places they cover, and how what one grammar has taken is hidden from the next."""

from __future__ import annotations

from collections.abc import Iterable
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
    return {place for span in spans for place in range(span.start, span.end)}


def blot(text: str, spans: Iterable[Span]) -> str:
    """`text` with some spans blotted out, each character by one of its kind."""
    for span in spans:
        text = text[: span.start] + blank(text[span.start : span.end]) + text[span.end :]
    return text


def blank(words: str) -> str:
    """What stands for some words that are blotted out."""
    if words.isascii():
        return LATIN_BLOT * len(words)
    return "".join([LATIN_BLOT if character.isascii() else BLOT for character in words])

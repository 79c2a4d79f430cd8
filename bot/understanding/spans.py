"""Spans of the text: the places they cover, and how what one grammar has taken is hidden from the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.understanding.noise import BLOT, LATIN_BLOT


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
    characters: list[str] | None = None
    for span in spans:
        characters = characters or list(text)
        for place in range(span.start, span.end):
            characters[place] = LATIN_BLOT if text[place].isascii() else BLOT
    return "".join(characters) if characters else text

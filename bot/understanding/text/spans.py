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
    places: set[int] = set()
    for span in spans:
        places.update(range(span.start, span.end))
    return places


def blot(text: str, spans: Iterable[Span], blots: str = "") -> str:
    """`text` with some spans blotted out, each character by one of its kind.

    Args:
        text: the text, perhaps blotted out in part.
        spans: what is blotted out.
        blots: what `blank` says of the text, if that is known.
    """
    blots = blots or blank(text)
    for span in spans:
        start, end = span.start, span.end
        text = f"{text[:start]}{blots[start:end]}{text[end:]}"
    return text


class _Blots(dict[int, str]):
    """What each character is blotted out by, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = LATIN_BLOT if chr(code).isascii() else BLOT
        return sign


_BLOTS = _Blots()


def blank(text: str) -> str:
    """What stands for each character of a text where it is blotted out."""
    return text.translate(_BLOTS)

"""What is said about a file: problems, which stop the import, and notes, which don't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot import data


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in what was given: a file, perhaps a sheet of it, perhaps a row (counted from 1, as in Excel)."""

    file: str
    sheet: str = ""
    row: int = 0

    def said(self, language: str = "zh") -> str:
        """The place as the head of a sentence about it."""
        form = "row" if self.row else "sheet" if self.sheet else "file"
        values = {"file": self.file, "sheet": self.sheet, "row": self.row}
        return str(sentences(language)["places"][form]).format(**values)

    def seen_from(self, place: Place, language: str = "zh") -> str:
        """The row as it is called in a sentence about another row: shorter on the same sheet."""
        near = (self.file, self.sheet) == (place.file, place.sheet)
        if near:
            return sentences(language)["places"]["near_row"].format(row=self.row)
        return self.said(language).rstrip("：: ")


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one place; `key` is that of a problem or a note in `bot/data/importing/`."""

    place: Place
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether it is a problem: nothing may be written."""
        return self.key in sentences()["problems"]

    def said(self, language: str = "zh") -> str:
        """The place and the sentence."""
        return self.place.said(language) + self.sentence(language)

    def sentence(self, language: str) -> str:
        """The sentence alone; a place among its values is called as it is seen from here."""
        known = sentences(language)["problems"] | sentences(language)["notes"]
        values = {
            name: value.seen_from(self.place, language) if isinstance(value, Place) else value
            for name, value in self.values.items()
        }
        return known[self.key].format(**values)

    def __str__(self) -> str:
        return self.said()


@cache
def sentences(language: str = "zh") -> dict[str, dict[str, str]]:
    """Everything an import says, from `bot/data/importing/`."""
    return data.load(f"importing/{language}")

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

    def __str__(self) -> str:
        form = "row" if self.row else "sheet" if self.sheet else "file"
        return str(sentences()["places"][form]).format(file=self.file, sheet=self.sheet, row=self.row)

    def seen_from(self, place: Place) -> str:
        """The row as it is called in a sentence about another row: shorter on the same sheet."""
        near = (self.file, self.sheet) == (place.file, place.sheet)
        return sentences()["places"]["near_row"].format(row=self.row) if near else str(self).rstrip("：")


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one place; `key` is that of a problem or a note in `import_problems.toml`."""

    place: Place
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether it is a problem: nothing may be written."""
        return self.key in sentences()["problems"]

    def __str__(self) -> str:
        known = sentences()["problems"] | sentences()["notes"]
        return f"{self.place}{known[self.key].format(**self.values)}"


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Everything an import says, from `bot/data/import_problems.toml`."""
    return data.load("import_problems")

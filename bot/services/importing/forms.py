"""The sheets that are known, from `bot/data/sheets.toml`, and how one is told by its headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot import data
from bot.services.importing.cells import WORDS, Cell, text

HEADING_WITHIN = 10
"""A title and remarks may stand above the headings, so many rows at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; the first heading is the one that people are shown."""

    key: str
    headings: tuple[str, ...]
    reads: str = "text"
    required: bool = False
    example: Cell = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of sheet; the first name is the one that people are shown."""

    key: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, heading: Cell) -> Column | None:
        """The column that a heading names."""
        wanted = plain(text(heading))
        return next((c for c in self.columns if wanted in map(plain, c.headings)), None)

    def missing(self, headings: Sequence[Cell]) -> list[Column]:
        """The required columns that these headings lack."""
        found = {self.column(heading) for heading in headings}
        return [column for column in self.columns if column.required and column not in found]

    def recognised(self, headings: Sequence[Cell]) -> int:
        """How many of these headings name a column."""
        return sum(self.column(heading) is not None for heading in headings)


@cache
def forms() -> tuple[Form, ...]:
    """Every sheet that is known."""
    return tuple(
        Form(
            key,
            tuple(row["names"]),
            tuple(
                Column(name, tuple(column.pop("headings")), **column)
                for name, column in row["columns"].items()
            ),
        )
        for key, row in data.load("sheets")["sheets"].items()
    )


def heading(sheet: str, column: str) -> str:
    """What a column is called when people are told of it."""
    form = next(form for form in forms() if form.key == sheet)
    return next(one.headings[0] for one in form.columns if one.key == column)


def plain(heading: str) -> str:
    """A heading without width, case, spaces, marks and a remark in brackets: `＊聘期开始（年月日）` too."""
    folded = re.sub(r"\(.*\)", "", unicodedata.normalize("NFKC", heading).casefold())
    return "".join(character for character in folded if character.isalnum())


def called(name: str) -> Form | None:
    """The sheet that goes by this name."""
    return next((form for form in forms() if plain(name) in map(plain, form.names)), None)


def is_for_notes(sheet: str) -> bool:
    """Whether a sheet only explains the others, as the template's."""
    return plain(sheet) in map(plain, WORDS["notes_sheets"])


def heading_row(rows: Sequence[Sequence[Cell]], among: Iterable[Form]) -> tuple[Form, int] | None:
    """Which sheet it is and where its headings stand: the first row that has all it needs.

    Where a row would do for several sheets, it is the one that knows most of the headings.
    """
    candidates = tuple(among)
    for number, row in enumerate(rows[:HEADING_WITHIN]):
        fitting = [form for form in candidates if not form.missing(row)]
        if fitting:
            return max(fitting, key=lambda form: form.recognised(row)), number
    return None

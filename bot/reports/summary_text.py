"""A summary in words: sections of rows, and the plain text table made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from unicodedata import east_asian_width

from bot.data import kinds, load, positions, report_lines
from bot.records import Measures, Totals

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows: what is counted, and how much of it."""

    title: str
    rows: tuple[Row, ...]


@cache
def wording() -> dict[str, Any]:
    """The content of `bot/data/summary.toml`."""
    return load("summary")


def title(totals: Totals) -> str:
    """What the summary is about."""
    text: str = wording()["title"]
    return text.format(start=totals.period.start, end=totals.period.end)


def sections(totals: Totals) -> list[Section]:
    """The totals in words, in the order in which they are read; a section without rows is left out."""
    uncounted = ("incomplete", "planned", "withdrawn", "possible_duplicates")
    rows = {
        "kinds": _kind_rows(totals.kinds),
        "positions": list(_position_rows(totals)),
        "months": [
            (month, quantity(sum(sums.entries for sums in by_kind.values()), _unit("entries")))
            for month, by_kind in totals.months.items()
        ],
        "schools": [(_name(key), quantity(n, _unit("schools"))) for key, n in asdict(totals.schools).items()],
        "lines": [
            (report_lines()[line.key].zh, quantity(line.value, line.unit, line.approximate))
            for line in totals.lines
        ],
        "uncounted": [(_name(key), quantity(getattr(totals, key), _unit("entries"))) for key in uncounted],
    }
    return [Section(wording()["sections"][key], tuple(found)) for key, found in rows.items() if found]


def as_text(totals: Totals) -> str:
    """The summary as plain text, the figures in one column."""
    found = sections(totals)
    column = max(_width(name) for section in found for name, _ in section.rows) + 2
    blocks = [
        "\n".join(
            [section.title, *(f"  {_padded(name, column)}{value}".rstrip() for name, value in section.rows)]
        )
        for section in found
    ]
    return "\n\n".join([title(totals), *blocks])


def quantity(number: float, unit: str, approximate: bool = False, missing: int = 0) -> str:
    """A number with its unit, `38余次` when approximate, and how many entries do not say theirs."""
    forms: dict[str, str] = wording()["quantities"]
    form = forms["approximate" if approximate else "exact"]
    said = form.format(number=int(number) if number == int(number) else number, unit=unit)
    return forms["missing"].format(quantity=said, count=missing) if missing else said


def measures(kind: str, sums: Measures) -> str:
    """What one kind adds up to: its quantity; class hours and audience where there are or should be some."""
    parts = [quantity(sums.quantity, kinds()[kind].unit, sums.quantity_approximate)]
    if sums.class_hours or sums.class_hours_missing:
        parts.append(quantity(sums.class_hours, _unit("class_hours"), missing=sums.class_hours_missing))
    if sums.audience or sums.audience_missing:
        approximate, missing = sums.audience_approximate, sums.audience_missing
        parts.append(quantity(sums.audience, _unit("audience"), approximate, missing))
    return " · ".join(parts)


def _kind_rows(by_kind: dict[str, Measures]) -> list[Row]:
    return [(kinds()[kind].zh, measures(kind, sums)) for kind, sums in by_kind.items()]


def _position_rows(totals: Totals) -> Iterable[Row]:
    for key, by_kind in totals.positions.items():
        if totals.people[key] or by_kind:
            yield positions()[key].zh, quantity(totals.people[key], _unit("people"))
            yield from _indented(_kind_rows(by_kind))


def _indented(rows: Iterable[Row]) -> list[Row]:
    return [(f"  {name}", value) for name, value in rows]


def _name(key: str) -> str:
    name: str = wording()["rows"][key]
    return name


def _unit(key: str) -> str:
    unit: str = wording()["units"][key]
    return unit


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """The columns a text takes in a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

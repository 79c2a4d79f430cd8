"""What the columns of exported entries and changes hold, the same for the workbook and the CSV file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from bot import data
from bot.records import Entered, Quote, Revised
from bot.reports.material import wording

Cell = str | float | date | datetime | None


class About(float):
    """A number that is approximate: a sheet shows it with 余."""


Columns = list[tuple[str, int]]
"""Head and width in characters."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the begin of a formula (OWASP, "CSV Injection")."""


def columns(name: str) -> Columns:
    """The columns of a sheet of `bot/data/report.toml`."""
    return [(head, width) for head, width in wording()["workbook"][name]]


def entry_cells(one: Entered, zone: tzinfo) -> tuple[Cell, ...]:
    """An entry in the columns of `entries`."""
    words, yes = wording(), wording()["workbook"]["yes"]
    position = data.positions().get(one.position or "")
    return (
        one.id,
        words["states"].get(one.state, one.state),
        one.day,
        data.kinds()[one.kind].zh if one.kind in data.kinds() else one.kind,
        "、".join(data.topics().get(topic, topic) for topic in one.topics),
        one.school,
        "、".join(one.people),
        position.zh if position else "",
        one.quantity,
        yes if one.quantity_approximate else "",
        one.class_hours,
        one.audience,
        yes if one.audience_approximate else "",
        yes if one.online else "",
        one.note,
        one.logged_by,
        _local(one.logged_at, zone),
        words["sources"].get(one.source, one.source),
        "、".join(dict.fromkeys((one.author, *(quote.author for quote in one.further)))),
        _local(one.sent_at, zone),
        "\n".join((one.text, *(quoted(quote, zone) for quote in one.further))).strip("\n"),
    )


def quoted(quote: Quote, zone: tzinfo) -> str:
    """A message with its author and the district's time."""
    at = f"{quote.sent_at.astimezone(zone):%Y-%m-%d %H:%M}"
    said: str = wording()["evidence"]["said"]
    return said.format(at=at, author=quote.author, text=quote.text).rstrip("\n")


def change_cells(one: Revised, zone: tzinfo) -> tuple[Cell, ...]:
    """A change in the columns of `changes`."""
    words = wording()
    how, field = words["ways"].get(one.how, one.how), words["fields"].get(one.field, one.field)
    told = (_told(one.field, one.before), _told(one.field, one.after))
    return (one.entry_id, _local(one.at, zone), one.by, how, field, *told)


NAMES: dict[str, Callable[[Any], str]] = {
    "kind": lambda key: data.kinds()[key].zh if key in data.kinds() else key,
    "state": lambda key: wording()["states"].get(key, key),
    "position": lambda key: data.positions()[key].zh if key in data.positions() else key,
    "topics": lambda keys: "、".join(data.topics().get(key, key) for key in keys),
    "people": "、".join,
}
"""How the values of these fields are said in Chinese."""
DAYS = ("held_on", "counted_on")


def _told(field: str, value: Any) -> Cell:
    """A value of the history: a number, a day, or words."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(wording()["workbook"]["yes" if value else "no"])
    if field in DAYS:
        return date.fromisoformat(value)
    if field in NAMES:
        return NAMES[field](value)
    return value if isinstance(value, int | float) else str(value)


def harmless(cell: Cell) -> Cell:
    """A cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0) if moment else None

"""What the assistant says, in the reader's language: texts from `locales/`, names from `bot.data`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from bot import data

LANGUAGES = ("zh", "en")
WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


class Wording:
    """The texts of one language. Values put into a text are escaped for Telegram's HTML."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = texts(language)

    def __call__(self, key: str, **values: Any) -> Markup:
        """The text of this key with its {braces} filled in.

        Raises:
            KeyError: there is no such text, or a value is lacking.
        """
        return Markup(self._texts[key]).format(**values)

    def has(self, key: str) -> bool:
        return key in self._texts

    def date(self, day: date, today: date) -> str:
        """`6月26日 周三(今天)`: the year where it isn't this one, and how far back if it is near."""
        weekday = WEEKDAYS[self.language][day.weekday()]
        back = (today - day).days
        near = f"({self(f'day.{back}')})" if 0 <= back <= 2 else ""
        if self.language == "en":
            year = "" if day.year == today.year else f" {day.year}"
            return f"{weekday} {day.day} {day:%b}{year} {near}".strip()
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日 {weekday}{near}"


def language_of(code: str | None) -> str:
    """The language for a Telegram client's language code; Chinese where it says nothing."""
    return "zh" if not code or code.lower().startswith("zh") else "en"


REGISTRIES: dict[str, Callable[[], Mapping[str, Any]]] = {
    "kind": data.kinds,
    "position": data.positions,
    "role": data.roles,
    "theme": data.themes,
    "step": data.steps,
}
"""What has a name in each language, by the first part of its key."""


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text of a language by its dotted key, the names of `bot.data` among them."""
    said: dict[str, str] = {}
    for file in files(__package__).joinpath("locales", language).iterdir():
        said |= dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return said | dict(_names(language))


def flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a file by their dotted keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _names(language: str) -> Iterator[tuple[str, str]]:
    for kind, rows in REGISTRIES.items():
        for key, row in rows().items():
            yield f"{kind}.{key}", getattr(row, language)
    for key, names in data.load("topics").items():
        yield f"topic.{key}", names.get(language) or names["name"]

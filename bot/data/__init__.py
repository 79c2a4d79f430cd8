"""What the assistant knows, as data: loaded once, read-only. Each file explains its own fields."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

Row = TypeVar("Row")


def load(name: str) -> dict[str, Any]:
    """The parsed content of `bot/data/<name>.toml`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the registry of what counts (`kinds.toml`)."""

    key: str
    zh: str
    en: str
    unit: str
    quantity: Literal["sessions", "cases"]
    required: tuple[str, ...]
    asks: tuple[str, ...] = ()
    hours: tuple[float, ...] = ()
    optional_for_bureau_adviser: tuple[str, ...] = ()
    assumed: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One row of what a person can be appointed as (`roles.toml`)."""

    key: str
    zh: str
    en: str
    logs: Literal["own", "school", "any", "none"]
    sees: Literal["own", "all"]
    also: tuple[str, ...] = ()
    at_school: str | None = None
    at_bureau: str | None = None
    admits: bool = False
    reminded: bool = False

    def position(self, school_id: int | None) -> str | None:
        """The position that work done under this role at a school (None: the bureau) counts under."""
        return self.at_bureau if school_id is None else self.at_school


@dataclass(frozen=True, slots=True)
class Position:
    """One row of what entries count under (`positions.toml`)."""

    key: str
    zh: str
    en: str
    also: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the year's report (`report_lines.toml`)."""

    key: str
    zh: str
    unit: str
    people: str | None = None
    kinds: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    measure: Literal["quantity", "audience"] = "quantity"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the bureau keeps itself, once a year (`figures.toml`)."""

    key: str
    zh: str
    group: str = ""
    unit: str = ""
    also: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    text: bool = False
    lasting: bool = False
    most: float = 1_000_000
    whole: bool = True

    @property
    def name(self) -> str:
        """What it is called where others stand beside it."""
        return f"{self.group}·{self.zh}" if self.group else self.zh


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the commands (`commands.toml`)."""

    key: str
    zh: str
    en: str
    needs: Literal["anyone", "member", "log", "admit"]


@dataclass(frozen=True, slots=True)
class Theme:
    """One day, week or month of the year's calendar (`theme_days.toml`)."""

    key: str
    zh: str
    en: str
    rule: str
    tier: Literal["N", "A", "I", "L"]
    days: int = 1
    through: str | None = None
    since: int | None = None
    laws: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    on: bool = False
    provisional: bool = False
    known: tuple[date, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One message about a campaign, and when it is due (`steps.toml`)."""

    key: str
    zh: str
    en: str
    days: int
    counted_from: Literal["start", "end"]
    at: str
    on: bool


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """One thing that is looked at in the roster (`coverage.toml`)."""

    key: str
    zh: str
    en: str
    article: int
    limit: int
    settle: Literal["appoint", "end", "renew"]
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """One row of what is expected of people in post (`quota.toml`)."""

    key: str
    zh: str
    en: str
    source: str
    role: str
    kinds: tuple[str, ...]
    measure: Literal["class_hours", "quantity"]
    least: float
    period: Literal["year", "school_year", "term"]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the registry."""
    return _rows("kinds", Kind)


@cache
def roles() -> dict[str, Role]:
    """Every role by its key."""
    return _rows("roles", Role)


@cache
def positions() -> dict[str, Position]:
    """Every position by its key, in the order of totals."""
    return _rows("positions", Position)


@cache
def commands() -> dict[str, Command]:
    """Every command by its name, in the order of the menus."""
    return _rows("commands", Command)


@cache
def report_lines() -> dict[str, ReportLine]:
    """Every report line by its key, in the order of the report."""
    return _rows("report_lines", ReportLine)


@cache
def figures() -> dict[str, Figure]:
    """Every yearly figure by its key, in the order of `/figures`."""
    return _rows("figures", Figure)


@cache
def coverage() -> dict[str, CoverageRule]:
    """Every rule about the roster by its key."""
    return _rows("coverage", CoverageRule)


@cache
def quotas() -> dict[str, Quota]:
    """Every quota by its key."""
    return _rows("quota", Quota)


@cache
def themes() -> dict[str, Theme]:
    """Every theme day by its key."""
    return _rows("theme_days", Theme)


@cache
def steps() -> dict[str, Step]:
    """Every step by its key, in order of time."""
    return _rows("steps", Step)


@cache
def topics() -> dict[str, str]:
    """Every topic's key and its Chinese name."""
    return {key: row["name"] for key, row in load("topics").items()}


def _rows(name: str, row: Callable[..., Row]) -> dict[str, Row]:
    return {
        key: row(key=key, **{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})
        for key, fields in load(name).items()
    }

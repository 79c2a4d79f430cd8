"""What the assistant knows, as data: loaded once, read-only."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal


def load(name: str) -> dict[str, Any]:
    """The parsed content of `bot/data/<name>.toml`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the registry of what counts (`kinds.toml`, where the fields are explained)."""

    key: str
    zh: str
    en: str
    unit: str
    quantity: Literal["sessions", "cases"]
    required: tuple[str, ...]
    assumed: int | None = None
    bureau_adviser_without_school: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the registry."""
    return {
        key: Kind(key=key, **{**row, "required": tuple(row["required"])})
        for key, row in load("kinds").items()
    }

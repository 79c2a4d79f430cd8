"""What the yearly figures may be called: by a whole name, an unambiguous part of one, or their group's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot import data
from bot.understanding.text.numbers import alternatives

WORDS = data.load("words/figures")
_FILLER = re.compile(rf"[\W_]|{alternatives(WORDS['fillers'])}")
LEAST, LEAST_BESIDE = 3, 2
"""Characters of a part of a name: alone, and where its group was just named."""


@dataclass(frozen=True, slots=True)
class Called:
    """The figures that words may mean, and whether they are a whole name, a part of one, or a group's."""

    keys: tuple[str, ...] = ()
    how: Literal["whole", "part", "group"] = "whole"


def bare(text: str) -> str:
    """The text without what stands between names and numbers and says nothing."""
    return _FILLER.sub("", text)


def called(said: str, group: str = "") -> Called:
    """The figures that are called so, those of the group named before it first."""
    name, every = bare(said), _whole()
    if not name:
        return Called()
    whole = every.get(bare(group) + name) or every.get(name)
    if whole:
        return Called(whole)
    if inside := tuple(
        key for key, row in _numbers().items() if row.group == group != "" and _is_part(name, row)
    ):
        return Called(inside, "part")
    if of_group := tuple(key for key, row in _numbers().items() if row.group == name and not row.parts):
        return Called(of_group, "group")
    return Called(tuple(key for key, row in _numbers().items() if _is_part(name, row, LEAST)), "part")


def named(text: str) -> data.Figure | None:
    """The one figure that is called so in whole, texts of the report among them."""
    keys = _whole().get(bare(text), ())
    return data.figures()[keys[0]] if len(keys) == 1 else None


def group_of(keys: tuple[str, ...]) -> str:
    """The group that all of these belong to; empty where there is none."""
    groups = {data.figures()[key].group for key in keys}
    return groups.pop() if len(groups) == 1 else ""


def fits(unit: str, row: data.Figure) -> bool:
    """Whether a number of this unit, as it was said, may be the figure's."""
    return unit in ("", row.unit, row.unit[:1], WORDS["any_unit"])


def names() -> dict[str, tuple[str, ...]]:
    """What each number may be called in whole, with the keys of those that are called so."""
    return {
        name: keys for name, keys in _whole().items() if not any(data.figures()[key].text for key in keys)
    }


def _is_part(name: str, row: data.Figure, least: int = LEAST_BESIDE) -> bool:
    rest = name.removeprefix(bare(row.group))
    if row.group and rest != name:
        return len(rest) >= LEAST_BESIDE and rest in bare(row.zh)
    return len(name) >= least and any(name in one for one in _called(row))


def _called(row: data.Figure) -> set[str]:
    return {bare(one) for one in (row.zh, row.group + row.zh, *row.also)} - {""}


@cache
def _numbers() -> dict[str, data.Figure]:
    return {key: row for key, row in data.figures().items() if not row.text}


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, row in data.figures().items():
        for name in _called(row):
            found[name] = (*found.get(name, ()), key)
    return found

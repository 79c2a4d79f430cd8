"""How the cells of a column are read: by the words that the registries know, as dates, numbers or text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rapidfuzz import process

from bot import data
from bot.services.importing.amounts import amount, born, count, hours, telegram_id, year
from bot.services.importing.cells import (
    WORDS,
    Cell,
    UnreadableError,
    day,
    first_day,
    last_day,
    names,
    same,
    text,
)
from bot.understanding import Directory, read_answer
from bot.understanding.figures.names import named

NOWHERE = Directory(())
AT_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""A kind is the same whenever it is said."""


def role(cell: Cell) -> str:
    """A role's key, from any name that `roles.toml` gives it."""
    roles = data.roles().values()
    known = {same(name): one.key for one in roles for name in (one.key, one.zh, one.en, *one.also)}
    return _known("role", text(cell), known, [one.zh for one in roles])


def kind(cell: Cell) -> str:
    """A kind's key, from its name or any word that messages use for it: 法治讲座, 讲座, 主题班会."""
    kinds, written = data.kinds().values(), text(cell)
    known = {same(name): one.key for one in kinds for name in (one.key, one.zh, one.en)}
    if same(written) not in known and (said := read_answer("kind", written, AT_NO_TIME, NOWHERE, UTC)):
        return str(said.value)
    return _known("kind", written, known, [one.zh for one in kinds])


def school_kind(cell: Cell) -> str:
    """学段, by its usual word where we know one."""
    return _usual("school_kind", text(cell)) or text(cell)


def model_level(cell: Cell) -> str:
    """示范校级别."""
    written = text(cell)
    return _usual("model_level", written) or _known("model_level", written, {}, list(WORDS["model_level"]))


def figure(cell: Cell) -> str:
    """A yearly figure's key, from any name that `figures.toml` gives it."""
    written = text(cell)
    found = named(written)
    if written and found is None:
        known = [one.name for one in data.figures().values()]
        like = [name for name, *_ in process.extract(written, known, limit=3, score_cutoff=50)]
        raise UnreadableError("figure", written, known="、".join(like) or "/figures")
    return found.key if found else ""


def _usual(words: str, written: str) -> str:
    usual = (word for word, also in WORDS[words].items() if same(written) in map(same, (word, *also)))
    return next(usual, "")


def _known(problem: str, written: str, known: dict[str, str], shown: list[str]) -> str:
    """What is known by this name; empty where nothing is written.

    Raises:
        UnreadableError: nothing is; with the names that are known.
    """
    if written and same(written) not in known:
        raise UnreadableError(problem, written, known="、".join(shown))
    return known.get(same(written), "")


READERS: dict[str, Callable[[Cell], Any]] = {
    one.__name__: one
    for one in (
        *(text, names, first_day, last_day, day, year, count, amount, hours, born, telegram_id),
        *(role, kind, school_kind, model_level, figure),
    )
}
"""How a column's cells are read, by the name that `sheets.toml` uses."""

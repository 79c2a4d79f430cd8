"""docs/access.md, written from the registries: `python -m tests.access_page` writes it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot import data
from bot.records import Account, Appointment, Person
from bot.services.access import Access, Need
from handlers.buttons import ACTIONS

PAGE = Path(__file__).parents[1] / "docs" / "access.md"
DAY = date(2024, 6, 26)
HEAD = """# Who may do and see what

Written from the registries by `python -m tests.access_page`: roles (`bot/data/roles.toml`), commands
(`bot/data/commands.toml`), buttons (`handlers/buttons.py`), each through `bot/services/access.py`, which
decides when something is done and not when it is shown. A test holds this page to the code; another lets
every role, a stranger and somebody whose appointment is over try every command, file and button, against a
table decided on by hand (`tests/end_to_end/decisions.toml`).

A role holds on the days of its appointment, both included. Whoever holds several may what any of them may. A
stranger, and somebody without an appointment today, is nobody. In a group no button and no command does
anything: what people see is theirs.
"""


def access(role: str | None) -> Access:
    """What somebody may who holds this role and no other, at one school."""
    held = (Appointment(role, school_id=1),) if role else ()
    return Access(Account(1, "", "zh", Person(1, "", held)), DAY)


COLUMNS = {
    **{f"{role.en} {role.zh}": access(key) for key, role in data.roles().items()},
    "nobody": access(None),
}


def page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_seen(), "", *_commands(), "", *_buttons(), ""))


def _table(first: str, rows: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    yield f"| {first} | {' | '.join(COLUMNS)} |"
    yield f"| --- |{' --- |' * len(COLUMNS)}"
    for name, cells in rows:
        yield f"| {name} | {' | '.join(cells)} |"


def _marks(need: Need) -> list[str]:
    return ["✓" if one.may(need) else "" for one in COLUMNS.values()]


def _seen() -> Iterator[str]:
    yield "## What is seen, and changed\n"
    yield "*own*: what they logged or took part in. *their schools*: those of their appointments today.\n"
    sees = [_reach(one, "all", "own, their schools") for one in COLUMNS.values()]
    cards = [_reach(one, "all", "themselves, their schools") for one in COLUMNS.values()]
    changes = [("all" if one.admits else "own") if one.may("log") else "" for one in COLUMNS.values()]
    logs = ["" if one.logs == "none" else LOGS[one.logs] for one in COLUMNS.values()]
    yield from _table(
        "",
        (
            ("entries, totals, the messages and changes behind them", sees),
            ("cards of people and schools", cards),
            ("changes and withdraws entries", changes),
            ("whose entry it is, unless the message says", logs),
        ),
    )


LOGS = {"own": "the writer's", "school": "the school's vice-principal's", "any": "asked"}


def _reach(one: Access, everything: str, own: str) -> str:
    if not one.may("member"):
        return ""
    return everything if one.sees_all else own


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    yield from _table("", ((f"`/{key}` {one.en}", _marks(one.needs)) for key, one in data.commands().items()))


def _buttons() -> Iterator[str]:
    yield "## Buttons\n"
    yield "A button about an entry, a person or a school also asks whether that one may be seen or changed.\n"
    groups: dict[tuple[str, Need], list[str]] = {}
    for name, (need, action) in ACTIONS.items():
        groups.setdefault((action.__module__, need), []).append(name)
    yield from _table("", ((_group(module, names), _marks(need)) for (module, need), names in groups.items()))


def _group(module: str, names: Iterable[str]) -> str:
    """What the handler's file says of itself, and its buttons."""
    says = (sys.modules[module].__doc__ or "").partition("\n")[0].rstrip(".")
    return f"{says}: {', '.join(f'`{name}`' for name in names)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

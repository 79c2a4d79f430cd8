"""What a correction changes."""

from __future__ import annotations

from typing import Any

from bot.understanding.clauses import Clause


def find_fix(clauses: list[Clause]) -> dict[str, Any]:
    """The new values, under the names of Item's fields."""
    fix: dict[str, Any] = {}
    for clause in clauses:
        for amount in clause.amounts:
            name = {"bare": "audience"}.get(amount.field, amount.field)
            if name in ("audience", "sessions", "cases", "class_hours"):
                fix.setdefault(name, amount.value)
        for named in clause.schools:
            if named.school:
                fix.setdefault("school", named.school.name)
        for day in clause.days:
            if day.day and day.why:
                fix.setdefault("held_on", day.day)
    return fix

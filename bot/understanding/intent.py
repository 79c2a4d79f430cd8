"""What a message is for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.understanding.assembly import Event, items_of
from bot.understanding.result import Found, Intent, Item, Understanding

if TYPE_CHECKING:
    from bot.understanding.reader import Clause


def decide(plain: str, clauses: list[Clause], events: list[Event], moment: datetime) -> Understanding:
    """The understanding of a message from its clauses and events."""
    today = moment.date()
    past: list[Item] = []
    plans: list[Item] = []
    for event in events:
        if not (event.schools or event.topics or event.kinds):
            continue
        if any(c.has("unheld") for c in event.clauses):
            continue
        future = event.day and event.day.day and event.day.day > today
        if future or (
            any(c.has("plan") for c in event.clauses) and not any(c.has("done") for c in event.clauses)
        ):
            plans += items_of(event)
        else:
            past += items_of(event)
    intent = _intent(clauses, past, plans)
    if intent != "log":
        past = []
    fix = _fix(clauses) if intent == "correct" else {}
    return Understanding(intent=intent, items=tuple(past), plans=tuple(plans), fix=fix, found=_found(clauses))


def _intent(clauses: list[Clause], past: list[Item], plans: list[Item]) -> Intent:
    def cue(*names: str) -> bool:
        return any(c.has(*names) for c in clauses)

    if cue("notice"):
        return "smalltalk"
    strong = any(i.school and (i.topics or i.audience) for i in past)
    if not strong:
        if cue("help"):
            return "help"
        if cue("query"):
            return "query"
        if cue("cancel"):
            return "cancel"
        if cue("correct"):
            return "correct"
    elif cue("correct") and cue("refer"):
        return "correct"
    if past:
        return "log"
    if plans:
        return "plan"
    if cue("cancel"):
        return "cancel"
    return "smalltalk"


def _fix(clauses: list[Clause]) -> dict[str, object]:
    fix: dict[str, object] = {}
    for clause in clauses:
        for amount in clause.amounts:
            name = {"bare": "audience"}.get(amount.field, amount.field)
            if name in ("audience", "sessions", "cases", "class_hours"):
                fix.setdefault(name, amount.value)
        for named in clause.schools:
            if len(named.schools) == 1:
                fix.setdefault("school", named.schools[0].name)
        for day in clause.days:
            if day.day and day.why != "":
                fix.setdefault("held_on", day.day)
    return fix


def _found(clauses: list[Clause]) -> tuple[Found, ...]:
    return ()

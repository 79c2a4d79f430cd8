"""What stands after a report and tells of another time: a call still to come, a wish for the next talk."""

from __future__ import annotations

import re

from bot.understanding.events.clauses import Clause

_COUNTS = ("audience", "bare", "cases")
_AHEAD = ("next_time", "scheduled", "plan")
STILL, _NOT_YET = re.compile("还[有剩差]|剩下|没定|未定"), re.compile("没|未|等|下周|明天|后天|改天|再")
CALLS = frozenset({"whether", *_AHEAD, "ahead"})
"""The signs one of which stands, unless `STILL` does, in every clause that tells what is to come."""
_EVENT = ("kind", "next", "plan", "scheduled", "later")


def forget_tails(clauses: list[Clause]) -> None:
    """Empties clauses after a report that only tell what is to come (明天再回一个, 下一批60人定在月底).

    Not those that name a school or stand before one, or say what will be told on a day: they are plans.
    """
    told = dated = False
    places = [i for i, clause in enumerate(clauses) if clause.schools] or [0]
    if not any(map(_may_look_ahead, clauses[places[-1] + 1 :])):
        return
    for i, clause in enumerate(clauses):
        if told and i > places[-1] and _says(clause) and (_looks_ahead(clause, dated) or _left(clauses[i:])):
            clause.days, clause.dayparts, clause.topics, clause.amounts = [], [], [], []
            for group in _EVENT:
                clause.words.pop(group, None)
        told = (told and i not in places[1:]) or bool(clause.counted(*_COUNTS))
        dated = dated or clause.has("done") or any(d.day and not d.coming for d in clause.days)


def forget_sessions_not_held(clauses: list[Clause]) -> None:
    """One of several sessions that was not held is none beside one that was (上午场230人,下午场没办成)."""
    for clause in clauses:
        if not (clause.has("ordinal") and clause.has_any("unheld", "undone")):
            continue
        told = clause.schools or clause.days or clause.topics or clause.counted(*_COUNTS)
        if not told:
            counted = any(c.counted("audience") for c in clauses)
            if counted and not any(c.counted("sessions") for c in clauses):
                clause.amounts, clause.dayparts, clause.words = [], [], {}


def _may_look_ahead(clause: Clause) -> bool:
    """Whether a clause holds what all clauses do that tell what is to come, or left to do."""
    if clause.has_any("whether", *_AHEAD) or STILL.search(clause.text):
        return True
    return bool(clause.days) and any(d.why == "ahead" for d in clause.days)


def _left(clauses: list[Clause]) -> bool:
    """Whether the first of some clauses says what is still to do (还有一份没发来, 下午还有一场, 下场没定)."""
    clause = clauses[0]
    if not STILL.search(clause.text) or clause.has("done"):
        return False
    if clause.counted("cases"):
        after = [c.text for c in clauses[1:2] if not (c.schools or c.amounts)]
        return _NOT_YET.search("".join([clause.text, *after])) is not None
    return bool(clause.counted("sessions")) and not any(c.counted("audience", "bare") for c in clauses)


def _says(clause: Clause) -> bool:
    return bool(clause.days or clause.topics or clause.amounts)


def _looks_ahead(clause: Clause, dated: bool) -> bool:
    """Whether a clause after a count tells of what is to come, wished for, or only asked."""
    ahead = [d for d in clause.days if d.why == "ahead"]
    if len(ahead) < len([d for d in clause.days if d.day]) or clause.has_any(
        "done", "moved", "unheld", "kept"
    ):
        return False
    own = clause.topics or clause.has("kind")
    if ahead:
        return dated and not own
    asked = clause.has("whether") and clause.has_any("content", "speaker") and clause.has("next")
    return asked or clause.has_any(*_AHEAD)

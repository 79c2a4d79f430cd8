"""To whom of a school a talk was given: to others than before, and whether it is another talk."""

from __future__ import annotations

from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event


def of_another_group(event: Event, clause: Clause) -> bool:
    """Whether the same talk is told of for others of the school (女生84,男生另外一场91)."""
    if clause.topics or clause.schools or clause.days or len(event.schools) != 1 or len(event.topics) != 1:
        return False
    groups = {hit.key for hit in clause.grades}, _sections(clause)
    told = {hit.key for c in event.clauses for hit in c.grades}, set().union(*map(_sections, event.clauses))
    return any(own and others and own.isdisjoint(others) for own, others in zip(groups, told, strict=True))


def _sections(clause: Clause) -> set[str]:
    """The parts of a school that a clause names (女生, 小学部)."""
    text, start = clause.text, clause.start
    return {text[hit.start - start : hit.end - start] for hit in clause.words.get("section", ())}


def to_others(event: Event, clause: Clause) -> str:
    """Another topic told to others at the same place (给高一讲禁毒,给高二讲反诈)."""
    if not clause.topics or event.apart or not {hit.key for hit in clause.topics} - set(event.topics):
        return ""
    first = clause.topics[0].start
    others = {hit.key for hit in clause.words.get("hearers", ()) if hit.start < first}
    told = {hit.key for known in event.clauses for hit in known.words.get("hearers", ())}
    return "next" if event.topics and others and told and others.isdisjoint(told) else ""

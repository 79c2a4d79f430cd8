"""What kind of thing a clause speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.reader import Clause


def kind_of(clause: Clause) -> list[str]:
    """The kinds that the clause's words name, in the order of the text."""
    kinds = [h.key for h in clause.words.get("kind", ()) if h.key != "none"]
    if clause.has("verb") and clause.has("object") and "lecture" not in kinds:
        kinds.insert(0, "legal_matter")
    if clause.has("handle") and clause.has("event"):
        kinds.insert(0, "legal_matter")
    if clause.has("object") and any(a.field == "cases" for a in clause.amounts) and "lecture" not in kinds:
        kinds.insert(0, "legal_matter")
    if clause.has("court") and clause.has("travel") and clause.has("audience"):
        kinds.insert(0, "visit")
    return kinds

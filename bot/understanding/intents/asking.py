"""Which clauses ask, and not about what was taught or asked there."""

from __future__ import annotations

import re

from bot.understanding.events.clauses import Clause
from bot.understanding.intents.either import seeks_somebody
from bot.understanding.text.lexicon import Hit

_DONE_OR_NOT = ("了没有", "过没有", "过没", "了吗", "过吗")
_ENDS = ("吗", "么", "不", "没", "没有")
"""How a clause ends that asks whether."""
_EVER = re.compile(r"[过了][一-龥]{1,8}没有?$")
"""At the end of a question whether something was held (八中今年讲过禁毒没)."""
_SINCE = re.compile(r"[过了][一-龥]{0,8}吗$")
"""The same of a period (今年讲过法治课吗)."""
_HELD = re.compile("[讲上去办开做搞登报][完成过]?了没$")
"""The same, just after a verb for the event (三中禁毒课讲了没)."""
_MAY = re.compile(r"(?:能|可以|可不可以)[^,。;]{0,8}(?:吗|么|不)$")
_POINTED = re.compile("[那这好前后]$")
"""Before 几份 and the like: so many are meant, not asked for (把那几份合同过一遍)."""
QUERIES = frozenset({"wh", "few", "surely_few", "surely"})


def asks(clause: Clause, text: str, counted: bool) -> bool:
    """Whether a clause of a text asks for something to be told; `counted`: the text counts an audience."""
    if not QUERIES.isdisjoint(clause.words):
        if clause.has("wh") and seeks_somebody(clause.text) and not _past(clause):
            return False
        if clause.has("surely") or _inquires(clause, text, counted):
            return True
    end = clause.text.rstrip()
    if end.endswith(_ENDS) and _whether(end, bool(_told(clause))):
        return True
    if clause.days and _undated(clause) and _since(clause, end):
        return True
    return text.startswith("?", clause.end) and not text.startswith("?”", clause.end)


def _past(clause: Clause) -> bool:
    return any(d.day and d.why != "ahead" and not d.coming for d in clause.days)


def _inquires(clause: Clause, text: str, counted: bool) -> bool:
    """Whether a word asks for something, and not for what was taught, or what somebody came to ask."""
    advice = _advice(clause)
    surely = clause.words.get("surely_few", ())
    if surely and not counted and not (advice and all(hit.start > advice[0].start for hit in surely)):
        return True
    if clause.has("matter"):
        return False
    few = [] if counted else [h for h in clause.words.get("few", ()) if not _POINTED.search(text, 0, h.start)]
    told = _told(clause)
    return any(all(t.start > hit.start for t in told) for hit in [*clause.words.get("wh", ()), *few])


def _told(clause: Clause) -> list[Hit]:
    """The words after which it is told what was taught, or what somebody asked (请教有没有风险)."""
    return [*clause.words.get("content", ()), *_advice(clause)]


def _advice(clause: Clause) -> list[Hit]:
    return [hit for hit in clause.words.get("kind", ()) if hit.key == "consultation"]


def _undated(clause: Clause) -> bool:
    """Whether a clause names a period, and no day in it."""
    return clause.day is not None and clause.day.day is None


def _since(clause: Clause, end: str) -> bool:
    """Whether the end of a clause asks how often, or whether, something was done in a period."""
    counts = [*clause.words.get("few", ()), *clause.words.get("wh", ())]
    return _SINCE.search(end) is not None or any(len(end) - (hit.end - clause.start) <= 1 for hit in counts)


def _whether(end: str, content: bool) -> bool:
    """Whether a clause with this end asks if something was held, or may be done; not what was taught."""
    if (
        end.endswith(_DONE_OR_NOT)
        or _HELD.search(end)
        or (end.endswith(("吗", "没有", "了没")) and not content)
    ):
        return True
    return _MAY.search(end) is not None or _EVER.search(end) is not None

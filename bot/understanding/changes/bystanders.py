"""What a report tells besides of others and of the writer's own work, which is no event at a school."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.events.clauses import Clause
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/asides")
_FROM = re.compile(rf"人(?![数次头均多来])|那?边?(?:{alternatives(_WORDS['belongs'])})(?![班生])")
"""After a school: it only says where somebody is from, learns or works (她小孩在二小念书)."""
_WAITS = re.compile(rf"(?:{alternatives(_WORDS['waits'])})")
_OWN_WORK = re.compile(
    rf"回(?:了|到)?(?:{alternatives(_WORDS['own'])})里?[^,。;]{{0,4}}?(?:{alternatives(_WORDS['own_work'])})"
)
_OWN_CALL = re.compile(rf"接了?[^,。;]{{0,3}}?(?:{alternatives(_WORDS['own'])})里?的?[^,。;]{{0,4}}电话")
_SCHOOL_WORDS = re.compile("[校园]|学生|老师|家长")
_THEIR_OWN = re.compile(
    rf"(?:{alternatives(_WORDS['others'])})[^,。;]{{0,4}}(?:还[有要得]|接着|另有|要开|开|有)"
)
_LEFT = re.compile(rf"(?:{alternatives(_WORDS['left'])})")
_MEETINGS = frozenset({"other", "activity"})


def forget_bystanders(clauses: list[Clause], signs: set[str]) -> None:
    """Removes where somebody is from, what others ask for or do themselves, and the writer's other work.

    Args:
        clauses: those of the message.
        signs: what stands in them (`signs_of`).
    """
    placed = [clause for clause in clauses if clause.schools or ("ours" in signs and clause.has("ours"))]
    several, before = len(placed) > 1, False
    if "invites" in signs and any(c.topics and not c.has("invites") for c in clauses):
        for clause in clauses:
            if clause.has("invites"):
                clause.topics = []  # of another talk (昨天五小反诈200人,校长问我什么时候再去讲宪法)
    for i, clause in enumerate(clauses):
        if clause.schools:
            before = True
            if several:
                _forget_origins(clause)
                if not clause.amounts and _WAITS.search(clause.text):
                    clause.words.setdefault("plan", []).append(Hit(clause.start, clause.end, "plan"))
        elif placed and _elsewhere(clause):
            clause.topics, clause.amounts, clause.dayparts = [], [], []
            clause.words.pop("kind", None)
        elif before and _their_meeting(clause, clauses[i + 1 : i + 2]):
            clause.dayparts = []
            clause.words.pop("kind", None)


def _forget_origins(clause: Clause) -> None:
    """Removes the schools that only say where somebody is from, where nothing else is told."""
    if clause.topics or clause.amounts or clause.has("kind"):
        return
    text = clause.text
    clause.schools = [n for n in clause.schools if not _FROM.match(text, n.end - clause.start)]


def _elsewhere(clause: Clause) -> bool:
    """Whether the writer went back to work, or the office called (下午回院里开庭, 接了所里三个电话)."""
    if "回" in clause.text and _OWN_WORK.search(clause.text) and not _SCHOOL_WORDS.search(clause.text):
        return True
    return "电话" in clause.text and _OWN_CALL.search(clause.text) is not None


def _their_meeting(clause: Clause, after: list[Clause]) -> bool:
    """Whether the school has a meeting of its own later (下午她们还有个表彰会,我没参加)."""
    if clause.topics or clause.amounts or clause.days or not ("kind" in clause.words or "会" in clause.text):
        return False
    if not {hit.key for hit in clause.words.get("kind", ())} <= _MEETINGS:
        return False
    left = any(_LEFT.search(c.text) and not c.schools for c in (clause, *after))
    return left or _THEIR_OWN.search(clause.text) is not None

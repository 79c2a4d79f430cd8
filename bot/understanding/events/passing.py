"""Topics that only come up beside the one that was taught: left out, not wanted, or led up from."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.events.clauses import Clause
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/passing")
_UNUSED = re.compile(rf"(?:{alternatives(_WORDS['between'])}){{0,3}}(?:{alternatives(_WORDS['unused'])})")
_UNWANTED = re.compile(rf"(?:{alternatives(_WORDS['unwanted'])})[^,.;]{{0,24}}$")
_MEANT = re.compile(rf"(?:{alternatives(_WORDS['meant'])})[^,。;]{{0,10}}$")
_ANNOUNCED = re.compile(rf"(?:{alternatives(_WORDS['announced'])})[^,。;]{{0,3}}$")
_CHANGED = re.compile(rf"(?:{alternatives(_WORDS['changed'])})")
_NOT_DONE = re.compile(rf"(?:{alternatives(_WORDS['not_done'])})")
_CHIEFLY = re.compile(rf"(?:{alternatives(_WORDS['chiefly'])})[^,。;]{{0,6}}$")
_MENTIONED = re.compile(rf"(?:{alternatives(_WORDS['mentioned'])})[^,。;]{{0,24}}$")
_NEAR = 30
_MOST = 30
"""More topics are a list; none of them is told by the way."""


def drop_passing_topics(clauses: list[Clause]) -> None:
    """Removes what was not taught after all, where something was (备的反诈没用上, 本来还要讲禁毒,没讲)."""
    if len([hit for clause in clauses for hit in clause.topics]) < 2:
        return
    _drop_mentioned(clauses)
    told = [(clause, hit) for clause in clauses for hit in clause.topics]
    if len({hit.key for _, hit in told}) < 2 or len(told) > _MOST:
        return
    passing = [one for one in told if _left_out(clauses, *one)]
    chief = next((clause for clause, hit in told if _said_before(_CHIEFLY, clause, hit)), None)
    if chief and not passing:
        passing = [one for one in told if one[0].start < chief.start and not _taught(one[0])]
    for clause, hit in passing if len(passing) < len(told) else ():
        clause.topics.remove(hit)


def _drop_mentioned(clauses: list[Clause]) -> None:
    """Removes what somebody told the writer after the talk (210人。会后一位奶奶拉着我说她儿子欠网贷)."""
    told = [clause for clause in clauses if clause.topics]
    for clause in told if len(told) > 1 else ():
        advised = clause.schools or any(hit.key == "consultation" for hit in clause.words.get("kind", ()))
        if not advised and _said_before(_MENTIONED, clause, clause.topics[0]):
            clause.topics, clause.amounts = [], []


def _left_out(clauses: list[Clause], clause: Clause, hit: Hit) -> bool:
    """Whether a topic was prepared, wished for, or meant, and then not taught."""
    if _UNUSED.match(clause.text, hit.end - clause.start) or _said_before(_UNWANTED, clause, hit):
        return True
    if _said_before(_ANNOUNCED, clause, hit):
        near = [c for c in clauses if c.start >= clause.start][:2]
        return any(_CHANGED.search(c.text) for c in near)
    if not _said_before(_MEANT, clause, hit):
        return _gives_reason(clauses, clause)
    if _other_taught(clauses, clause, hit):
        return True
    following = [c for c in clauses if c.start > clause.start][:2]
    if _CHANGED.search(clause.text, hit.end - clause.start) or any(
        c.topics and _CHANGED.search(c.text) for c in following
    ):
        return True
    after = following[0] if following else clause
    return _NOT_DONE.search(clause.text, hit.end - clause.start) is not None or (
        not (after.topics or after.schools) and _NOT_DONE.search(after.text) is not None
    )


def _gives_reason(clauses: list[Clause], clause: Clause) -> bool:
    """Whether somebody only says why another topic was taught (学校说最近打架多,就讲了防欺凌)."""
    after = next((c for c in clauses if c.start > clause.start), clause)
    said = clause.has("speaker") and not clause.has_any("kind", "content")
    return bool(said and after.topics and after.has("content") and after.has("done"))


def _other_taught(clauses: list[Clause], clause: Clause, hit: Hit) -> bool:
    """Whether soon after a topic another one is told to which it was changed (让我讲宪法,就改成反诈了)."""
    for near in [c for c in clauses if c.start >= clause.start][:3]:
        place = hit.end - near.start if near is clause else 0
        changed = _CHANGED.search(near.text, place)
        if changed and any(t.start >= near.start + changed.end() for t in near.topics):
            return True
    return False


def _said_before(pattern: re.Pattern[str], clause: Clause, hit: Hit) -> bool:
    place = max(0, hit.start - clause.start)
    return pattern.search(clause.text, max(0, place - _NEAR), place) is not None


def _taught(clause: Clause) -> bool:
    """Whether a clause says that something was taught, or where."""
    return bool(clause.schools or clause.days or clause.amounts) or clause.has_any("kind", "content")

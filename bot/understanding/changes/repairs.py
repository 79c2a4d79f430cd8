"""What a writer takes back within the message: 二小啊不对是五小, 三百二 哦不 是三百六."""

from __future__ import annotations

import re

from bot.understanding.changes.denials import DENIAL, deny
from bot.understanding.changes.forgetting import forget
from bot.understanding.changes.held import done_by_another, held_after_all
from bot.understanding.changes.said_anew import (
    SOUND,
    drop_estimate,
    drop_stumbles,
    keep_believed,
    keep_confirmed,
)
from bot.understanding.changes.values import called_slip, topics_of, values_of
from bot.understanding.counts.former import drop_former
from bot.understanding.counts.parts import drop_examples, drop_parts
from bot.understanding.days.framing import drop_framing
from bot.understanding.days.postponed import drop_other_days, look_ahead
from bot.understanding.events.clauses import BARE_DENIALS, FAR, STRONG, Clause

_CALLS = frozenset(
    {
        *(
            "astray",
            "in_force",
            "moved",
            "unheld",
            "only_then",
            "deadline",
            "writing",
            "rest",
            "opposite",
            "stood_in",
            "undone",
            "former_talk",
            "example",
            "invitation",
            "switch",
            "appointed",
            "retaught",
            "confirmed",
        ),
        *("repair", "misspoken", "prevails", "exact"),
    }
)
"""The groups of words that call for a repair."""
_ADDS = re.compile(
    r"[,、 啊哦嗯]*(?:(?<!不)对(?:了|啦)?+[,、 ]*+(?!应该|是|改|不|\d)"
    r"|[一-龥]{2,3}也[有来]|还(?!是)|另|外加|再加|忘了|忘说|漏了|差点忘|加上(?![^,。;\n]{0,8}是)|以及)"
)
"""After a sound or a word of taking back: something came to mind, nothing is corrected (哦对还有老师10个)."""
_CLOSE = 2
_AGAIN = frozenset("讲的是应该主题内容不对哦啊嗯呃说错了更正改成为那个校园防, ")
"""Of these characters are words that take a topic back and say it anew."""


def repair(text: str, clauses: list[Clause]) -> None:
    """Removes what is taken back, parts of a number said whole, and days that are not of the event.

    Args:
        text: the message, normalised: most rules need a word that it does not hold.
        clauses: those of the message.
    """
    forget(text, clauses)
    stumbles = SOUND.search(text) is not None
    for i, clause in enumerate(clauses):
        if not _CALLS.isdisjoint(clause.words):
            _by_words(clauses, i)
        if clause.days:
            drop_framing(clauses, i)
        if stumbles and SOUND.search(clause.text):
            drop_stumbles(clauses, i)
        if clause.amounts:
            drop_parts(clauses, i)
            drop_former(clauses, i)
        if clause.topics and _may_lie_ahead(clause):
            look_ahead(clauses[max(0, i - FAR) : i + 1], clauses[i + 1 : i + 1 + FAR])
        if clause.text.strip() in BARE_DENIALS:
            _topic_taken_back(clauses, i, clause.start) or _take_back(clauses, i, clause.end)
    for i, clause in enumerate(clauses if DENIAL.search(text) else ()):
        if DENIAL.search(clause.text):
            deny(clauses[max(0, i - 1) : i + 1], clauses[i + 1 : i + 2])


def _may_lie_ahead(clause: Clause) -> bool:
    day = clause.day
    return (day is not None and day.why == "ahead") or (clause.has("next_time") and not clause.has("done"))


def _by_words(clauses: list[Clause], i: int) -> None:
    """Repairs that a word of the clause calls for."""
    clause = clauses[i]
    if clause.has("astray"):
        _forget_schools(clauses[max(0, i - (clause.mark == "、")) : i + 1])
    if clause.has("example"):
        drop_examples(clauses, i)
    if clause.has("former_talk"):
        _forget_former(clauses, i)
    done_by_another(clauses, i)
    drop_other_days(clauses, i)
    held_after_all(clauses, i)
    for hit in clause.words.get("retaught", ()):
        _topic_taken_back(clauses, i, hit.start)
    if clause.has("prevails"):
        keep_believed(clauses, i)
    if clause.has("confirmed"):
        keep_confirmed(clauses, i)
    if clause.has("exact"):
        drop_estimate(clauses, i)
    _by_words_of_repair(clauses, i)


def _by_words_of_repair(clauses: list[Clause], i: int) -> None:
    """Takes back what was said before each 不对, 哦不 and the like."""
    clause = clauses[i]
    taken = clause.start - 1
    after = "".join(c.text for c in clauses[i + 1 : i + 2])
    for hit in sorted([*clause.words.get("repair", ()), *clause.words.get("misspoken", ())]):
        if _ADDS.match(clause.text + "," + after, hit.end - clause.start):
            continue
        if hit.key == "misspoken" and called_slip(clauses, i, hit.start):
            continue
        # 不对应该是 takes one value back, not two
        if hit.start > taken and _take_back(clauses, i, hit.start, twice=hit.key == "misspoken"):
            _settle(clauses[max(0, i - FAR) : i + 1])
        taken = hit.end


def _forget_schools(clauses: list[Clause]) -> None:
    """Nothing was done at schools to which the writer went by mistake, or that are easily mixed up."""
    for clause in clauses:
        clause.schools = []


def _forget_former(clauses: list[Clause], i: int) -> None:
    """What was taught at former times is not told of now (前两次讲的禁毒,今天讲防欺凌)."""
    clause = clauses[i]
    others = [c for c in clauses if c is not clause]
    if any(c.has("respectively") for c in others):
        return  # 前一次讲知识产权,后一次讲网络安全
    if not clause.schools and any(c.topics for c in others) and any(c.schools for c in others):
        clause.topics, clause.amounts = [], []


def _take_back(clauses: list[Clause], i: int, place: int, twice: bool = False) -> bool:
    """Removes the last value before `place` of the first sort that is said again after it."""
    if _topic_taken_back(clauses, i, place):
        return True
    near = max(0, i - 2 if any(clause.mark in STRONG for clause in clauses[max(0, i - 2) : i + 1]) else i - 3)
    before = [value for value in values_of(clauses[near : i + 1], place) if value.start < place]
    known = {(value.sort, value.meaning) for value in before if value.sort == "school"}
    after = [v for v in values_of(clauses[i : i + 3], place) if v.start > place]
    after = [value for value in after if (value.sort, value.meaning) not in known]
    if twice and not after:
        after, before = before[-1:], before[:-1]
    again = [value for value in before if after and value.sort == after[0].sort]
    settled = "还是" in clauses[i].text and after and any(v.meaning == after[0].meaning for v in again)
    for value in again if settled else again[-1:]:
        value.drop()
    return bool(again)


def _topic_taken_back(clauses: list[Clause], i: int, place: int) -> bool:
    """Removes a topic said just before `place` where another one follows at once (讲反诈,不对,讲的是宪法)."""
    near = topics_of(clauses[max(0, i - 1) : i + 3], place)
    before = [value for value in near if value.end <= place <= value.end + _CLOSE][-1:]
    after = next((value for value in near if value.start > place), None)
    if not before or after is None or before[0].meaning == after.meaning:
        return False
    between = (c.text[max(0, place - c.start) : max(0, after.start - c.start)] for c in clauses[i : i + 3])
    if not _AGAIN.issuperset("".join(between)):
        return False
    before[0].drop()
    return True


def _settle(clauses: list[Clause]) -> None:
    """What is corrected at once, in telling it, corrects no earlier entry (学生240,改一下,是214)."""
    if any(c.topics for c in clauses) and not any(c.has_any("entry", "refer") for c in clauses):
        clauses[-1].words.pop("correct", None)

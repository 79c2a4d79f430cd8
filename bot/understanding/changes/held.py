"""Whether what is said to be off was held after all, and whether 没讲 means that it was not."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.events.clauses import FAR, Clause
from bot.understanding.events.kinds import kinds_of
from bot.understanding.text.numbers import alternatives

WHY = re.compile(
    r"(?<!原)(?!(?:因为?|由于)(?:故|[^,。;]{1,10}(?:原因|缘故|关系)))"
    rf"(?:{alternatives(data.load('words/asides')['why'])})"
)
"""Before what was in the way (因演练取消)."""
_ONLY = re.compile(
    r"[ ]*(?:我|我们)?(?:[搞做办开看放]了|[就只光仅](?![说等])|而是|改(?!到|天|期|日)|是(?=去|给|帮))"
)
_MADE_UP = re.compile(
    r"[ ]*(?:[上中下]午|早上|晚上)?(?:我|又|才|再|重新|另外)*"
    rf"(?:{alternatives(data.load('words/asides')['made_up'])})[ ]*"
)
_NEAR = 8
"""Clauses before and after one in which it is sought what was told."""
_WITH = re.compile("[ ]*(?:我|我们)?[和跟陪同带去帮替给]")
"""At the beginning of a clause: what was done instead."""
_STOOD_IN = re.compile(
    "(?:后来|最后|就|是|换成?了?|改?由|让|派了?|叫了?|请了?)*[^我咱,。;0-9]{1,8}(?:去|讲|上|顶|代)(?:讲|上|课|班)?的"
    "|(?:换成?了?|改?由|派了?|叫了?|请了?)[^我咱,。;0-9]{1,8}(?:去|讲|上|顶|代)"
)
"""At the beginning of a clause after one in which the writer could not come: another did (换李警官去的)."""
_DID = re.compile("[做搞开办]")
_NOTHING = re.compile("(?:结果|最后|后来|但是?|可是|就|也|都|又|还是|所以|于是)*没有?[讲去开办搞][的了啊]?")


def done_by_another(clauses: list[Clause], i: int) -> None:
    """Where the writer did not come, but somebody else did, it was held (我没去成,换李警官去的)."""
    clause = clauses[i]
    if clause.has_any("unheld", "undone") and _somebody_went(clauses, i):
        clause.words["by_another"] = clause.words.get("undone") or clause.words["unheld"]
        undo(clause)


def held_after_all(clauses: list[Clause], i: int) -> None:
    """Where somebody stood in it was held; where something else was meant at first, 没讲 says it was not."""
    clause = clauses[i]
    if clause.has("stood_in"):
        for before in clauses[: i + 1]:
            before.words.pop("unheld", None)
    if clause.has_any("unheld", "undone") and _was_held(clauses, i):
        undo(clause)
    if clause.has("switch"):
        for before in clauses[:i]:
            if before.has("instead") and before.schools:
                before.words.setdefault("unheld", before.words["instead"])
    if clause.has("undone") and _surely_undone(clauses, i):
        clause.words.setdefault("unheld", clause.words["undone"])


def _was_held(clauses: list[Clause], i: int) -> bool:
    """Whether only a talk is denied of something else that was done."""
    instead = [c for c in clauses[i + 1 : i + 2] if _instead(c)]
    if instead and instead[0].has("kind"):
        clauses[i].words.pop("kind", None)
    return bool(instead) or _other_was_held(clauses[:i], clauses[i]) or _only_the_talk(clauses[i])


def _surely_undone(clauses: list[Clause], i: int) -> bool:
    """Whether nothing came of what is told, by what stands near a clause that says 没讲 or 没去."""
    clause, before = clauses[i], clauses[max(0, i - FAR) : i]
    if (clause.idles and any(c.schools for c in before)) or any(c.has("instead") for c in (*before, clause)):
        return True
    return _not_gone_to([*before, *clauses[i : i + FAR]], clause) or _nothing_was_told(clauses, i)


def made_up(clauses: list[Clause], i: int) -> None:
    """What was not held on one day was held on the day that a clause tells (周一停电,九中没讲,昨天补的).

    Nothing else is told before: neither of another school, nor heads.
    """
    clause, before = clauses[i], clauses[:i]
    if not (
        i and clause.days and clauses[i - 1].has_any("unheld", "undone") and clause.day and clause.day.day
    ):
        return
    rest = clause.text[clause.days[-1].end - clause.start :]
    if clause.day.why == "ahead" or not _MADE_UP.fullmatch(rest):
        return
    meant = next((k for k in range(i - 1, -1, -1) if before[k].has("instead") and before[k].schools), 0)
    before = before[meant:]
    schools = {one.schools for c in before for one in c.schools}
    if (
        len(schools) > 1
        or not (schools or any(c.schools for c in clauses[i + 1 :]))
        or any(c.counted("audience", "bare") for c in before)
    ):
        return
    clause.words.pop("writing", None)
    for other in before:
        other.days, other.dayparts = [], []
        other.words.pop("instead", None)
        undo(other)


def _nothing_was_told(clauses: list[Clause], i: int) -> bool:
    """Whether a clause says nothing but 没讲, and only a talk was told of (二小禁毒讲座,停电,没讲)."""
    if not _NOTHING.fullmatch(clauses[i].text.strip()):
        return False
    before, after = clauses[max(0, i - _NEAR) : i], clauses[i + 1 : i + _NEAR]
    done = kinds_of(before[-1]) if before and before[-1].schools else []
    if any(c.amounts for c in after) or (done and "lecture" not in done):
        return False
    kinds = {hit.key for c in before for hit in c.words.get("kind", ())} - {"none"}
    return "lecture" in kinds <= {"lecture", "other"} or bool(not kinds and any(c.topics for c in before))


def _not_gone_to(clauses: list[Clause], clause: Clause) -> bool:
    """Whether a school is only named as not gone to, beside others with heads (…240人;三中因为检查没去)."""
    if not clause.schools or clause.topics or clause.amounts:
        return False
    named = [one.schools for one in clause.schools]
    others = [c for c in clauses if any(one.schools not in named for one in c.schools)]
    own = any(one.schools in named for c in clauses if c is not clause for one in c.schools)
    return not own and bool(others) and any(c.counted("audience") for c in clauses)


def _only_the_talk(clause: Clause) -> bool:
    """Whether only the talk is denied of what the same clause says was done (做了安全检查没上课)."""
    kinds = [hit for hit in clause.words.get("kind", ()) if hit.key != "none"]
    off = min(h.start for group in ("unheld", "undone") for h in clause.words.get(group, ()))
    done = [hit for hit in kinds if hit.end <= off and hit.key not in ("lecture", "tour")]
    if not (done and clause.schools and _DID.search(clause.text)) or WHY.search(clause.text):
        return False
    clause.words["kind"] = done
    return True


def _somebody_went(clauses: list[Clause], i: int) -> bool:
    """Whether only the writer did not come, and the next clause tells who did."""
    after = clauses[i + 1 : i + 2]
    return "我" in clauses[i].text and any(_STOOD_IN.match(c.text) and not c.days for c in after)


def _other_was_held(before: list[Clause], clause: Clause) -> bool:
    """Whether only the talk is denied of something else that was just told (开了座谈会,没上课)."""
    told = [c for c in before[-2:] if c.words or c.schools]
    if clause.schools or clause.days or not told or not told[-1].has("done"):
        return False
    meant = any(c.topics or c.has("kind") for c in before if c.schools and c is not told[-1])
    if meant or WHY.search(told[-1].text):
        return False
    kinds = kinds_of(told[-1])
    return bool(kinds) and "lecture" not in kinds


def undo(clause: Clause) -> None:
    """It was held after all."""
    for group in ("unheld", "undone"):
        clause.words.pop(group, None)


def _instead(clause: Clause) -> bool:
    """Whether a clause tells what was done instead of a talk (没上课,就领了张聘书)."""
    if clause.has_any("unheld", "plan", "later"):
        return False
    kinds = {hit.key for hit in clause.words.get("kind", ())} - {"none"}
    went = clause.schools and kinds and "lecture" not in kinds and _WITH.match(clause.text)
    told = kinds or clause.has_any("court", "signed") or clause.topics
    return bool(went or (told and _ONLY.match(clause.text)))

"""What was meant at first, where something else was done: another school, or another day, was meant."""

from __future__ import annotations

import re

from bot.understanding.changes.held import made_up, undo
from bot.understanding.events.clauses import Clause

_TO_SCHOOL = re.compile(r"(?:改|换|转|调|挪)(?:成|到|去|在|为|至)[了的]?[是去到在]?$")
"""Just before the school where it was held in the end (临时换成水口中学)."""
_IN_THE_END = re.compile(
    r"(?:(?:结果|最后|后来|其实|实际上?|还是)(?:是|又|就|才|我们|还是|给)?|^)(?:去|到|在)[了的]?是?$"
)
"""The same, where the first school was only said, fixed or not gone to (结果去的三小)."""
_SAID_FIRST = re.compile(
    r"(?:本来|原[来本先定]|原计划|说[好是]|通知(?:上|书|里|写)?的?是|约[好的]|定[好的]|安排的|打算|没有?(?=[去到在]))"
    r"[^,。;]{0,5}$"
)
"""Before a school that was only meant at first (通知的是二小)."""
_MADE_UP = re.compile(r"补(?:上(?!报|登|记|录)|讲|课|了)")
"""A talk put off was given after all (原定上周三的课今天补上了); no entry was made up for (补上登记)."""
_OWED = re.compile("答应|许诺|许下|欠(?![费薪款债租])|没[讲上去开办][成了]|[说约]好的?(?:那|课|$)")
"""What was made up for was promised, or could not be held: it was no entry (欠的那场今天补上了)."""
_TO_KIND = re.compile(r"(?:改|换|变)(?:成|为|作|到|去)?了?(?:搞|做|办|开|上|一[场个次])?[ ]?[一-龥]{0,6}$")
"""Just before what was done in the place of what was meant (改成了消防演练)."""
_TAUGHT_INSTEAD = re.compile("[改换](?:成|为|在[^,。;\n]{1,6})?了?讲")
_HELD = re.compile("完成|举[行办]|开展|[讲上办开]了|讲完|补上|补讲")
CALLS = frozenset({"instead", "moved", "writing", "unheld", "undone"})
"""The signs without which nothing was only meant at first, but for a school (`only_said`)."""
_AT_FIRST = ("instead", "plan", "scheduled", "agenda", "agreed", "unheld", "undone", "invitation", "circular")


def forget_first_intentions(clauses: list[Clause]) -> None:
    """Removes the school or the day that was only meant at first (原计划去一小,临时换成二小)."""
    for i, clause in enumerate(clauses):
        made_up(clauses, i)
        _teach_instead(clause, clauses[i + 1 : i + 5])
        if clause.has("writing") and clause.days and _MADE_UP.search(clause.text):
            _make_up(clauses[max(0, i - 1) : i + 1])
        if clause.has("moved"):
            _keep_last_kind(clause)
        if clause.has("instead") and clause.has("plan") and not clause.schools:
            _drop_plan(clause, clauses[i + 1 :])
        said, instead = only_said(clause), clause.has("instead")
        if not (said or instead):
            continue
        after = clauses[i + 1 : i + 4]
        if said and any(c.schools and _was_held(c) for c in after):
            _drop_school(clause, after)
        elif instead:
            _drop_kind(clause, after[:2])
            if clause.schools and any(map(_names_another, after)):
                _drop_school(clause, after)
            elif clause.days and not clause.counted("audience"):
                _drop_day(clause, clauses[i + 1 :])


def _teach_instead(clause: Clause, after: list[Clause]) -> None:
    """What could not be taught gave way to something else, with heads (反诈没讲成,停电,改讲火灾逃生,56人)."""
    if not (clause.topics and clause.has_any("unheld", "undone")):
        return
    taught = next((c for c in after if c.topics and _TAUGHT_INSTEAD.search(c.text)), None)
    if taught is None or not any(c.counted("audience") for c in after):
        return
    undo(clause)
    clause.topics = []
    for group in ("unheld", "moved", "correct"):
        taught.words.pop(group, None)


def _make_up(clauses: list[Clause]) -> None:
    """Of a talk that was promised, or failed, the last clause says on which day it was given after all."""
    owed = [clause for clause in clauses if _OWED.search(clause.text)]
    for clause in owed:
        if clause is not clauses[-1]:
            clause.days, clause.dayparts = [], []
    for clause in clauses if owed else ():
        for group in ("writing", "unheld", "undone", "refer"):
            clause.words.pop(group, None)


def _drop_plan(clause: Clause, after: list[Clause]) -> None:
    """Of a topic meant at first, if another was taught, and heads told (本来要讲反诈,就讲防欺凌)."""
    told = [
        c
        for c in after[:3]
        if c.topics and c.has_any("content", "kind") and not c.has_any("plan", "next_time")
    ]
    ahead = any(d.why == "ahead" for c in after for d in c.days)
    if clause.has("untold") and told and not ahead and any(c.counted("audience") for c in after):
        clause.words.pop("plan")


def _names_another(clause: Clause) -> bool:
    """Whether a clause names the school to which it was changed."""
    return any(_TO_SCHOOL.search(clause.text, 0, max(0, n.start - clause.start)) for n in clause.schools)


def only_said(clause: Clause) -> bool:
    """Whether a clause names a school that was only meant at first, and nothing that was done there."""
    if clause.topics or clause.amounts or not clause.schools:
        return False
    return _SAID_FIRST.search(clause.text, 0, max(0, clause.schools[0].start - clause.start)) is not None


def _was_held(clause: Clause) -> bool:
    """Whether a clause names the school where it was held in the end."""
    ends = [max(0, named.start - clause.start) for named in clause.schools]
    return _names_another(clause) or any(_IN_THE_END.search(clause.text, 0, end) for end in ends)


def _drop_school(clause: Clause, after: list[Clause]) -> None:
    """Of a clause, and where it is named again to say why (去九中,九中考试,改去了八中)."""
    meant = [named.schools for named in clause.schools]
    for other in (clause, *after):
        other.schools = [named for named in other.schools if named.schools not in meant]
    if any(c.counted("audience") for c in after):
        clause.amounts = []
    for group in _AT_FIRST:
        clause.words.pop(group, None)
    for other in filter(_was_held, after):
        for group in ("unheld", "moved", "correct"):
            other.words.pop(group, None)


def _carried_out(clause: Clause) -> bool:
    """Whether a clause says that it was held on a day of its own (…因运动会延期,周一上午已完成)."""
    past = clause.day and clause.day.day and clause.day.why != "ahead" and not clause.schools
    return bool(past and clause.has("done") and _HELD.search(clause.text))


def _drop_kind(clause: Clause, after: list[Clause]) -> None:
    """What was meant, where it was changed to something of another kind (本来要讲课,改成了消防演练)."""
    meant = {hit.key for hit in clause.words.get("kind", ())}
    changed = [c for c in after if c.has("moved") and _names_other_kind(c, meant)]
    if meant and changed:
        for group in ("kind", *_AT_FIRST):
            clause.words.pop(group, None)
        for group in ("moved", "correct", "unheld"):
            changed[0].words.pop(group, None)


def _keep_last_kind(clause: Clause) -> None:
    """What was meant, where one clause says to what it was changed (国家安全课我改成了知识问答赛)."""
    kinds = clause.words.get("kind", [])
    new = [i for i, hit in enumerate(kinds) if _TO_KIND.search(clause.text, 0, hit.start - clause.start)]
    if new:
        clause.words["kind"] = kinds[new[0] :]


def _names_other_kind(clause: Clause, meant: set[str]) -> bool:
    others = [hit for hit in clause.words.get("kind", ()) if hit.key not in meant]
    return any(_TO_KIND.search(clause.text, 0, hit.start - clause.start) for hit in others)


def _drop_day(clause: Clause, after: list[Clause]) -> None:
    """Of a day meant at first, if the talk was made up for, or given earlier, on another day."""
    made_up = [c for c in after[:2] if c.has("writing") and c.days and _MADE_UP.search(c.text)]
    if clause.has("unheld") and any(map(_carried_out, after[:2])):
        made_up = made_up or [clause]
        clause.words.pop("unheld")
    for other in made_up:
        other.words.pop("writing", None)
    if made_up or (_meant_ahead(clause) and _held_there(after)):
        clause.days, clause.dayparts = [], []
        clause.words.pop("instead", None)


def _meant_ahead(clause: Clause) -> bool:
    return bool(clause.schools) and all(d.why == "ahead" for d in clause.days)


def _held_there(after: list[Clause]) -> bool:
    """Whether it is told after a school that heads were there on a day that is past."""
    if any(c.schools or c.has_any("unheld", "undone", "moved") for c in after):
        return False
    held = any(c.day and c.day.day and c.day.why != "ahead" and not c.day.coming for c in after)
    return held and any(c.counted("audience") for c in after)

"""Days that are not the event's: of a law, of writing, of what was meant at first or still lies ahead."""

from __future__ import annotations

import re
from itertools import takewhile

from bot import data
from bot.understanding.changes.held import undo
from bot.understanding.counts.amount import HEADS
from bot.understanding.days.day import Day
from bot.understanding.events.clauses import FAR, Clause
from bot.understanding.text.numbers import alternatives

_FORCE = ("起施行", "施行", "实施", "生效", "颁布", "修订", "起实施", "起生效", "in force")
_WRITTEN = re.compile("才?(?:来得及|顾得上|顾上|抽空|腾出手|[来去])?(?:补|报|登|记|写|想起|有空|发)")
_WORDS = data.load("words/asides")
_MISSING = re.compile(
    rf"(?:{alternatives(_WORDS['missing'])})(?![^,。;]{{0,4}}(?:{alternatives(_WORDS['says'])}))"
)
_GIVEN_BACK = re.compile(
    r"^(?:(?!学校|校长|老师|他们).)*(?:(?:反馈|发还|交还|返还|发给|回给)[了的]?(?:学校|他们|校方)?"
    r"|[发回寄交传]的?(?:邮件|微信|书面意见|意见|定稿|终稿|稿|文档|电子版))$"
)
_POINTS = ("那", "这", "的")
_WHEN = ("时间", "日期")
"""A form's label ends so (填报时间:10月30日)."""
_LATER = re.compile(
    r"(?:推迟|延迟|顺延|推|延|改|挪)[到至了]?"
    r"(?:(?:(?:上午|中午|下午|傍晚|晚上)?(?:大课间|最后一节课?|第.节课?)|[上中下]午|傍晚|晚上)(?:才|[,。 ]|$)"
    r"|(?:上午|下午|晚上)?(?:半个?小时|[\d一二两三四五六七八九十]{1,3}(?:点|:|分钟|个?半?小时)))"
)
"""To another hour of the day: it was held all the same, if heads are told."""


def drop_other_days(clauses: list[Clause], i: int) -> None:
    """Removes from a clause, and from those before it, the days on which the event was not held."""
    clause = clauses[i]
    if clause.has("in_force"):
        clause.days = [
            d for d in clause.days if not clause.text[d.end - clause.start :].lstrip().startswith(_FORCE)
        ]
    if clause.has("moved"):
        _move(clauses, i)
    near = clauses[max(0, i - FAR) : i + 1 + FAR]
    if clause.has("unheld") and (_only_later(near, clause) or _of_something_else(near, clause)):
        undo(clause)
    if clause.has("only_then") and clause.days and not _of_another_school(clauses[:i], clause):
        clause.days = clause.days[-1:]
        for before in clauses[max(0, i - FAR) : i]:
            told = (before.schools or before.amounts) and not before.has("instead")
            before.days = before.days if told else []
            _drop_intention(before)
    if _names_no_day(clauses, i):
        clause.days, clause.dayparts = [d for d in clause.days if d.why == "ahead" and not d.day], []
    if clause.has("opposite") and not (clause.schools or clause.topics or clause.amounts):
        _of_others(clauses, i)
    if clause.has("writing") and not (clause.schools or clause.topics):
        _drop_days_of_writing(clauses, i)


def _of_another_school(before: list[Clause], clause: Clause) -> bool:
    """Whether a clause tells what another school gets later (二小215人,三小那个下周才去)."""
    ahead = clause.schools and clause.day and clause.day.why == "ahead"
    return bool(ahead) and any(c.counted("audience") for c in before)


def _names_no_day(clauses: list[Clause], i: int) -> bool:
    """Whether the days of a clause are those of a rest, an arrangement, an invitation or a deadline."""
    clause = clauses[i]
    told = clause.topics or clause.has("kind")
    if (clause.has("correct") and clause.has_any("entry", "refer")) or _given_back(clauses, i):
        return False
    if clause.has_any("rest", "appointed") and not (told or clause.schools or clause.has("instead")):
        return True
    invited = clause.has("received") and clause.has("invitation") and any(c.days for c in clauses[i + 1 :])
    return clause.has("deadline") or bool(invited and not told)


def _given_back(clauses: list[Clause], i: int) -> bool:
    """Whether the only day told is that on which papers were given back (审合同1份,今天上午反馈的)."""
    if not _GIVEN_BACK.search(clauses[i].text):
        return False
    before = clauses[:i]
    papers = any(c.has_any("papers", "object") for c in before) and any(
        c.counted("cases") or c.has("verb") for c in before
    )
    return papers and not any(c.days or c.dayparts for c in clauses if c is not clauses[i])


def _drop_days_of_writing(clauses: list[Clause], i: int) -> None:
    """A day is the event's only after the word, or pointing to it (周五那场登记一下, 昨天下午的补报)."""
    clause = clauses[i]
    if clause.text.endswith(_WHEN) and (after := clauses[i + 1 : i + 2]) and after[0].mark == ":":
        after[0].days = []
    word = clause.words["writing"][-1].start
    parts = {hit.start: hit.end for hit in clause.dayparts}
    moved = {hit.end for hit in clause.words.get("moved", ())}
    days = clause.days
    clause.days = [
        d
        for d in days
        if d.start > word
        or clause.text.startswith(_POINTS, parts.get(d.end, d.end) - clause.start)
        or (d.start in moved and not _written(clause, d))
    ]
    dropped = {d.end for d in days} - {d.end for d in clause.days}
    clause.dayparts = [hit for hit in clause.dayparts if hit.start not in dropped]
    if any(d.day for d in clause.days):
        for before in clauses[:i]:
            if not (before.schools or before.topics or before.amounts or before.has("kind")):
                before.days = []


def _of_others(clauses: list[Clause], i: int) -> None:
    """What the other side did after a paper was sent, and when, is no event of ours."""
    if not any(c.has_any("object", "papers") for c in clauses[:i]):
        return
    for clause in clauses[i : i + 2]:
        if clause.start in (clauses[i].start, clauses[i].end):
            clause.days = []
            clause.words["kind"] = [hit for hit in clause.words.get("kind", ()) if hit.key != "consultation"]


def look_ahead(clauses: list[Clause], after: list[Clause]) -> None:
    """What lies ahead is no topic of what was done before (讲完课,下次还请我讲禁毒).

    What was asked for is, where a talk follows that says no topic of its own (点名要讲禁毒,我就讲了一小时).
    A plan with its own day keeps its topic (下周三再去讲禁毒).
    """
    if clauses[-1].day and clauses[-1].day.day:
        return
    given = [c for c in after if c.has("done") and c.has("content") and not (c.schools or c.days)]
    if given and not any(c.topics for c in after) and not any(d.why == "ahead" for d in clauses[-1].days):
        return
    told = [c for c in clauses[:-1] if c.schools or (c.topics and c.has("kind"))]
    dated = any(_past(c) or c.counted("audience") for c in clauses[:-1])
    if (told and dated) or any(c.has("done") or c.counted("audience") or _past(c) for c in told):
        clauses[-1].topics = []


def _past(clause: Clause) -> bool:
    return bool(clause.day and clause.day.day and not clause.day.coming)


def _move(clauses: list[Clause], i: int) -> None:
    """An event moved to a day that is already past was held on that day (原定上周三的课挪到上周五才讲)."""
    clause = clauses[i]
    place = clause.words["moved"][-1].end
    to = [d for d in clause.days if place <= d.start <= place + 1 and d.day and not _written(clause, d)]
    if any(d.why == "ahead" and d.start >= place for d in clause.days):
        clause.words.setdefault("unheld", clause.words["moved"])
    heads = any(c.counted(*HEADS) for c in (clause, *_of_the_same(clauses, i)))
    if not to or not (heads or clause.has_any("only_then", "done")):
        return
    clause.days = to
    clause.words.pop("unheld", None)
    for before in clauses[max(0, i - 1) : i] if heads and _same_school(clauses[:i], clause) else []:
        before.days, before.dayparts = [], []
        _drop_intention(before)


def _same_school(before: list[Clause], clause: Clause) -> bool:
    """Whether a clause names no school, or only the one named just before it."""
    named = [one.schools for c in before[-1:] for one in c.schools]
    return all(one.schools in named for one in clause.schools)


def _of_the_same(clauses: list[Clause], i: int) -> list[Clause]:
    """The clauses after one that go on with its event: up to the next school, if one was named before."""
    after = clauses[i + 1 : i + 1 + FAR]
    if not any(c.schools for c in clauses[: i + 1]):
        told = next((k + 1 for k, c in enumerate(after) if c.schools), len(after))
        return [*after[:told], *takewhile(lambda c: not c.schools, after[told:])]
    return list(takewhile(lambda c: not c.schools, after))


def _only_later(clauses: list[Clause], clause: Clause) -> bool:
    place = clause.words["unheld"][-1].start - clause.start
    return _LATER.match(clause.text, place) is not None and any(c.counted("audience") for c in clauses)


def _written(clause: Clause, day: Day) -> bool:
    """Whether only the entry was left until a day (拖到今天才补上)."""
    return _WRITTEN.match(clause.text, day.end - clause.start) is not None


def _of_something_else(clauses: list[Clause], clause: Clause) -> bool:
    """Whether only a part of it did not come about (讲了禁毒310人,校长没能到场)."""
    own = clause.schools or any(d.day for d in clause.days)
    place = clause.words["unheld"][0].start - clause.start
    missed = "我没" in clause.text or _MISSING.search(clause.text, 0, place)
    if own or not missed or clause.has("instead") or any(c.has("scheduled") for c in clauses):
        return False
    return any(c.schools for c in clauses) and any(c.counted("audience", "bare", "cases") for c in clauses)


def _drop_intention(clause: Clause) -> None:
    for group in ("plan", "instead", "scheduled"):
        clause.words.pop(group, None)

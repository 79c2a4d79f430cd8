"""What kind of thing a clause speaks of."""

from __future__ import annotations

import re
from operator import attrgetter

from bot.understanding.counts.hints import UNITS
from bot.understanding.events.clauses import Clause
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives

APART = frozenset({"consultation", "legal_matter", "essay"})
"""Kinds that are never part of an event with an audience."""
_AT = ("到", "去", "在", "进", "到了", "去了", "来到", "赴", "去的", "到的", "在的", "去了趟", "去趟")
CROWD = 10
"""Fewer heads than this are no audience yet (两名学生打架)."""
_HANDLED = frozenset({"papers", "object", "event"})
_UNIT, _ESSAYS = attrgetter("unit"), frozenset({"篇", "essays", "essay"})
_WHOSE = re.compile(
    "的?(?:那个|这个)?(?:[小老](?!广场|礼堂|会议|法庭|课堂|剧场|讲堂|图书|楼|院)[一-龥]|同事|民警|法官|检察官|律师|干警|我)"
)
"""After a place: somebody who works there is meant (我们所的小赵)."""
_AT_COURT, _TO = re.compile("在(?:我们?|咱们?|区|县|市|人民)*$"), tuple("给为向对")
_FOR = frozenset("为因替")
"""Before pupils: somebody else comes on their behalf (家长为孩子的事来所里)."""
_GIVES = re.compile(
    r"[送捐赠]了?[^,。;\n讲]{0,4}?(?:书(?![面记法])|读本|绘本|读物|文具|物资|慰问品|头盔|器材)"
    r"|[送捐赠][^,。;\n]{0,8}?[\d一二两三四五六七八九十百千][本册套箱批摞]"
)
_INQUIRED = re.compile(rf"[ ]*(?!{alternatives(UNITS['not_inquired'])})(?:{alternatives(UNITS['inquired'])})")
"""What begins a clause that tells what was asked: no lesson in it was given."""
_PREPARED = ("lecture", "activity", "lesson", "visit")
"""Kinds of which nothing was done where they are only prepared (商量了下月模拟法庭的事)."""
_ONLY_ASKED = ("lecture", "other")
"""Kinds of which nothing was done where a clause tells what somebody asked (问的都是合同续签)."""
_SEVERAL = 3
"""Fewer people come to ask, and are no visitors (一名家长找到司法所)."""
_BESIDE, _TAUGHT = 3, frozenset("讲上课完后")
"""Characters between a year of pupils and their going somewhere (五年级来派出所); with one of these there
somebody else goes (给五年级讲完去法院)."""
_ORDER = ("lesson", "visit", "lecture", "activity", "stand", "consultation", "legal_matter", "essay", "other")
"""Of one event the first that fits (understanding.md, "Kind")."""


def kinds_of(clause: Clause) -> list[str]:
    """The kinds that the clause's words name; the first one is what the clause is about."""
    if not clause.words and not clause.amounts:
        return ["other"] if clause.schools and _GIVES.search(clause.text) else []
    kinds = _kinds_named(clause)
    if not clause.words.keys().isdisjoint(_HANDLED) and _handles(clause, talk="lecture" in kinds):
        kinds.insert(0, "legal_matter")
    if "reply" in clause.words and (clause.counted("asked") or (clause.has("matter") and not kinds)):
        kinds.insert(0, "consultation")
    if "signed" in clause.words and _signed(clause):
        kinds = ["other", *(kind for kind in kinds if kind != "legal_matter")]
    if not kinds and ("done" in clause.words or clause.schools) and _GIVES.search(clause.text):
        kinds = ["other"]
    settled = "legal_matter" in kinds and any((a.value or CROWD) < CROWD for a in clause.counted("audience"))
    if "court" in clause.words and not settled and _travels(clause):
        kinds.insert(0, "visit")
    if "visit" in kinds and not clause.counted("cases", "times"):
        kinds = [kind for kind in kinds if kind != "legal_matter"]  # a hearing that visitors watch is none
    if clause.amounts and not _ESSAYS.isdisjoint(map(_UNIT, clause.amounts)):
        kinds.insert(0, "essay")
    return kinds


def _signed(clause: Clause) -> bool:
    """Whether a paper was signed: one that settles no quarrel, and that nobody only asked about."""
    paper = clause.has_any("object", "papers")
    return paper and not (clause.has("settled") or tells_question(clause))


def _kinds_named(clause: Clause) -> list[str]:
    """The kinds that single words name: no paper that is only asked about, no talk that is only prepared."""
    hits = clause.words.get("kind")
    kinds = [hit.key for hit in hits if hit.key != "none" and not clause.denied(hit.start)] if hits else []
    if kinds and clause.has_any("how", "whether"):
        told = clause.schools or clause.days or clause.counted("audience") or _told_first(clause)
        kinds = [kind for kind in kinds if kind != "legal_matter" and (told or kind != "lecture")]
    if "consultation" in kinds and _asked_by_pupils(clause):
        kinds.remove("consultation")
    if kinds and tells_question(clause):
        kinds = [kind for kind in kinds if kind not in _ONLY_ASKED]
    if "prepare" in clause.words and not clause.counted("audience", "sessions"):
        kinds = ["other" if kind in _PREPARED else kind for kind in kinds]
    return kinds


def _asked_by_pupils(clause: Clause) -> bool:
    """Whether only some of the pupils who listened asked something (五年级小程问我宪法能不能吃)."""
    return bool(clause.grades) and "问我" in clause.text and not clause.counted("cases", "times")


def denies_talk(clause: Clause) -> bool:
    """Whether it says that no talk was given (没安排讲课), not that one failed (没讲成)."""
    talks = [hit for hit in clause.words.get("kind", ()) if hit.key == "lecture" and hit.end - hit.start > 1]
    return any(clause.denied(hit.start) for hit in talks)


def tells_question(clause: Clause) -> bool:
    """Whether a clause begins with what somebody asked (问体罚怎么处理)."""
    return _INQUIRED.match(clause.text) is not None


def _told_first(clause: Clause) -> bool:
    """Whether something was told before it is said how (讲了火灾怎么逃), not how to tell it (怎么讲)."""
    asked = min(hit.start for group in ("how", "whether") for hit in clause.words.get(group, ()))
    told = [hit.start for hit in clause.words.get("kind", ()) if hit.key == "lecture"]
    return clause.has("done") and bool(told) and told[0] < asked


def first_of(kinds: list[str], at_place: bool) -> str:
    """The kind of an event whose clauses name these; a tour is a visit only where pupils travel to."""
    if kinds and kinds[0] in APART:
        return kinds[0]
    named = {"visit" if kind == "tour" else kind for kind in kinds if at_place or kind != "tour"}
    for kind in _ORDER:
        if kind in named:
            return "activity" if kind == "stand" else kind
    return "lecture"


def _handles(clause: Clause, talk: bool) -> bool:
    """A document reviewed or drafted, or an incident handled."""
    if (talk and not _after_talk(clause)) or clause.has_any("how", "whether"):
        return False
    asked = any(hit.key == "consultation" for hit in clause.words.get("kind", ()))
    counted = clause.has("papers") and bool(clause.counted("cases")) and not asked
    reviewed = counted or (clause.has("object") and clause.has("verb"))
    return reviewed or (clause.has("event") and clause.has("handle") and not asked)


def _after_talk(clause: Clause) -> bool:
    """Whether a clause begins with the end of a talk, or counts papers beside it (讲完留我看合同)."""
    same = clause.words.get("same")
    return bool(same) and (bool(clause.counted("cases")) or clause.text.startswith(("讲完", "课后", "会后")))


def _travels(clause: Clause) -> bool:
    """Pupils go to the place that is named, a court, a police station, a base: led or received there."""
    if clause.has("host"):
        host = clause.words["host"][0]
        places = [c for c in clause.words["court"] if not _WHOSE.match(clause.text, c.end - clause.start)]
        at_home = any(p.start < host.start or clause.text[p.start - clause.start] in "来到" for p in places)
        came = clause.has("pupils") or clause.schools or clause.counted("batches")
        return bool(at_home and came) and not goes_to_school(clause)
    several = any((a.value or CROWD) >= _SEVERAL for a in clause.counted("audience"))
    grouped = (clause.schools or clause.grades) and several
    toured = any(hit.key == "tour" for hit in clause.words.get("kind", ()))
    if toured and (grouped or clause.has("pupils")):
        return True
    moves = clause.words.get("motion", [])
    pupils = [
        p for p in clause.words.get("pupils", ()) if clause.text[p.start - clause.start - 1] not in _FOR
    ]
    walk = any(pupil.start < move.start for pupil in pupils for move in moves)
    walk = walk or any(_goes(clause, grade, move) for grade in clause.grades for move in moves)
    led = clause.has("lead") or walk or grouped
    return bool(led and goes_to_court(clause)) or _told_at_court(clause)


def _goes(clause: Clause, grade: Hit, move: Hit) -> bool:
    """Whether a year of pupils goes somewhere (高一分批到消防馆)."""
    way = clause.text[grade.end - clause.start : move.start - clause.start]
    return 0 <= move.start - grade.end <= _BESIDE and _TAUGHT.isdisjoint(way)


def _told_at_court(clause: Clause) -> bool:
    """Whether pupils are told something at such a place (在法院给一小学生讲的课)."""
    if "pupils" not in clause.words:
        return False
    places = [(court.start - clause.start, court.end - clause.start) for court in clause.words["court"]]
    return any(
        clause.text.startswith(_TO, end) and _AT_COURT.search(clause.text, 0, start) for start, end in places
    )


def goes_to_school(clause: Clause) -> bool:
    """Whether somebody goes to a school (我是反诈中心的,昨天到二中讲的,学生都来了)."""
    return any(clause.text[: named.start - clause.start].endswith(_AT) for named in clause.schools)


def goes_to_court(clause: Clause) -> bool:
    """Whether a clause says that somebody goes to such a place."""
    courts = [c for c in clause.words.get("court", ()) if not _WHOSE.match(clause.text, c.end - clause.start)]
    moves = clause.words.get("motion", [])
    return any(_reaches(clause, move.end, court.start) for move in moves for court in courts)


def _reaches(clause: Clause, start: int, end: int) -> bool:
    """Whether a verb of motion has the place as its goal, and no school in between."""
    return 0 <= end - start <= 20 and not any(start <= named.start < end for named in clause.schools)

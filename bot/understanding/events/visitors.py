"""Whether pupils came to a base or a court that is named by itself, in an earlier clause than theirs."""

from __future__ import annotations

import re

from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import goes_to_school
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.spans import Span, blot

_BASES = ("基地", "馆", "戒毒所", "强戒所", "看守所", "监狱", "少管所", "未管所", "公园", "base", "prison")
"""Places that nobody is sent from to a school, as officers are from a court."""
_CAME = re.compile(
    r"(?:来|到|接|迎)(?:来了|来|的是|的|了)?(?:[\d一二两三四五六七八九十几]{1,3}[批拨车个辆]|大巴)?(?:的?是)?$"
)
"""Just before those who came (来了一批学生, 来的是二小)."""
_AROUND = "□\x01 在于我们咱本县区市镇省的里内这边法治教育青少年人民科普体验文化主题展"
"""What else may stand in a clause that only names a place."""


def came_there(event: Event) -> bool:
    """Whether a place to visit stands by itself, and a school's pupils came (禁毒基地 今天 来了三中的 96人).

    At a base or museum those who are counted came; a court or police station may only be the writer's, so it
    must be said that they came (县法院 昨天 来了二小88人).
    """
    first = next((i for i, clause in enumerate(event.clauses) if clause.has("court") or clause.schools), None)
    if first is None or not (event.schools and event.crowd) or any(map(goes_to_school, event.clauses)):
        return False
    place = _place(event.clauses[first])
    if not place:
        return False
    after = event.clauses[first + 1 :]
    named = next((i for i, clause in enumerate(after) if clause.schools), len(after))
    return place.endswith(_BASES) or any(map(_come, after[: named + 1]))


def _place(clause: Clause) -> str:
    """The place that is all that a clause names, with no more than the day; empty if there is none."""
    courts = clause.words.get("court", ())
    if not courts or clause.schools or clause.amounts:
        return ""
    spans: list[Span] = [*courts, *clause.days, *clause.dayparts, *clause.topics]
    own = [Hit(max(0, one.start - clause.start), one.end - clause.start, "") for one in spans]
    court = clause.text[courts[-1].start - clause.start : courts[-1].end - clause.start]
    return "" if blot(clause.text, own).strip(_AROUND) else court


def _come(clause: Clause) -> bool:
    """Whether a clause says that pupils came, ahead of any other school (来了三中初二的, 来了88个学生)."""
    schools = [named.start for named in clause.schools]
    heads = [amount.start for amount in clause.counted("audience")]
    pupils = [hit.start for hit in clause.words.get("pupils", ())]
    first = min((*schools, *heads, *pupils), default=None)
    told = first is not None and (schools or pupils)
    return bool(told and first is not None and _CAME.search(clause.text, 0, first - clause.start))

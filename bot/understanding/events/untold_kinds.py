"""What kind of thing an event was where no word says it."""

from __future__ import annotations

import re

from bot.understanding.counts.hints import UNITS
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import CROWD, goes_to_court, tells_question
from bot.understanding.events.topics import DISPUTED

_PAPERS: list[str] = UNITS["papers"]
_MOST_HEADS = 5000
"""More, where nothing tells of a talk, is money."""
_DEALT_WITH = ("done", "closed", "handle", "opposite")
"""The groups of words one of which tells that a quarrel was dealt with."""
_VERB = re.compile("([一-龥])了(?![,。吧]|$)")
_MET = re.compile("开(?:了?个?短?会)(?![场议])")
_ASKS = re.compile(
    "问(?:我|下|一下|了)?(?:怎么|怎样|如何|咋|能不能|能否|该不该|是不是|是否|要不要|可不可以|谁|算不算|合不合)"
)
"""In a clause: what somebody wants to know (家长来所里问怎么索赔)."""
_STAFF, _CONFER = (
    "(?:校长|园长|主任|书记|校方|校领导|组长)",
    "(?:聊|谈|商量|讨论|商议|商讨|探讨|研究|沟通|交流)",
)
_CONFERRED = re.compile(
    rf"[跟和与同找][^,。;\n]{{0,10}}{_STAFF}[^,。;\n]{{0,8}}?{_CONFER}|{_STAFF}[找约叫喊请]我?[^,。;\n]{{0,4}}{_CONFER}"
)
"""In a clause: the writer and those who run the school put their heads together."""
_TELLING = frozenset(
    "讲说谈聊教学宣普及绍播课训来到去听上开做办搞有完约忘报坐站满齐走回跑请占进出过给带为除好多少"
)
"""What stands before 了 where a talk is told of, or the way there, or nothing."""


def untold(event: Event) -> str:
    """The kind where no word says it: a talk, unless people went or came to ask, or a quarrel was settled."""
    if not event.kinds and event.schools and event.crowd and any(map(goes_to_court, event.clauses)):
        return "visit"
    if heard(event):
        return "lecture"
    if any(a.unit in _PAPERS for a in event.counted("cases")):
        return "legal_matter"
    came_to_ask = event.has("host") and event.has("callers")
    if came_to_ask or any(map(tells_question, event.clauses)) or _found(_ASKS, event):
        return "consultation"
    if _found(_CONFERRED, event):
        return _conferred(event)
    return "other" if _did_something_else(event) else _settled(event)


def heard(event: Event) -> bool:
    """Whether an audience is counted: so many heads, and no money."""
    return any(CROWD <= (a.value or 0) <= _MOST_HEADS and a.unit != "人次" for a in event.heads)


def _found(words: re.Pattern[str], event: Event) -> bool:
    return any(words.search(clause.text) for clause in event.clauses)


def _conferred(event: Event) -> str:
    """What came of putting their heads together: a matter handled, advice, or neither."""
    if event.has_any("handle", "verb", "closed"):
        return "legal_matter"
    return "consultation" if event.topics else "other"


def _did_something_else(event: Event) -> bool:
    """Whether a verb tells what was done, and it is neither telling nor listening (查了消防器材)."""
    if event.kinds or not event.schools or event.has("handle") or event.heads:
        return False
    clauses = [c for c in event.clauses if c.schools or c.days]
    if any(c.schools and _MET.search(c.text) for c in clauses):
        return True
    return any(verb[1] not in _TELLING for c in clauses for verb in _VERB.finditer(c.text))


def _settled(event: Event) -> str:
    """A quarrel that was dealt with; else what is told is told to an audience."""
    disputed = event.topics and DISPUTED.issuperset(event.topics)
    settled = event.has("handle") or (disputed and event.has_any(*_DEALT_WITH))
    return "legal_matter" if settled and not event.kinds else "lecture"

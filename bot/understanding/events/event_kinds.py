"""What kind of thing an event was, from all that its clauses say."""

from __future__ import annotations

import re

from bot.understanding.counts.hints import UNITS
from bot.understanding.events.clauses import STRONG
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import CROWD, first_of, goes_to_court, goes_to_school, tells_question
from bot.understanding.events.topics import DISPUTED
from bot.understanding.events.visitors import came_there

_PAPERS: list[str] = UNITS["papers"]
_MOST_HEADS = 5000
"""More, where nothing tells of a talk, is money."""
_TALK = 3
"""Fewer people than this are told something, not lectured (给一个家长讲了半天)."""
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


def kind_of(event: Event) -> str:
    """The kind of an event: the first that fits of those its words name, else what it tells of."""
    kind = _named(event)
    if _advised(event, kind):
        return "consultation"
    if not (event.kinds or event.topics or event.heads or event.counted("sessions", "times", "class_hours")):
        return "other"
    if event.has("home") and not event.crowd and kind in ("lecture", "other"):
        return "other"
    if kind == "consultation" and event.has("meeting") and not event.counted("cases", "times"):
        return "other"
    if kind == "lecture":
        return _talk(event) if "lecture" in event.kinds else _untold(event)
    return _meeting(event) if kind == "other" else kind


def _named(event: Event) -> str:
    """The first that fits of the kinds that words name, but for what shows that they mean another."""
    kind = first_of(event.kinds, event.has("court") and not _mocked(event))
    if kind == "lecture" and (_their_own(event) or (event.has("silent") and "lecture" not in event.kinds)):
        return "activity"
    if kind in ("lecture", "activity") and event.has("court") and (_led_there(event) or came_there(event)):
        return "visit"
    if kind == "lecture" and event.has("receives") and _received(event):
        return "visit"
    if kind == "lecture" and set(event.kinds) == {"tour"} and not event.topics:
        return "activity"
    asked = kind == "consultation" and not event.counted("cases")
    return "lecture" if asked and "lecture" in event.kinds and _heard(event) else kind


def _meeting(event: Event) -> str:
    """Whether a meeting, a signing or a gift was more: the end of a quarrel, or a talk with an audience."""
    if event.has("signed") and event.has("event") and event.has_any("closed", "handle"):
        return "legal_matter"
    if event.has("signed") and event.has("object") and event.has("verb"):
        return "legal_matter"  # a contract that was reviewed before the school signed it
    told = event.topics and event.crowd and not event.has("meeting")
    return "lecture" if told else "other"


def _advised(event: Event, kind: str) -> bool:
    """Whether advice was given, whatever the words: counted at a stand, asked for, or told to one or two."""
    if set(event.kinds) == {"stand", "consultation"}:
        return {a.unit for a in event.heads} == {"人次"}
    return (kind == "lecture" and _face_to_face(event)) or (not event.kinds and _asked(event))


def _face_to_face(event: Event) -> bool:
    """Whether one or two people were told something (给一个家长讲了半天)."""
    heads = event.heads
    return bool(heads) and all(0 < (a.value or 0) < _TALK and not (a.few or a.each) for a in heads)


def _asked(event: Event) -> bool:
    """Whether a clause begins with what somebody asked."""
    return any(map(tells_question, event.clauses))


def _their_own(event: Event) -> bool:
    """Whether an activity is the school's: whatever is told there is its own."""
    if not event.has("themselves"):
        return False
    alone = any("自己" in clause.text for clause in event.clauses) and "lecture" not in event.kinds
    return "activity" in event.kinds or (alone and (event.crowd or event.has("called")))


def _received(event: Event) -> bool:
    """Whether pupils are received at a court or the like, named before (在区法院 接待一小学生62名)."""
    places = [hit.start for clause in event.clauses for hit in clause.words.get("court", ())]
    hosts = [hit.start for clause in event.clauses for hit in clause.words.get("receives", ())]
    told = event.schools or event.has("pupils")
    return bool(told and places and hosts and min(places) < hosts[-1]) and not any(
        map(goes_to_school, event.clauses)
    )


def _led_there(event: Event) -> bool:
    """Whether pupils counted or led in one clause go to a court or the like in a later one."""
    led = False
    for clause in event.clauses:
        if clause.has("court") and "回来" in clause.text:
            return event.has("lead") and event.crowd  # 刚从派出所回来,带的六中娃
        led = led and clause.mark not in STRONG
        if led and goes_to_court(clause) and not goes_to_school(clause):
            return True
        led = led or (clause.has("pupils") and (clause.has("lead") or bool(clause.counted("audience"))))
        led = led or (clause.has("lead") and bool(clause.grades))
    return False


def _mocked(event: Event) -> bool:
    """Whether a trial is only played, at school: those who listen to it visit no court."""
    toured = any(
        c.has("court") and any(hit.key == "tour" for hit in c.words.get("kind", ())) for c in event.clauses
    )
    return event.has("mock") and not toured and not any(map(goes_to_court, event.clauses))


def _heard(event: Event) -> bool:
    """Whether an audience is counted: so many heads, and no money."""
    return any(CROWD <= (a.value or 0) <= _MOST_HEADS and a.unit != "人次" for a in event.heads)


def _talk(event: Event) -> str:
    """A talk, unless it is only spoken of, at an appointment or a signing, and left for another time."""
    if event.crowd or event.counted("sessions"):
        return "lecture"
    if event.has("event") and event.has_any("handle", "closed") and not event.topics:
        return "legal_matter"  # whoever handles a quarrel talks (讲了一个小时法律,平息了)
    if not ("other" in event.kinds or event.has("office")):
        return "lecture"
    talks = [c for c in event.clauses if any(hit.key == "lecture" for hit in c.words.get("kind", ()))]
    later = all(c.has_any("later", "plan") or (c.day and c.day.why == "ahead") for c in talks)
    return "other" if later else "lecture"


def _did_something_else(event: Event) -> bool:
    """Whether a verb tells what was done, and it is neither telling nor listening (查了消防器材)."""
    if event.kinds or not event.schools or event.has("handle") or event.heads:
        return False
    clauses = [c for c in event.clauses if c.schools or c.days]
    if any(c.schools and _MET.search(c.text) for c in clauses):
        return True
    return any(verb[1] not in _TELLING for c in clauses for verb in _VERB.finditer(c.text))


def _untold(event: Event) -> str:
    """The kind where no word says it: a talk, unless people went or came to ask, or a quarrel was settled."""
    if not event.kinds and event.schools and event.crowd and any(map(goes_to_court, event.clauses)):
        return "visit"
    if _heard(event):
        return "lecture"
    if any(a.unit in _PAPERS for a in event.counted("cases")):
        return "legal_matter"
    came_to_ask = event.has("host") and event.has("callers")
    if _asked(event) or came_to_ask or _found(_ASKS, event):
        return "consultation"
    if _found(_CONFERRED, event):
        return _conferred(event)
    return "other" if _did_something_else(event) else _settled(event)


def _found(words: re.Pattern[str], event: Event) -> bool:
    return any(words.search(clause.text) for clause in event.clauses)


def _conferred(event: Event) -> str:
    """What came of putting their heads together: a matter handled, advice, or neither."""
    if event.has_any("handle", "verb", "closed"):
        return "legal_matter"
    return "consultation" if event.topics else "other"


def _settled(event: Event) -> str:
    """A quarrel that was dealt with; else what is told is told to an audience."""
    disputed = event.topics and DISPUTED.issuperset(event.topics)
    settled = event.has("handle") or (disputed and event.has_any(*_DEALT_WITH))
    return "legal_matter" if settled and not event.kinds else "lecture"

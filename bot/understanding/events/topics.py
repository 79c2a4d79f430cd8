"""The topics that a text names: a message, or a few words such as a cell of a table or a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import data
from bot.understanding.counts.hints import UNITS
from bot.understanding.events.heard_topics import topics_heard
from bot.understanding.text.lexicon import LEXICON, Hit
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

_ROWS = data.load("topics")
DISPUTED = frozenset(key for key, row in _ROWS.items() if row.get("disputed"))
"""What people quarrel over and settle."""
_AFTER_TOPICS, _FRAMES = (
    frozenset(data.load("words/not_topics")[name]) for name in ("after_topics", "frames")
)
_UNITS = alternatives([word for words in UNITS["unit"].values() for word in words])
_COUNTS = re.compile(
    rf"(?<=\d)[ ]?(?:多|余|来)?(?:{_UNITS})|(?<=\d) (?:in|of|from|were|came|attended|each|heard|with)\b"
)
_STOP = re.compile("[;。!?\n]")
_OTHER_DRILLS = re.compile("[地防]震|防[暴汛洪空]|反恐|踩踏")
_GUIDED = re.compile("(?:贯彻|落实|响应|依据|按照|根据)[^,。;《\n]{0,4}《[^》\n]*》")
"""A law that people only go by (为深入贯彻《法治宣传教育法》)."""
_YEAR = re.compile(r"(?:grade|class|year) \d{1,2}$")
_LISTED = re.compile(r"\d[人名个]?(?:[和与]|以?及)$")
"""Before a topic's number: it ends a list of numbers (人数分别是288和119)."""
_BEFORE_NUMBERS = (
    *"生师长人数了约共级概有童男女成",
    "headcount",
    "audience",
    "attendance",
    "turnout",
    "total",
    "about",
)
"""After and before a topic's number (119): it is only a number."""


def topics_in(text: str) -> tuple[str, ...]:
    """The keys of the topics named, in the order of the text; one that is `under` another is not meant."""
    found = dict.fromkeys(hit.key for hit in LEXICON.find(normalise(text)).get("topic", ()))
    found |= dict.fromkeys(key for key, row in _ROWS.items() if text.strip() == row["name"])
    under = {key for topic in found for key in _ROWS.get(topic, {}).get("over", ())} | {"none"}
    return tuple(topic for topic in found if topic not in under)


def topics_named(text: str, words: dict[str, list[Hit]]) -> list[Hit]:
    """The topics named: no numbers that count (119人), nothing that only says how another was taught."""
    said = words.pop("topic", [])
    named = [hit for hit in said if hit.key != "none" and not _counts(text, hit)]
    if not said:
        return topics_heard(text)
    if "消防" in text and all(hit.key == "fire" for hit in named):
        named = sorted([*named, *_drilled(text, words.get("kind", ()))])
    if len(named) < 2:
        return named
    if "《" in text:
        guides = [match.span() for match in _GUIDED.finditer(text)]
        apart = [hit for hit in named if not any(start <= hit.start < end for start, end in guides)]
        named = apart or named
    ends = {hit.end for hit in named}
    others = [hit for hit in named if text[hit.start : hit.end] not in _FRAMES]
    if len(others) < len(named):
        named = [hit for hit in named if hit in others or not _frames(text, hit, others)]
    return [h for h in named if h.start not in ends or text[h.start : h.end] not in _AFTER_TOPICS]


def _drilled(text: str, kinds: Sequence[Hit]) -> list[Hit]:
    """A drill is one for fires where firemen are named, or their day, and no talk (消防员带孩子演练)."""
    if _OTHER_DRILLS.search(text):
        return []
    if any(hit.key == "lecture" and "没" not in text[max(0, hit.start - 4) : hit.start] for hit in kinds):
        return []
    return [hit._replace(key="fire") for hit in kinds if text[hit.start : hit.end] in ("演练", "drill")][:1]


def _frames(text: str, hit: Hit, others: list[Hit]) -> bool:
    """Whether a topic only tells who listened, or a detail, as one of the others was taught (家长课 防拐骗).

    What is handled in another sentence is not taught there (审校服合同2份;还有一幼的家长课).
    """
    return any(
        other.key not in DISPUTED or not _STOP.search(text, *sorted((hit.start, other.start)))
        for other in others
    )


def _counts(text: str, hit: Hit) -> bool:
    """Whether a topic's number is only a number (119人, 学生119)."""
    if not text[hit.start].isdigit():
        return False
    before = text[max(0, hit.start - 12) : hit.start].rstrip(": ")
    return (
        _COUNTS.match(text, hit.end) is not None
        or before.endswith(_BEFORE_NUMBERS)
        or _YEAR.search(before) is not None
        or _LISTED.search(before) is not None
    )

"""What a message is for (understanding.md, "Intent")."""

from __future__ import annotations

import re

from bot.understanding.changes.corrections import sets_anew
from bot.understanding.events.event import Event
from bot.understanding.intents.lookups import looks_up
from bot.understanding.intents.manual import asks_how_to_use
from bot.understanding.intents.reading import Reading
from bot.understanding.result import Intent

_CONTRAST = ("不是", "是", "应该是", "并非", "not ")
"""A message that begins so and holds a denial and its contrary corrects (不是龙洲小学,是龙洲中学)."""
_ONE_POINTED_AT = re.compile(
    r"[^,。]{0,14}[那这][份场次件节堂][^,。]{0,6}不是[^,。]{1,12}[,。 ]?而?是(?![去到在给帮陪])"
)
"""How a message begins that sets right what it points at (二小那份合同不是昨天审的,是前天)."""
_POINTS = re.compile(
    r"[ ,]*(?:(?:刚才?|上面|前面|之前)那[个场条次节份]?|[上前]一?[条场次]|那[场条次节份]|应该?[是为])"
)
"""How a message begins that says nothing but a figure of an entry just shown (刚才那个是290人)."""
_CHANGES = frozenset(
    {"notice", "withdraw", "entry", "refer", "unlike", "missed", "correct", "amend", "moved"}
)
"""The groups of words without which no clear report is passed on, or changes another."""
_POSTER = re.compile(r"\s*[\[【]")


def intent_of(reading: Reading) -> Intent:
    """One of the seven; in doubt what records nothing."""
    past = reading.past
    clear = reading.clear
    if clear and reading.said.isdisjoint(_CHANGES):
        return _told(reading, past)
    if _passed_on(reading, past, clear):
        return "smalltalk"
    if not clear and (reading.cue("help") or (not past and _asks_how(reading))):
        return "help"
    if _cancels(reading, clear):
        return "cancel"
    if _corrects(reading, past, clear):
        return "correct"
    return _told(reading, past)


def _told(reading: Reading, past: list[Event]) -> Intent:
    """What a message that changes nothing is for."""
    if not reading.cue("done") and looks_up(reading.text, reading.clauses):
        return "query"
    return "log" if reading.clear else _unclear(reading, past)


def _asks_how(reading: Reading) -> bool:
    """Whether a question, of which nothing is told, is how the assistant is used."""
    return asks_how_to_use(reading.text, bool(reading.asking))


def _cancels(reading: Reading, clear: bool) -> bool:
    anew = reading.cue("called") and reading.cue("withdraw") and sets_anew(reading.text, reading.clauses)
    if anew:
        return False  # 别算讲座,换成活动 takes back no entry
    withdrawn = reading.cue("withdraw") and (not clear or reading.cue("refer"))
    return withdrawn or (reading.cue("entry") and reading.cue("unheld"))


def _unclear(reading: Reading, past: list[Event]) -> Intent:
    coming = reading.coming
    if reading.asking and not _counted(past) and not coming:
        return "query"
    if reading.cue("how") and not past and not coming:
        return "help"
    if past:
        told = any(e.amounts or e.topics or (e.day and e.schools) for e in past)
        return "smalltalk" if reading.praised and not told else "log"
    if any(e.has("unheld") for e in reading.events):
        return "cancel"
    return "plan" if coming or (reading.cue("plan") and reading.any_cue("kind", "topic")) else "smalltalk"


def _counted(past: list[Event]) -> bool:
    return any(event.amounts and (event.kinds or event.topics) for event in past)


def _passed_on(reading: Reading, past: list[Event], clear: bool) -> bool:
    if reading.cue("notice"):
        return not any(event.schools and event.heads for event in past)
    if clear or _counted(past) or any(e.schools for e in reading.coming) or reading.cue("unheld"):
        return False
    return (reading.cue("circular") and not any(e.kinds and e.has("done") for e in past)) or (
        _POSTER.match(reading.text) is not None and not past
    )


def _corrects(reading: Reading, past: list[Event], clear: bool) -> bool:
    if _sets_right(reading, past, clear):
        return True
    refers = reading.any_cue("refer", "entry")
    if (
        not refers
        and reading.cue("moved")
        and any(c.has("moved") and c.has("unheld") for c in reading.clauses)
    ):
        return False
    if reading.cue("missed") and _fresh(past) and (not refers or _whole(past)):
        return False
    first = reading.clauses[0].words.get("correct", ())
    if first and not reading.text[: first[0].start].strip(" ,"):
        return True
    if reading.cue("correct"):
        return not clear or refers or not _fresh(past)
    return refers and reading.any_cue("amend", "unlike") and not _fresh(past)


def _sets_right(reading: Reading, past: list[Event], clear: bool) -> bool:
    """Whether an entry is named and changed, or a denial and its contrary say what is right."""
    if reading.cue("entry") and (
        reading.any_cue("correct", "amend", "unlike") or sets_anew(reading.text, reading.clauses)
    ):
        return True
    if _POINTS.match(reading.text) and not any(e.schools or e.topics or e.kinds for e in reading.events):
        return any(e.amounts for e in reading.events) and bool(reading.fix)
    if not reading.cue("unlike"):
        return False
    contrast = not clear and reading.text.lstrip().startswith(_CONTRAST)
    pointed = _ONE_POINTED_AT.match(reading.text) and not any(event.heads for event in past)
    return bool((contrast or pointed) and reading.fix)


def _whole(past: list[Event]) -> bool:
    """Whether an event is told with all that an entry holds: it was left out, and nothing is added to it."""
    return any(event.schools and event.topics and event.heads and event.days for event in past)


def _fresh(past: list[Event]) -> bool:
    """Whether a whole new event is told, not an old one referred to."""
    return any(event.schools and event.topics and (event.heads or event.days) for event in past)

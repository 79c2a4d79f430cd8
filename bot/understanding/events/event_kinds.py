"""What kind of thing an event was, from all that its clauses say."""

from __future__ import annotations

from bot.understanding.events.clauses import STRONG
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import (
    denies_talk,
    first_of,
    goes_to_court,
    goes_to_school,
)
from bot.understanding.events.untold_kinds import heard, untold
from bot.understanding.events.visitors import came_there

_TALK = 3
"""Fewer people than this are told something, not lectured (给一个家长讲了半天)."""


def kind_of(event: Event) -> str:
    """The kind of an event: the first that fits of those its words name, else what it tells of."""
    kind = _named(event)
    if _advised(event, kind):
        return "consultation"
    if not (event.kinds or event.topics or event.heads or event.counted("sessions", "times", "class_hours")):
        return "other"
    if event.has("home") and not event.crowd and kind in ("lecture", "other"):
        return "other"
    if kind in ("consultation", "legal_matter") and _only_met(event):
        return "other"
    if kind == "lecture":
        return _talk(event) if "lecture" in event.kinds else untold(event)
    return _meeting(event) if kind == "other" else kind


def _named(event: Event) -> str:
    """The first that fits of the kinds that words name, but for what shows that they mean another."""
    kind = first_of(event.kinds, event.has("court") and not _mocked(event))
    if kind == "lecture" and (_their_own(event) or ("lecture" not in event.kinds and _no_talk(event))):
        return "activity"
    if kind in ("lecture", "activity") and event.has("court") and (_led_there(event) or came_there(event)):
        return "visit"
    if kind == "lecture" and event.has("receives") and _received(event):
        return "visit"
    if kind == "lecture" and set(event.kinds) == {"tour"} and not event.topics:
        return "activity"
    asked = kind == "consultation" and not event.counted("cases")
    return "lecture" if asked and "lecture" in event.kinds and heard(event) else kind


def _meeting(event: Event) -> str:
    """Whether a meeting, a signing or a gift was more: the end of a quarrel, or a talk with an audience."""
    if event.has("signed") and event.has("event") and event.has_any("closed", "handle"):
        return "legal_matter"
    if event.has("signed") and event.has("object") and event.has("verb"):
        return "legal_matter"  # a contract that was reviewed before the school signed it
    told = event.topics and event.crowd and not event.has("meeting")
    return "lecture" if told else "other"


def _only_met(event: Event) -> bool:
    """Whether there was a meeting, and nothing is said to have been handled (座谈会,议的是事故的处理流程)."""
    if not event.has("meeting") or event.has_any("closed", "settled") or event.counted("cases", "times"):
        return False
    named = {hit.key for clause in event.clauses for hit in clause.words.get("kind", ())}
    return "legal_matter" not in named


def _advised(event: Event, kind: str) -> bool:
    """Whether advice was given, whatever the words: counted at a stand, asked for, or told to one or two."""
    if set(event.kinds) == {"stand", "consultation"}:
        return {a.unit for a in event.heads} == {"人次"}
    return kind == "lecture" and _face_to_face(event) and not event.has("event")


def _face_to_face(event: Event) -> bool:
    """Whether one or two people were told something (给一个家长讲了半天)."""
    heads = event.heads
    return bool(heads) and all(0 < (a.value or 0) < _TALK and not (a.few or a.each) for a in heads)


def _their_own(event: Event) -> bool:
    """Whether an activity is the school's: whatever is told there is its own."""
    if not event.has("themselves"):
        return False
    alone = any("自己" in clause.text for clause in event.clauses) and "lecture" not in event.kinds
    return "activity" in event.kinds or (alone and (event.crowd or event.has("called")))


def _no_talk(event: Event) -> bool:
    """Whether the writer only watched, or no talk was given."""
    return event.has("silent") or any(map(denies_talk, event.clauses))


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

"""Which kinds of a clause count for the event it joins, and when they change what the event was."""

from __future__ import annotations

from bot.understanding.events.clauses import Clause
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import APART

COUNTS = ("cases", "times", "audience", "some")
"""The fields of amounts that may count advice or papers."""


def counting(event: Event, clause: Clause, kinds: list[str]) -> list[str]:
    """The kinds of a clause that count for the event it joins."""
    apart = [kind for kind in kinds if kind in APART]
    if turns_out(event, clause, kinds):
        event.kinds.clear()
        event.amounts = [a for a in event.amounts if a.field not in ("asked", "some")]
        return ["legal_matter"] if "legal_matter" in kinds else kinds
    if event.apart:
        return [kind for kind in kinds if kind == event.apart]
    if event.broke == "kind" and not event.clauses and apart:
        return apart
    if (
        {"stand", "other", "tour", *apart}.issuperset(event.kinds)
        and (event.kinds or apart)
        and not event.crowd
    ):
        if not (apart and clause.counted(*COUNTS)):
            return kinds
        event.kinds.clear()
        return [*apart, *(kind for kind in kinds if kind not in APART)]
    return [kind for kind in kinds if kind not in APART] if apart else kinds


def lists_days(event: Event, clause: Clause, ahead: list[Clause]) -> bool:
    """Whether a clause adds a day to a list: of days alone, or of those schools told (分别是14日、15日)."""
    last = event.clauses[-1]
    if clause.mark not in ("、", "") or not last.ends_with(*(d.end for d in last.days)):
        return False
    if event.empty:
        return len(event.clauses) == len(event.days)
    in_order = event.has("respectively") or any(c.has("respectively") for c in (clause, *ahead))
    if last.has("respectively") or len(event.days) > 1:
        return in_order and not (clause.schools or clause.topics or clause.amounts)
    return in_order and len(event.days) < len(event.schools) and not clause.schools


def turns_out(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether advice told first proves to be part of what the clause tells: a paper, or a talk."""
    return event.apart == "consultation" and (
        _answers_in_writing(event, clause, kinds)
        or _asked_there(event, clause, kinds)
        or _called_for(event, clause, kinds)
    )


def _answers_in_writing(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether advice that nobody counted is a paper in the end (答复家长信访,出意见书2份)."""
    if "legal_matter" not in kinds or not clause.has("papers"):
        return False
    return not (
        event.counted(*COUNTS) or clause.schools or clause.days or clause.topics or clause.has("next")
    )


def _called_for(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether a call told first only asked to come and settle a quarrel (学校来电说打起来了,…签了调解书)."""
    if "legal_matter" not in kinds or not event.has("event"):
        return False
    own = clause.schools or clause.days or clause.counted(*COUNTS) or clause.has_any("papers", "object")
    return not (own or event.has("reply") or event.crowd or event.counted("cases", "times", "asked"))


def _asked_there(event: Event, clause: Clause, kinds: list[str]) -> bool:
    """Whether questions told first were asked at the talk told now (老师们问了8个问题,我讲了惩戒规则)."""
    if "lecture" not in kinds or clause.days or clause.dayparts:
        return False
    counted = {a.field for a in event.amounts if a.value}
    words = [
        c.text[h.start - c.start : h.end - c.start] for c in event.clauses for h in c.words.get("kind", ())
    ]
    asked = counted == {"asked"} or (not counted and bool(clause.topics))
    return asked and set(words) == {"问了"} and not (event.has("reply") or clause.schools)

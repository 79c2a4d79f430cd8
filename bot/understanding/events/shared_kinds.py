"""The kind of work that is said once for several events: at the head of a list, or of its first or last."""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.counts.hints import UNITS
from bot.understanding.events.clauses import STRONG, Clause
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import kinds_of


def share_kinds(events: list[Event]) -> None:
    """Gives each event the kind, and what goes with it, that was said for it elsewhere."""
    _share_kinds(events)
    _share_kinds_back(events)
    _share_visits(events)
    _share_place(events)
    _spread_kind(events)


def _share_place(events: list[Event]) -> None:
    """Those counted under the name of a court or a base came there (县禁毒馆:第一批二中110人;第二批…)."""
    clauses = events[0].clauses
    place, headed = clauses[0], len(clauses) > 1 and clauses[1].mark == ":"
    if not (headed and place.has("court")) or place.schools or place.amounts or place.has("kind"):
        return
    for event in events:
        if event.schools and event.crowd and not event.kinds:
            event.kinds, event.topics = ["visit"], event.topics or [hit.key for hit in place.topics]


def _spread_kind(events: list[Event]) -> None:
    """The kind said last of all that was listed (…192人;…205人;…176人。均为消防疏散演练)."""
    last = events[-1]
    clause = next((c for c in last.clauses if c.has("spread") and c.has("kind") and not c.schools), None)
    if clause and last.kinds and not any(event.kinds for event in events[:-1]):
        for event in events[:-1]:
            event.kinds = list(last.kinds) if event.schools else []


def _share_visits(events: list[Event]) -> None:
    """Pupils received, or led, after others went to the place that they went to.

    区法院接待三中70人、八中65人; 昨天带一小48人去了禁毒基地,今天又带二小52人去.
    """
    for before, event in pairwise(events):
        own = event.topics or not {"tour"}.issuperset(event.kinds)
        visited = "visit" in before.kinds or ("tour" in before.kinds and before.has("court"))
        if not visited or not event.crowd or own:
            continue
        listed = event.broke == "school" and event.clauses[0].mark not in STRONG
        came = event.has_any("lead", "host") and event.has_any("motion", "next")
        if listed or (event.broke in ("school", "day") and came):
            event.kinds, event.topics = ["visit"], list(before.topics)


def _share_kinds_back(events: list[Event]) -> None:
    """A list of schools whose last entry says what was done (二小学生40人、三小学生35人参观了基地)."""
    for before, event in zip(events[-2::-1], events[:0:-1], strict=False):
        mark, named = event.clauses[0].mark, any(one.schools for one in before.schools)
        listed = (event.broke == "school" and mark == "、") or (
            event.broke == "day" and mark in ("、", ",") and named
        )
        own = event.apart and any(a.unit != "人次" for a in before.heads if before.crowd)
        if listed and event.kinds and not (before.kinds or before.topics or own):
            before.kinds, before.topics = list(event.kinds), list(event.topics)
            before.said |= event.said & {"court"}


def _share_kinds(events: list[Event]) -> None:
    """A kind of work said at the head of a list is that of its entries (电话:七中1次,六中2次)."""
    head: Event | None = None
    topics: list[str] = []
    for before, event in pairwise(events):
        if heading := _heading(before):
            head, topics = before, [hit.key for clause in heading for hit in clause.topics]
        if head and head.kinds[:1] == ["lesson"] and event.counted("lessons"):
            event.kinds = list(head.kinds)
        if event.kinds or event.empty or event.broke == "kind":
            same = head and event.kinds[:1] == head.kinds[:1]
            event.topics = event.topics or list(topics if same else [])
            head = head if same or not event.kinds else None
            continue
        if before.apart and _counts_on(before, event):
            event.kinds = list(before.kinds)
            event.topics = event.topics or (list(before.topics) if _of_same_papers(event) else [])
        elif head and (head.kinds[:1] != ["lecture"] or (event.days and not (event.topics or event.amounts))):
            event.kinds = list(head.kinds)
            event.said |= head.said & {"court"}
        if head and event.kinds:
            event.topics = event.topics or list(topics)


def _counts_on(before: Event, event: Event) -> bool:
    """Whether an event without a kind counts more of the advice or papers told before it (又接了二小1个)."""
    general = ("some",) if event.has("received") else ()
    if before.apart == "consultation" and _papers_counted(event):
        return _papers_counted(before)
    asked = before.apart == "consultation" and any(a.unit == "人次" for a in event.heads)
    return asked or bool(event.counted("cases", "times", *general) and not event.crowd)


def _papers_counted(event: Event) -> bool:
    return any(a.unit in UNITS["papers"] for a in event.counted("cases"))


def _of_same_papers(event: Event) -> bool:
    """Whether papers are counted that only those before it name (审了两份校服合同,给七小审了一份)."""
    return any(a.unit == "份" for a in event.counted("cases")) and not event.has_any("object", "papers")


def _heading(event: Event) -> list[Clause]:
    """The clauses that name a kind of work ahead of the first school: the head of a list of schools."""
    heading: list[Clause] = []
    for clause in event.clauses:
        if clause.schools:
            break
        heading.append(clause)
    kinds = [kind for clause in heading for kind in kinds_of(clause)]
    follows = len(heading) < len(event.clauses)
    return (
        heading
        if kinds and follows and (kinds[0] != "lecture" or event.clauses[len(heading)].mark == ":")
        else []
    )

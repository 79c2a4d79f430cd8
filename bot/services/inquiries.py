"""What a question asks for: a period, a part of what was done in it, and a way to look at it.

The period and the filter come from the words themselves: `龙洲小学上学期`, `去年12月 反诈`, `今年讲了几场?`.
What narrows nothing, because nobody knows it, is said and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Part, Period, School
from bot.services.access import Access
from bot.services.likely_schools import Meaning, likely
from bot.services.mentions import WORDS, Mention, any_of, apart, blanked, mentions, views
from bot.services.periods import Named, find_periods
from bot.services.reading import read_message
from bot.understanding import Understanding
from bot.understanding.text import normalise
from db.parts import RECORDED

View = Literal[
    "overview",
    "month",
    "school",
    "person",
    "topic",
    "campaign",
    "position",
    "compare",
    "gaps",
    "lines",
    "quota",
]
VIEWS: tuple[View, ...] = get_args(View)
SEVERAL, SINGLE = ("kinds", "positions"), ("school_id", "person_id", "topic", "campaign_id")
"""The fields of a part that take several values, and those that take one."""
MOST = 2
"""Values of one field; a button holds no more."""
VIEWS_SAID: tuple[View, ...] = tuple(WORDS["views"])
TURNED: dict[str, View] = WORDS["turned"]
"""What is asked for where it says who has not."""
NOTHING = re.compile(rf"(?:{any_of(WORDS['fillers']['words'])}|[\W_]|(?<![a-z])s(?![a-z]))+")
COMPARING = re.compile(any_of(WORDS["comparing"]["words"]))
ENDING = re.compile(rf"(?:{any_of(WORDS['fillers']['endings'])})[\W_]*$")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is looked at: a part of a period's entries, in one way, page by page."""

    period: Period
    part: Part = RECORDED
    view: View = "overview"
    page: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was understood."""

    inquiry: Inquiry
    unclear: str
    """What stands beside the period, the filter and words that say nothing of their own."""
    alone: bool
    """Whether it can be nothing but a question: it names a period of more than one day, or a view."""
    says: bool
    """Whether it names anything at all."""
    backwards: bool = False
    """Its period would end before it starts."""
    beyond: str = ""
    """What it would be narrowed to that nothing can be narrowed to, such as a size."""
    besides: tuple[Part, ...] = ()
    """The part, narrowed to what else was named of which there can be one only."""
    schools: tuple[School, ...] = ()
    """Those that may be meant by what is unclear."""


async def heard(
    session: AsyncSession,
    text: str,
    moment: datetime,
    me: Access | None = None,
    read: Understanding | None = None,
) -> Heard:
    """What a question asks for; what names no period is about the year in which it is asked.

    Args:
        session: reads the roster and the campaigns.
        text: the question as written.
        moment: when it was asked, in the district's zone.
        me: who asks.
        read: what the reader found in it, if it has been read.
    """
    today, plain = moment.date(), normalise(text)
    periods = find_periods(blanked(plain, views(plain), by="|"), today)
    named = periods[0] if periods else None
    period = named.period if named else Period.year(today.year)
    read = read or await read_message(session, text, moment, moment.tzinfo or UTC)
    found = await mentions(session, text, read, period, me)
    found += [Mention(one.start, one.end, "period", one.period) for one in periods]
    meant = resolved(apart(found), compared=any(one.period != period for one in periods))
    left = _left(plain, meant)
    meaning = Meaning(None, (), left)
    if meant.part.school_id is None:
        meaning = await likely(session, left, me)
    school, left = meaning.school_id, meaning.left
    part = replace(meant.part, school_id=school) if school else meant.part
    return Heard(
        Inquiry(period, part, meant.view),
        left,
        alone=_spans(named) or any(one.field == "view" for one in meant.taken),
        says=bool(meant.taken) or bool(school),
        backwards=named is not None and named.backwards,
        beyond=_said_beyond(text, meant),
        besides=meant.besides,
        schools=meaning.schools,
    )


def _said_beyond(text: str, meant: Meant) -> str:
    """What it can't be narrowed to: the whole question, if it asks who has not."""
    if any(one.field == "lacking" for one in meant.beyond):
        return text
    return " ".join(text[one.start : one.end].strip() for one in meant.beyond)


def _spans(named: Named | None) -> bool:
    return named is not None and named.period.start != named.period.end


@dataclass(frozen=True, slots=True)
class Meant:
    """What the mentions of a question come to, and those of them that it rests on."""

    part: Part
    view: View
    taken: tuple[Mention, ...]
    besides: tuple[Part, ...] = ()
    beyond: tuple[Mention, ...] = ()


def resolved(found: Sequence[Mention], *, compared: bool = False) -> Meant:
    """What mentions, none over another, come to together."""
    said: dict[str, list[Any]] = {}
    for one in found:
        if one.value not in said.setdefault(one.field, []):
            said[one.field].append(one.value)
    fields: dict[str, Any] = {field: said[field][0] for field in SINGLE if field in said}
    if "kinds" in said:
        said["kinds"] += [kind for kind in said.get("kinds_beside", ()) if kind not in said["kinds"]]
    if len(said.get("kinds", ())) > MOST:  # each is shown apart, so all of them answer it, too
        del said["kinds"]
    fields |= {field: tuple(_flat(said[field])) for field in SEVERAL if field in said}
    part = replace(Part(), **fields)
    view, uses = _view(said, part, compared=compared)
    others: list[dict[str, Any]] = [{field: value} for field in SINGLE for value in said.get(field, ())[1:]]
    uses |= {*SINGLE, "period", "idle", "beyond", *(["kinds", "kinds_beside"] if not part.kinds else [])}
    counted = {"kinds": part.kinds, "kinds_beside": part.kinds, "positions": part.positions}
    kept = [one for one in found if one.field in counted and {*one.value} <= {*counted[one.field]}]
    taken = (*(one for one in found if one.field in uses), *kept)
    besides = tuple(replace(part, **other) for other in others)
    return Meant(part, view, tuple(taken), besides, _beyond(found, uses))


def _beyond(found: Sequence[Mention], uses: set[str]) -> tuple[Mention, ...]:
    """What nothing answers: a size, or who has not where no view lists them."""
    unlisted = "lacking" not in uses and any(one.field == "asked" for one in found)
    return tuple(one for one in found if one.field == "beyond" or (unlisted and one.field == "lacking"))


def _flat(values: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(key for value in values for key in value))[:MOST]


def _view(said: dict[str, list[Any]], part: Part, *, compared: bool) -> tuple[View, set[str]]:
    """The way to look at it, and the fields that say so.

    Who has not is another question than who has; where no view answers it, `lacking` is said to be unclear.
    """
    told = [view for view in VIEWS_SAID if view in said.get("view", ())]
    asked: View | None = said.get("asked", [None])[0]
    whom = asked or ("person" if part.positions else "")
    turned = TURNED.get(whom) if "lacking" in said else None
    wanted: View | None = "compare" if compared else told[0] if told else turned
    if wanted and wanted in TURNED.values() and answers(wanted, part):
        return wanted, {"view", "asked", "lacking", "enough"}
    if wanted and wanted not in TURNED.values():
        return wanted, {"view", *(["asked"] if asked == wanted else [])}
    about = part.school_id or part.person_id or part.topic
    return asked or "overview", {"asked", *(["lacking"] if about and not asked else [])}


def answers(view: View, part: Part) -> bool:
    """Whether a view says anything of a part: no school is missing from itself, no quota is of one topic."""
    if view == "quota":
        return replace(part, school_id=None, person_id=None, positions=()) == Part()
    return part.school_id is None


def _left(plain: str, meant: Meant) -> str:
    """What of the text was not understood."""
    left = blanked(plain, meant.taken)
    if meant.view == "compare":
        left = COMPARING.sub(" ", left)
    return NOTHING.sub(" ", ENDING.sub(" ", left)).strip()

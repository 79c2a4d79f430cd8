"""What a question asks for, from its words: `龙洲小学上学期`, `去年12月 反诈`, `今年讲了几场?`.

What narrows nothing, because nobody knows it, is said and never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Part, Period, School
from bot.services.access import Access
from bot.services.inquiries import Inquiry
from bot.services.likely_schools import Meaning, likely
from bot.services.meant import Meant, resolved
from bot.services.mentions import WORDS, Mention, any_of, apart, blanked, mentions, views
from bot.services.periods import Named, find_periods
from bot.services.reading import read_message
from bot.understanding import Understanding
from bot.understanding.text.plain import normalise

NOTHING = re.compile(rf"(?:{any_of(WORDS['fillers']['words'])}|[\W_]|(?<![a-z])s(?![a-z]))+")
COMPARING = re.compile(any_of(WORDS["comparing"]["words"]))
ENDING = re.compile(rf"(?:{any_of(WORDS['fillers']['endings'])})[\W_]*$")


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it was understood."""

    inquiry: Inquiry
    unclear: str
    """What stands beside the period, the filter and words that say nothing of their own."""
    alone: bool
    """Whether it can be nothing but a question: it names a period of more than one day, or a view.

    What asks for a quota may be a remark (不够)."""
    says: bool
    """Whether it names anything at all."""
    backwards: bool = False
    """Its period would end before it starts."""
    beyond: str = ""
    """What it would be narrowed to that nothing can be narrowed to, such as a size."""
    unlisted: bool = False
    """It asks who has not, and no view lists them."""
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
    read = read or await read_message(session, text, moment, moment.tzinfo or UTC)
    periods = find_periods(blanked(plain, views(plain), by="|"), today) or _day(read)
    named = periods[0] if periods else None
    period = named.period if named else Period.year(today.year)
    found = await mentions(session, text, read, period, me)
    found += [Mention(one.start, one.end, "period", one.period) for one in periods]
    meant = resolved(apart(found), period, compared=any(one.period != period for one in periods))
    left = _left(plain, meant)
    meaning = Meaning(None, (), left)
    if meant.part.school_id is None:
        meaning = await likely(session, left, me)
    school, left = meaning.school_id, meaning.left
    part = replace(meant.part, school_id=school) if school else meant.part
    return Heard(
        Inquiry(period, part, meant.view),
        left,
        alone=_spans(named) or any(one.field == "view" and one.value != "quota" for one in meant.taken),
        says=bool(meant.taken) or bool(school),
        backwards=named is not None and named.backwards,
        beyond=_said_beyond(text, meant),
        unlisted=meant.unlisted,
        besides=meant.besides,
        schools=meaning.schools,
    )


def _day(read: Understanding) -> list[Named]:
    """The only day that the reader finds: 宪法日那天, 上周三."""
    days = [one for one in read.found if one.field == "held_on" and isinstance(one.value, date)]
    spans = [Named(Period(one.value, one.value), one.start, one.end) for one in days]
    return spans if len(spans) == 1 else []


def _said_beyond(text: str, meant: Meant) -> str:
    return " ".join(text[one.start : one.end].strip() for one in meant.beyond)


def _spans(named: Named | None) -> bool:
    return named is not None and named.period.start != named.period.end


def _left(plain: str, meant: Meant) -> str:
    """What of the text was not understood."""
    left = blanked(plain, meant.taken)
    if meant.view == "compare":
        left = COMPARING.sub(" ", left)
    return NOTHING.sub(" ", ENDING.sub(" ", left)).strip()

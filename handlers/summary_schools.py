"""Coverage: how many schools have what a summary counts, and which have not."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.chat.buttons import Button, button
from bot.chat.inquiries import arguments
from bot.chat.work import Work
from bot.records import Coverage, Part
from bot.services.inquiries import Inquiry
from db import sums as names
from db.totals import open_schools, schools_with_entries
from handlers.shown import Shown

NAMES_A_PAGE = 60


def covered(work: Work, inquiry: Inquiry, schools: Coverage) -> list[Markup]:
    """How many schools have an entry, or one of the kind that is asked for.

    Nothing where that would say nothing of the others: of one school, of one person, of what no school has.
    """
    part = inquiry.part
    if not _compares(part, schools):
        return []
    text = "summary.schools" if part == Part() else "summary.schools_of"
    return [work.t(text, total=schools.total, covered=schools.with_entries)]


def others(work: Work, inquiry: Inquiry, schools: Coverage) -> list[Button]:
    """A button that lists the schools without."""
    lacking = schools.total - schools.with_entries
    if not lacking or not _compares(inquiry.part, schools):
        return []
    text = "summary.views.gaps" if inquiry.part == Part() else "summary.views.gaps_of"
    wanted = replace(inquiry, view="gaps", page=0)
    return [button(work.t(text, count=lacking), "sum", *arguments(wanted))]


def _compares(part: Part, schools: Coverage) -> bool:
    if part == Part():
        return True
    return part.school_id is None and part.person_id is None and schools.with_entries > 0


async def gaps(work: Work, inquiry: Inquiry) -> Shown:
    """The schools without an entry, or without one of the kind asked for, in the order of the directory."""
    scope, period, day = work.me.scope, inquiry.period, min(inquiry.period.end, work.today)
    of = "" if inquiry.part == Part() else "_of"
    known = await open_schools(work.session, scope, day)
    lacking = known - await schools_with_entries(work.session, scope, period, inquiry.part)
    if not lacking:
        return Shown([work.t(f"summary.gaps.none{of}")])
    called = list((await names.names(work.session, "school", lacking)).values())
    first = inquiry.page * NAMES_A_PAGE
    shown = Markup("、").join(called[first : first + NAMES_A_PAGE])
    head = work.t(f"summary.gaps.head{of}", total=len(known), count=len(lacking))
    return Shown([head, shown], (), -(-len(called) // NAMES_A_PAGE))

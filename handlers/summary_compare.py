"""A summary beside the same days a year before."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot import data
from bot.chat import cards, sums
from bot.chat.buttons import in_rows
from bot.chat.work import Work
from bot.records import Measures, Period, Totals
from bot.services.inquiries import Inquiry
from bot.services.totals import totals
from handlers.shown import Shown, opens


async def compare(work: Work, inquiry: Inquiry) -> Shown:
    """Kinds and months beside the same days a year before; what lies ahead of today is left out of both."""
    t, today, scope = work.t, work.today, work.me.scope
    start, end = inquiry.period.start, inquiry.period.end
    period = Period(start, min(end, today)) if start <= today else inquiry.period
    past = period.year_before()
    now = await totals(work.session, period, scope, today, inquiry.part)
    before = await totals(work.session, past, scope, today, inquiry.part)
    lines = [t("summary.compare.head", start=past.start, end=past.end)]
    for key in data.kinds():
        one, other = now.kinds.get(key, Measures()), before.kinds.get(key, Measures())
        if one.entries or other.entries:
            lines.append(
                t(
                    "summary.compare.kind",
                    kind=t(f"kind.{key}"),
                    now=one.quantity,
                    approximate=sums.approximately(t, one.quantity_approximate),
                    unit=cards.unit(t, data.kinds()[key]),
                    before=f"{other.quantity}{sums.approximately(t, other.quantity_approximate)}",
                    difference=sums.difference(one.quantity, other.quantity),
                )
            )
    lines += _months(work, now, before)
    opened = {str(period.start.year): period, str(past.start.year): past}
    kinds = [
        opens(f"{t(f'kind.{key}')} {year}", Inquiry(one), replace(inquiry.part, kinds=(key,)))
        for key in now.kinds
        for year, one in opened.items()
    ]
    return Shown(lines, in_rows(kinds, 2))


def _months(work: Work, now: Totals, before: Totals) -> list[Markup]:
    """Entries month by month beside those of a year before."""
    this = {month: sum(one.entries for one in kinds.values()) for month, kinds in now.months.items()}
    last = {
        f"{int(month[:4]) + 1:04}{month[4:]}": sum(one.entries for one in kinds.values())
        for month, kinds in before.months.items()
    }
    months = sorted({*this, *last})
    rows = [(month, this.get(month, 0), last.get(month, 0)) for month in months]
    lines = [
        work.t("summary.compare.month", month=month, now=n, before=b, difference=sums.difference(n, b))
        for month, n, b in rows
    ]
    return [work.t("summary.compare.months"), *lines] if lines else []

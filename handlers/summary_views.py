"""What a summary shows, by view: its lines, and the buttons that open the entries behind them (rule 7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from bot import data
from bot.chat import cards, papers, sums
from bot.chat.buttons import Button, Rows, button, in_rows
from bot.chat.inquiries import arguments
from bot.chat.paging import A_PAGE, page_of, turns
from bot.chat.work import Work
from bot.records import Dimension, Measures, Part, Period, Totals
from bot.services.compilations import overtaken
from bot.services.inquiries import Inquiry, View
from bot.services.tables import table
from bot.services.totals import behind, totals
from db import sums as names
from db.totals import open_schools, schools_with_entries
from handlers.entry import NotYoursError

STATES = ("incomplete", "planned")
NAMES_A_PAGE = 60
EVERYONES: tuple[View, ...] = (
    *("overview", "month", "school", "person"),
    *("topic", "campaign", "position", "compare"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of a view, its buttons, and how many pages it has."""

    lines: list[Markup]
    buttons: Rows = ()
    pages: int = 1


def opens(label: object, inquiry: Inquiry, part: Part) -> Button:
    """A button that lists the entries of a part."""
    return button(label, "items", *arguments(Inquiry(inquiry.period, part)))


def tabs(work: Work, inquiry: Inquiry) -> Rows:
    """The ways to look at the same, the one shown marked; the pages of the present one."""
    t = work.t
    views = [*EVERYONES]
    if work.me.sees_all and inquiry.part == Part():
        views.append("lines")
    if work.access_is("admit"):
        views.append("quota")
    shown = [
        button(
            t("summary.views.shown", name=t(f"summary.views.{view}"))
            if view == inquiry.view
            else t(f"summary.views.{view}"),
            "sum",
            *arguments(replace(inquiry, view=view, page=0)),
        )
        for view in views
    ]
    return in_rows(shown, 4)


def paging(work: Work, inquiry: Inquiry, pages: int) -> Rows:
    """The pages before and after."""
    more = inquiry.page + 1 < pages
    return (turns(work.t, inquiry.page, "sum", *arguments(inquiry)[:-1], more=more),)


async def overview(work: Work, inquiry: Inquiry) -> Shown:
    """Everything in one: kinds, coverage, the lines of the report, what doesn't count."""
    t, part = work.t, inquiry.part
    found = await totals(work.session, inquiry.period, work.me.scope, work.today, part)
    lines = [*sums.kinds_in_lines(t, found)] or [t("summary.nothing")]
    gaps = found.schools.total - found.schools.with_entries
    if work.me.sees_all:
        lines.append(t("summary.schools", total=found.schools.total, covered=found.schools.with_entries))
        if part == Part():
            lines += [t("summary.lines"), *_report_lines(work, found)]
    open_ones = {"incomplete": found.incomplete, "planned": found.planned}
    if any(open_ones.values()) or found.possible_duplicates:
        lines.append(t("summary.open", **open_ones, duplicates=found.possible_duplicates))
    buttons = [opens(t(f"kind.{key}"), inquiry, replace(part, kinds=(key,))) for key in found.kinds]
    buttons += [
        opens(t(f"state.{key}"), inquiry, replace(part, state=key)) for key in STATES if open_ones[key]
    ]
    buttons += _lacking(work, inquiry, found.kinds)
    if work.me.sees_all and gaps:
        label = t("summary.views.gaps", count=gaps)
        buttons.append(button(label, "sum", *arguments(replace(inquiry, view="gaps", page=0))))
    beside = [button(t("summary.views.chart"), "chart", *arguments(inquiry))] if found.kinds else []
    if work.access_is("admit") and part == Part():
        beside.append(button(t("summary.views.report"), "reportof", *arguments(inquiry)))
        if since := await overtaken(work.session, found):
            lines += [Markup(""), *papers.changes(t, since, work.clock.zone)]
            beside += [papers.opening(t, since)] * bool(since.entry_ids)
    return Shown(lines, (*in_rows(buttons, 3), tuple(beside)))


def _report_lines(work: Work, found: Totals) -> list[Markup]:
    return [sums.report_line(work.t, one.key, one.value, approximate=one.approximate) for one in found.lines]


def _lacking(work: Work, inquiry: Inquiry, by_kind: Mapping[str, Measures]) -> list[Button]:
    """Buttons that list the entries which lack what their kind asks for."""
    whole = sum(by_kind.values(), Measures())
    counts: dict[Any, int] = {"class_hours": whole.class_hours_missing, "audience": whole.audience_missing}
    return [
        opens(f"{work.t(f'summary.missing.{field}')} {count}", inquiry, replace(inquiry.part, missing=field))
        for field, count in counts.items()
        if count
    ]


def by(dimension: Dimension) -> Callable[[Work, Inquiry], Awaitable[Shown]]:
    """A table by one dimension: a line and a button a row."""

    async def view(work: Work, inquiry: Inquiry) -> Shown:
        found = await table(work.session, inquiry.period, work.me.scope, dimension, inquiry.part)
        shown = page_of(found.rows, inquiry.page)
        called = [sums.row_name(work.t, dimension, row) for row in shown]
        lines = [
            work.t("summary.row", name=name, sums=sums.all_kinds(work.t, row.kinds))
            for name, row in zip(called, shown, strict=True)
        ] or [work.t("summary.nothing")]
        if found.overlapping and found.rows:
            lines.append(work.t("summary.overlap"))
        buttons = [
            opens(f"{name} {row.whole.entries}", inquiry, row.part)
            for name, row in zip(called, shown, strict=True)
        ]
        return Shown(lines, in_rows(buttons, 2), -(-len(found.rows) // A_PAGE))

    return view


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


async def gaps(work: Work, inquiry: Inquiry) -> Shown:
    """The schools without an entry, in the order of the directory."""
    scope, period, day = work.me.scope, inquiry.period, min(inquiry.period.end, work.today)
    known = await open_schools(work.session, scope, day)
    lacking = known - await schools_with_entries(work.session, scope, period, inquiry.part)
    if not lacking:
        return Shown([work.t("summary.gaps.none")])
    called = list((await names.names(work.session, "school", lacking)).values())
    first = inquiry.page * NAMES_A_PAGE
    shown = Markup("、").join(called[first : first + NAMES_A_PAGE])
    head = work.t("summary.gaps.head", total=len(known), count=len(lacking))
    return Shown([head, shown], (), -(-len(called) // NAMES_A_PAGE))


async def lines(work: Work, inquiry: Inquiry) -> Shown:
    """The lines of the year's report, each of entries with a button."""
    if not work.me.sees_all:
        raise NotYoursError
    found = await totals(work.session, inquiry.period, work.me.scope, work.today)
    rows = data.report_lines()
    parts = [(rows[one.key].zh, behind(rows[one.key])) for one in found.lines if one.value]
    buttons = [opens(name, inquiry, part) for name, part in parts if part]
    return Shown(_report_lines(work, found), in_rows(buttons, 2))

"""What a summary shows, by view: its lines, and the buttons that open the entries behind them (rule 7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot import data
from bot.chat import papers, sums
from bot.chat.buttons import Button, Rows, button, in_rows
from bot.chat.inquiries import arguments
from bot.chat.paging import A_PAGE, page_of, turns
from bot.chat.work import Work
from bot.records import Dimension, Measures, Part, Totals
from bot.services.compilations import overtaken
from bot.services.inquiries import Inquiry, View
from bot.services.quota import expects
from bot.services.tables import table
from bot.services.totals import behind, totals
from handlers import summary_schools
from handlers.entry import NotYoursError
from handlers.shown import Shown, opens

STATES = ("incomplete", "planned")
EVERYONES: tuple[View, ...] = (
    *("overview", "month", "school", "person"),
    *("topic", "campaign", "position", "compare"),
)


def tabs(work: Work, inquiry: Inquiry) -> Rows:
    """The ways to look at the same, the one shown marked; the pages of the present one."""
    t = work.t
    views = [*EVERYONES]
    if work.me.sees_all and inquiry.part == Part():
        views.append("lines")
    if work.access_is("admit") and expects(inquiry.part, inquiry.period):
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


def nothing(work: Work, part: Part) -> Markup:
    """That there is nothing, of all or of what is narrowed to."""
    return work.t("summary.nothing" if part == Part() else "summary.nothing_of")


def paging(work: Work, inquiry: Inquiry, pages: int) -> Rows:
    """The pages before and after."""
    more = inquiry.page + 1 < pages
    return (turns(work.t, inquiry.page, "sum", *arguments(inquiry)[:-1], more=more),)


async def overview(work: Work, inquiry: Inquiry) -> Shown:
    """Everything in one: kinds, coverage, the lines of the report, what doesn't count."""
    t, part = work.t, inquiry.part
    found = await totals(work.session, inquiry.period, work.me.scope, work.today, part)
    lines = [*sums.kinds_in_lines(t, found)] or [nothing(work, part)]
    if work.me.sees_all:
        lines += _in_post(work, found, part)
        lines += summary_schools.covered(work, inquiry, found.schools)
        if part == Part():
            lines += [t("summary.lines"), *_report_lines(work, found)]
    open_ones = {"incomplete": found.incomplete, "planned": found.planned}
    if found.possible_duplicates:
        lines.append(t("summary.doubted", duplicates=found.possible_duplicates))
    if any(open_ones.values()):
        lines.append(t("summary.open", **open_ones))
    buttons = [opens(t(f"kind.{key}"), inquiry, replace(part, kinds=(key,))) for key in found.kinds]
    buttons += [
        opens(t(f"state.{key}"), inquiry, replace(part, state=key)) for key in STATES if open_ones[key]
    ]
    buttons += _lacking(work, inquiry, found.kinds)
    if work.me.sees_all:
        buttons += summary_schools.others(work, inquiry, found.schools)
    beside = [button(t("summary.views.chart"), "chart", *arguments(inquiry))] if found.kinds else []
    if work.access_is("admit") and part == Part():
        beside.append(button(t("summary.views.report"), "reportof", *arguments(inquiry)))
        if since := await overtaken(work.session, found):
            lines += [Markup(""), *papers.changes(t, since, work.clock.zone)]
            beside += [papers.opening(t, since)] * bool(since.entry_ids)
    return Shown(lines, (*in_rows(buttons, 3), tuple(beside)))


def _in_post(work: Work, found: Totals, part: Part) -> list[Markup]:
    """How many are in post under the positions that are asked for, where nothing else narrows it."""
    if not part.positions or replace(part, positions=()) != Part():
        return []
    counts = {key: found.people[key] for key in part.positions if found.people[key]}
    return [
        work.t("summary.in_post", position=work.t(f"position.{key}"), count=count)
        for key, count in counts.items()
    ]


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
        ] or [nothing(work, inquiry.part)]
        if found.overlapping and found.rows:
            lines.append(work.t("summary.overlap"))
        buttons = [
            opens(f"{name} {row.whole.entries}", inquiry, row.part)
            for name, row in zip(called, shown, strict=True)
        ]
        return Shown(lines, in_rows(buttons, 2), -(-len(found.rows) // A_PAGE))

    return view


async def lines(work: Work, inquiry: Inquiry) -> Shown:
    """The lines of the year's report, each of entries with a button."""
    if not work.me.sees_all:
        raise NotYoursError
    found = await totals(work.session, inquiry.period, work.me.scope, work.today)
    rows = data.report_lines()
    parts = [(rows[one.key].zh, behind(rows[one.key])) for one in found.lines if one.value]
    buttons = [opens(name, inquiry, part) for name, part in parts if part]
    return Shown(_report_lines(work, found), in_rows(buttons, 2))

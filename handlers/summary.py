"""/summary: what a year adds up to, for whoever asks; each line opens its entries (rule 7)."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat import cards
from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.work import Context, Work
from bot.records import Measures, Part, Period, Totals
from bot.services.totals import totals
from db import entries
from db.totals import count_behind, entries_behind

A_PAGE = 8
MOST_PAGES = 10**6
STATES = ("incomplete", "planned")


async def command(_update: Update, context: Context) -> None:
    work, words = context.work, context.args or []
    year = int(words[0]) if words and re.fullmatch(r"[0-9]{4}", words[0]) else work.today.year
    if (words and not re.fullmatch(r"[0-9]{4}", words[0])) or not MINYEAR < year < MAXYEAR:
        work.say(work.t("summary.which"))
    else:
        await show(work, year)


async def show(work: Work, year: int, head: str = "") -> None:
    """Say what the year adds up to within what the asker sees."""
    found = await totals(work.session, Period.year(year), work.me.scope, work.today)
    text = Markup("\n").join(_lines(work, found))
    work.say(Markup("{}\n\n{}").format(head, text) if head else text, _buttons(work, found))


async def compare(work: Work) -> None:
    """A claim about a whole period: nothing is added; what is recorded already is shown beside it."""
    await show(work, work.today.year, work.t("nothing.cumulative"))


def _lines(work: Work, found: Totals) -> list[Markup]:
    t = work.t
    scope = "" if work.me.sees_all else t("summary.scope_own")
    lines = [t("summary.head", start=found.period.start, end=found.period.end, scope=scope)]
    lines += [_kind(work, kind, sums) for kind, sums in found.kinds.items()] or [t("summary.nothing")]
    if work.me.sees_all:
        coverage = found.schools
        lines.append(t("summary.schools", total=coverage.total, covered=coverage.with_entries))
        lines.append(t("summary.lines"))
        lines += [_report_line(work, line.key, line.value, line.approximate) for line in found.lines]
    open_ones = {"incomplete": found.incomplete, "planned": found.planned}
    if any(open_ones.values()) or found.possible_duplicates:
        lines.append(t("summary.open", **open_ones, duplicates=found.possible_duplicates))
    return lines


def _kind(work: Work, key: str, sums: Measures) -> Markup:
    t, kind = work.t, data.kinds()[key]
    details = Markup("")
    if sums.class_hours:
        details += t("summary.hours", hours=f"{sums.class_hours:g}")
    if sums.audience:
        more = t("card.more") if sums.audience_approximate else ""
        details += t("summary.audience", audience=sums.audience, approximate=more)
    for name, count in (("hours", sums.class_hours_missing), ("audience", sums.audience_missing)):
        if count:
            details += t(f"summary.missing_{name}", count=count)
    return t(
        "summary.kind",
        kind=t(f"kind.{key}"),
        quantity=sums.quantity,
        approximate=t("card.more") if sums.quantity_approximate else "",
        unit=cards.unit(t, kind),
        details=details,
    )


def _report_line(work: Work, key: str, value: int, approximate: bool) -> Markup:
    more = work.t("card.more") if approximate else ""
    row = data.report_lines()[key]
    return work.t("summary.line", name=row.zh, value=value, approximate=more, unit=row.unit)


def _buttons(work: Work, found: Totals) -> Rows:
    year = found.period.start.year
    kinds = [button(work.t(f"kind.{key}"), "list", year, key, 0) for key in found.kinds]
    counts = {"incomplete": found.incomplete, "planned": found.planned}
    states = [button(work.t(f"state.{key}"), "list", year, key, 0) for key in STATES if counts[key]]
    return in_rows([*kinds, *states], 3)


async def list_entries(work: Work, pressed: Pressed) -> None:
    """The entries behind a line, in a message of their own."""
    work.say(*await _page(work, pressed))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page of them."""
    work.rewrite(pressed.message_id, *await _page(work, pressed))
    work.toast(pressed.callback_id)


async def _page(work: Work, pressed: Pressed) -> tuple[Markup, Rows]:
    year, key, page = pressed.number(0), pressed.arguments[1], pressed.number(2, MOST_PAGES)
    part = Part(state=key) if key in STATES else Part(kinds=(data.kinds()[key].key,))
    scope, period = work.me.scope, Period.year(year)
    count = await count_behind(work.session, scope, period, part)
    ids = await entries_behind(work.session, scope, period, part, slice(page * A_PAGE, (page + 1) * A_PAGE))
    shown = await entries.load(work.session, ids)
    title = work.t(f"state.{key}" if key in STATES else f"kind.{key}")
    first = page * A_PAGE + bool(ids)
    text = work.t(
        "summary.list", title=f"{year} {title}", first=first, last=page * A_PAGE + len(ids), count=count
    )
    turns = [("button.newer", page - 1)] * (page > 0) + [("button.older", page + 1)] * (
        count > (page + 1) * A_PAGE
    )
    rows: Rows = (
        *((button(cards.line(work.view, entry), "open", entry.id),) for entry in shown),
        tuple(button(work.t(label), "turn", year, key, to) for label, to in turns),
    )
    return text, rows

"""What is said when a report is done: what it lacks, what has changed since the last; and its files."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Rows, button, said
from bot.chat.wording import Wording
from bot.records import Period
from bot.reports.material import Figure, Said, day_text, period_text, wording
from bot.services.compilations import Since
from bot.services.compiling import Order
from bot.services.figures import unfilled
from db.compilations import Statement
from db.inbox import Call

MOST = 12
"""Names or figures listed in the message; the Word file has them all."""
DELIVERED = {"report.docx": "docx", "totals.xlsx": "xlsx", "chart.png": "png"}
"""The files that are sent, and what each is called in the wording."""


@dataclass(frozen=True, slots=True)
class Done:
    """A report that is done: its files by name, the yearly figures, what changed since the one before."""

    order: Order
    files: Mapping[str, bytes]
    figures: Mapping[str, Figure]
    since: Since | None


def letter(t: Wording, chat_id: int, done: Done) -> list[Call]:
    """The calls that deliver a report."""
    period = period_text(done.order.period)
    text = Markup("\n").join(_lines(t, period, done))
    calls = [Call("say", said(text, _buttons(t, done)), chat_id)]
    for name, kind in DELIVERED.items():
        file = {
            "name": wording()["files"][kind].format(period=period),
            "content": base64.b64encode(done.files[name]).decode(),
        }
        calls.append(Call("document", said(t(f"report.caption_{kind}"), ()) | file, chat_id))
    return calls


def failed(t: Wording, chat_id: int, period: Period) -> Call:
    """That a report could not be made."""
    return Call("say", said(t("report.failed", period=period_text(period)), ()), chat_id)


def _lines(t: Wording, period: str, done: Done) -> Iterator[Markup]:
    yield t("report.ready", period=period, day=day_text(done.order.day))
    blank = [one.row.name for one in unfilled(done.figures)]
    if blank:
        names = "、".join(blank[:MOST]) + ("…" if len(blank) > MOST else "")
        yield t("report.blank", count=len(blank), names=names, year=done.order.period.start.year)
    if done.since:
        yield from _changes(t, done.since, done.order)


def _changes(t: Wording, since: Since, order: Order) -> Iterator[Markup]:
    day = day_text(since.snapshot.seen_at.astimezone(order.zone).date())
    if since.lines:
        yield t("report.since", day=day)
        for before, now in since.lines[:MOST]:
            yield t("report.line", name=_name(now.key), before=_said(before), now=_said(now))
    if since.entry_ids:
        yield t("report.entries", count=len(since.entry_ids))
    elif not since.lines:
        yield t("report.unchanged", day=day)


def _name(key: str) -> str:
    return data.report_lines()[key].zh if key in data.report_lines() else data.figures()[key].name


def _said(one: Statement) -> str:
    return Said(one.value, one.unit, one.approximate)


def _buttons(t: Wording, done: Done) -> Rows:
    year = done.order.period.start.year
    first = (button(t("report.fill"), "figures", year), button(t("report.checks"), "checks", year))
    if not (done.since and done.since.entry_ids):
        return (first,)
    return (first, (button(t("report.changes"), "since", done.since.snapshot.id, 0),))

"""What is said when a report or another paper is done: what it lacks, what has changed since; its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Button, Rows, button, said
from bot.chat.wording import Wording
from bot.records import Period
from bot.reports.material import Figure, Said, day_text, period_text, wording
from bot.reports.template_problems import Problem
from bot.services.compilations import Since
from bot.services.compiling import CHART, ENTRIES, EVIDENCE, LACKING, WORD, WORKBOOK, Order
from bot.services.figures import unfilled
from db.compilations import Statement
from db.inbox import Call

MOST = 12
"""Names or figures listed in the message; the Word file has them all."""
DELIVERED = (WORD, WORKBOOK, CHART, ENTRIES, EVIDENCE)
"""The files that are sent, in this order."""
_PART = re.compile(r"-(\d+)(?=\.)")
"""A further pack of evidence: `evidence-2.zip`."""


@dataclass(frozen=True, slots=True)
class Done:
    """A report that is done: the yearly figures, what changed since the one before."""

    order: Order
    figures: Mapping[str, Figure]
    since: Since | None


def letter(t: Wording, chat_id: int, done: Done) -> Call:
    """What is said before the files of a report."""
    period = period_text(done.order.period)
    return Call("say", said(Markup("\n").join(_lines(t, period, done)), _buttons(t, done)), chat_id)


def files(t: Wording, chat_id: int, order: Order, folder: Path) -> list[Call]:
    """The calls that deliver what was made in a folder, after what should be in it and is not there."""
    made = {path: _PART.sub("", path.name) for path in sorted(folder.iterdir(), key=_number)}
    lacking = [] if (lacks := folder / LACKING) not in made else [_lacking(t, chat_id, lacks)]
    return lacking + [
        _file(t, chat_id, order, path)
        for name in DELIVERED
        for path, called in made.items()
        if called == name
    ]


def picture(t: Wording, chat_id: int, order: Order, folder: Path) -> list[Call]:
    """The call that shows a chart at once, rather than as a file to be opened."""
    text = t("report.chart", period=period_text(order.period), about=order.about)
    return [Call("photo", said(text, ()) | {"path": str(folder / CHART), "name": CHART}, chat_id)]


def _lacking(t: Wording, chat_id: int, path: Path) -> Call:
    count = json.loads(path.read_text(encoding="utf-8"))["evidence"]
    return Call("say", said(t("report.evidence_missing", count=count), ()), chat_id)


def _number(path: Path) -> int:
    found = _PART.search(path.name)
    return int(found[1]) if found else 1


def _file(t: Wording, chat_id: int, order: Order, path: Path) -> Call:
    number = _number(path)
    part = t("report.part", number=number) if number > 1 else ""
    called = wording()["files"][_PART.sub("", path.name)]
    name = called.format(period=period_text(order.period), part=f"({number})" if number > 1 else "")
    caption = t(f"report.caption_{path.suffix[1:]}", part=part)
    return Call("document", said(caption, ()) | {"path": str(path), "name": name}, chat_id)


def trouble(t: Wording, problem: Problem) -> Markup:
    """What is wrong with a template, with the placeholders that are meant."""
    places = Markup("、").join(t("template.place", place=place) for place in problem.places)
    return t(f"template.wrong.{problem.wrong}") + (Markup(":\n") + places if places else Markup(""))


def failed(t: Wording, chat_id: int, period: Period, problem: Problem | None = None) -> Call:
    """That a report or another paper could not be made; `problem` is what is wrong with its template."""
    if not problem:
        return Call("say", said(t("report.failed", period=period_text(period)), ()), chat_id)
    text = t("template.broken", period=period_text(period), problem=trouble(t, problem))
    rows = (tuple(button(t(f"template.{key}"), f"template_{key}") for key in ("names", "shipped")),)
    return Call("say", said(text, rows), chat_id)


def _lines(t: Wording, period: str, done: Done) -> Iterator[Markup]:
    yield t("report.ready", period=period, day=day_text(done.order.day))
    whole = done.order.period.is_year
    if not whole:
        yield t("report.part_of_years")
    blank = [one.row.name for one in unfilled(done.figures)]
    if blank and whole:
        names = "、".join(blank[:MOST]) + ("…" if len(blank) > MOST else "")
        yield t("report.blank", count=len(blank), names=names, year=done.order.period.start.year)
    if done.since:
        yield from changes(t, done.since, done.order.zone)


def changes(t: Wording, since: Since, zone: tzinfo) -> Iterator[Markup]:
    """What has changed since a report: the figures, those of annexes last, and how many entries did it."""
    day = day_text(since.snapshot.seen_at.astimezone(zone).date())
    text = [pair for pair in since.lines if not pair[0].name]
    shown = (text or since.lines)[:MOST]
    if shown:
        yield t("report.since", day=day)
        for before, now in shown:
            yield t("report.line", name=_name(now), before=_said(before), now=_said(now))
    if len(since.lines) > len(shown):
        yield t("report.more", count=len(since.lines) - len(shown))
    if since.entry_ids:
        form = "report.entries" if shown else "report.entries_only"
        yield t(form, day=day, count=len(since.entry_ids))
    elif not shown:
        yield t("report.unchanged", day=day)


def _name(one: Statement) -> str:
    if one.name:
        return one.name
    known = data.report_lines().get(one.key)
    if known:
        return known.zh
    return data.figures()[one.key].name if one.key in data.figures() else wording()["placeholders"][one.key]


def _said(one: Statement) -> str:
    return Said(one.value, one.unit, one.approximate)


def _buttons(t: Wording, done: Done) -> Rows:
    period = done.order.period
    first = [button(t("report.fill"), "figures", period.start.year)] * period.is_year
    first.append(button(t("report.checks"), "checks", period.start.year))
    since = ((opening(t, done.since),),) if done.since and done.since.entry_ids else ()
    return (tuple(first), *since)


def opening(t: Wording, since: Since) -> Button:
    """The button that lists the entries that were changed since a report."""
    until = (since.until.id,) if since.until else ()
    return button(t("report.changes"), "since", since.snapshot.id, *until, 0)

"""/report: a report is asked for here and made by `jobs/compilations.py`; what changed since the last."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.chat import cards
from bot.chat.buttons import Pressed, Rows, button
from bot.chat.inquiries import inquiry
from bot.chat.paging import A_PAGE, page_of, turns
from bot.chat.work import Context, Work
from bot.records import Period
from bot.reports.material import day_text, period_text
from bot.services.compilations import changed_since
from bot.services.wanting import Wanted, wanted
from db import compilations, entries
from db.compilations import Asked


async def command(_update: Update, context: Context) -> None:
    """Ask for the report of a year or period, as the record stands or stood on a day."""
    work = context.work
    found = wanted(" ".join(context.args or []), work.today)
    if reason := refused(work, found, "report"):
        work.say(reason, _template_button(work))
        return
    await ask(work, found.period, found.as_of)


async def of_period(work: Work, pressed: Pressed) -> None:
    """The report of the period that a summary shows."""
    await ask(work, inquiry(pressed.arguments).period)
    work.toast(pressed.callback_id)


async def ask(work: Work, period: Period, as_of: date | None = None) -> None:
    """Have the report of a period made."""
    await order(work, Asked(0, period, as_of, work.chat_id, work.inbox_id))
    values = {"period": period_text(period), "day": day_text(as_of or work.today)}
    work.say(work.t("report.making_as_of" if as_of else "report.making", **values), _template_button(work))


async def order(work: Work, asked: Asked) -> None:
    """Write down what is wanted; it is made at once, by a process of its own."""
    await compilations.ask(work.session, asked, work.view.person_id, work.clock.now())
    work.errand = True


def refused(work: Work, found: Wanted, paper: str) -> str:
    """Why nothing is made of what was asked for; empty where it is wholly understood."""
    if found.reversed:
        return work.t("report.reversed", said=found.reversed)
    return work.t(f"{paper}.which", said=found.unclear) if found.unclear else ""


def _template_button(work: Work) -> Rows:
    return ((button(work.t("report.template"), "template_get"),),)


async def changed(work: Work, pressed: Pressed) -> None:
    """The entries that were changed since a report."""
    work.say(*await _page(work, pressed))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page of them."""
    work.rewrite(pressed.message_id, *await _page(work, pressed))
    work.toast(pressed.callback_id)


async def _page(work: Work, pressed: Pressed) -> tuple[str, Rows]:
    numbers = range(len(pressed.arguments) - 1)
    reports = [await compilations.load(work.session, pressed.number(n)) for n in numbers]
    (snapshot, *until), page = reports, pressed.number(len(reports), 10**6)
    ids = await changed_since(work.session, snapshot, *until)
    shown = await entries.load(work.session, page_of(ids, page))
    day = work.t.date(snapshot.seen_at.astimezone(work.clock.zone).date(), work.today)
    first = page * A_PAGE
    text = work.t("report.list", day=day, first=first + bool(shown), last=first + len(shown), count=len(ids))
    more = len(ids) > first + A_PAGE
    rows = tuple((button(cards.line(work.view, entry), "open", entry.id),) for entry in shown)
    return text, (*rows, turns(work.t, page, "sincepage", *pressed.arguments[:-1], more=more))

"""/export: the entries of a period as a workbook or CSV file, or with their evidence."""

from __future__ import annotations

from telegram import Update

from bot.chat.buttons import Pressed, Rows, button
from bot.chat.inquiries import arguments, inquiry
from bot.chat.work import Context, Work
from bot.records import Period
from bot.reports.material import period_text
from bot.services.inquiries import Inquiry
from bot.services.wanting import wanted
from db.compilations import Asked
from handlers import report

AT_ONCE, OFFERED = "workbook", ("entries", "evidence")
"""Keys of `PAPERS`."""


async def command(_update: Update, context: Context) -> None:
    """Have the workbook of a period made, this year's where none is named, and offer what else there is."""
    work = context.work
    found = wanted(" ".join(context.args or []), work.today)
    if reason := report.refused(work, found, "export"):
        work.say(reason)
        return
    of = arguments(Inquiry(found.period))
    more = tuple(button(work.t(f"export.{paper}"), "export", paper, *of) for paper in OFFERED)
    await _make(work, found.period, AT_ONCE, (more,))


async def make(work: Work, pressed: Pressed) -> None:
    """Have one of the others made."""
    paper, *of = pressed.arguments
    if paper not in OFFERED:
        raise LookupError(paper)
    await _make(work, inquiry(of).period, paper)
    work.toast(pressed.callback_id)


async def _make(work: Work, period: Period, paper: str, buttons: Rows = ()) -> None:
    await report.order(work, Asked(0, period, None, work.chat_id, work.inbox_id, paper=paper))
    said = work.t("export.making", what=work.t(f"export.{paper}"), period=period_text(period))
    work.say(said, buttons)

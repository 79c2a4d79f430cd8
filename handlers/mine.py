"""/mine: one's own entries by month, to open, change or undo."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.chat import cards
from bot.chat.buttons import Pressed, button, in_rows
from bot.chat.work import Context, Work
from bot.records import Part
from bot.services import quota
from db import entries

MONTHS = 12
MOST = 30


async def command(_update: Update, context: Context) -> None:
    work = context.work
    person = work.me.person
    found = await entries.months_of(work.session, person.id) if person else []
    expected = await quota.standings(work.session, work.today, Part(person_id=person.id)) if person else []
    hours = ((button(work.t("quota.mine"), "quota"),),) if expected else ()
    if not found:
        work.say(work.t("mine.empty", example=work.t("nothing.example")), hours)
        return
    months = [
        button(work.t("mine.month", month=f"{first:%Y-%m}", count=count), "month", first.isoformat())
        for first, count in found[:MONTHS]
    ]
    work.say(work.t("mine.head"), (*in_rows(months, 3), *hours))


async def month(work: Work, pressed: Pressed) -> None:
    """The entries of one month."""
    first, person = date.fromisoformat(pressed.arguments[0]), work.me.person
    found = await entries.of_month(work.session, person.id, first) if person else []
    rows = tuple((button(cards.line(work.view, entry), "open", entry.id),) for entry in found[:MOST])
    work.toast(pressed.callback_id)
    work.say(work.t("mine.list", month=f"{first:%Y-%m}"), rows)

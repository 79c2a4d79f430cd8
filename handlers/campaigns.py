"""/campaigns: what is on in a year, each to be opened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from telegram import Update

from bot.chat.buttons import Pressed, Rows
from bot.chat.campaign_lists import Page, list_buttons, list_text
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of
from bot.chat.work import Context, Work
from bot.records import Campaign
from bot.services.progress import progress
from db import campaigns
from handlers import declaring
from handlers.campaign_card import own_schools

YEAR = re.compile(r"20[0-9]{2}")
WHERE_WE_ARE = "-"
"""In place of a page: the one with what is on now or next."""


async def command(_update: Update, context: Context) -> None:
    """The calendar of this year or the one named; or, from an officer, a campaign declared."""
    work, words = context.work, context.args or []
    if not words or YEAR.fullmatch(words[0]):
        work.say(*await _page(work, int(words[0]) if words else work.today.year, None))
    elif not (work.me.admits and await declaring.begin(work, " ".join(words))):
        work.say(work.t("campaigns.which"))


async def turn_page(work: Work, pressed: Pressed) -> None:
    """Another page of the calendar, in place."""
    page = None if pressed.arguments[1] == WHERE_WE_ARE else pressed.number(1, MOST_PAGES)
    work.rewrite(pressed.message_id, *await _page(work, pressed.number(0), page))
    work.toast(pressed.callback_id)


async def _page(work: Work, year: int, number: int | None) -> tuple[Markup, Rows]:
    steers, sees_all = work.me.admits, work.me.sees_all
    every = [one for one in await campaigns.of_year(work.session, year) if one.active or steers]
    number = _current(work, every) if number is None else number
    shown = [one for one in page_of(every, number) if one.active]
    known = {one.id: await progress(work.session, one, work.today) for one in shown}
    page = Page(year, number, every, known, await own_schools(work))
    return list_text(work.view, page, counts=sees_all), list_buttons(work.view, page, steers=steers)


def _current(work: Work, every: Sequence[Campaign]) -> int:
    """The page with the first campaign that is not over."""
    coming = (n for n, one in enumerate(every) if one.active and one.period.end >= work.today)
    return next(coming, 0) // A_PAGE

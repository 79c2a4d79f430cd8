"""/people: found by part of a name, opened as a card; `/people 张三 法治副校长 龙洲小学` appoints."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot.chat import rosters
from bot.chat.buttons import Pressed, Rows, button
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of, turns
from bot.chat.work import Context, Work
from bot.services.roster import finding, keeping, orders
from bot.services.roster.finding import Listed
from handlers import appointing, roster

LONGEST_PART = 10
"""Characters of what is sought: they travel with the buttons that turn the pages."""


async def command(_update: Update, context: Context) -> None:
    work, words = context.work, context.args or []
    await roster.leave(work)
    order = await orders.read(work.session, words) if work.access_is("admit") else None
    if order is not None:
        await appointing.carry_out(work, order)
        return
    part = sought(words)
    found = await finding.everyone(work.session, work.me, part)
    if len(found) == 1:
        await roster.person_card(work, None, found[0].person.id)
    elif found or not part:
        work.say(*_page(work, found, part[:LONGEST_PART], 0))
    elif work.access_is("admit") and keeping.is_name(part):
        await appointing.offer(work, None, orders.Order(part))
    else:
        work.say(work.t("roster.nobody", part=part))


def sought(words: Sequence[str]) -> str:
    """What is sought, without what a button can't carry."""
    return "".join(words).replace(":", "")[: keeping.LONGEST]


async def people(work: Work, pressed: Pressed) -> None:
    """Another page of the people found."""
    part, page = pressed.arguments[0], pressed.number(1, MOST_PAGES)
    found = await finding.everyone(work.session, work.me, part)
    roster.put(work, pressed, *_page(work, found, part, page))


def _page(work: Work, found: list[Listed], part: str, page: int) -> tuple[str, Rows]:
    t = work.t
    sought = t("roster.sought", part=part) if part else ""
    rows = tuple((button(_line(work, one), "person", one.person.id),) for one in page_of(found, page))
    more = len(found) > (page + 1) * A_PAGE
    turning = turns(t, page, "people", part, more=more)
    return t("roster.people", count=len(found), sought=sought), (*rows, turning)


def _line(work: Work, listed: Listed) -> str:
    posts = str(work.t("card.and")).join(rosters.post_name(work.t, post) for post in listed.posts)
    return f"{listed.person.name} {posts}".strip()


async def person(work: Work, pressed: Pressed) -> None:
    """Somebody's card."""
    await roster.person_card(work, pressed, pressed.number(0))

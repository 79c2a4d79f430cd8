"""Which entries belong to a campaign: by rule, or tied and untied by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.chat import cards
from bot.chat.buttons import Pressed, Rows, button
from bot.chat.letters.campaign import title
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of, turns
from bot.chat.work import Work
from bot.records import Campaign, Entry, Period
from bot.services import steering
from db import campaigns, entries, ties
from handlers.campaign_card import campaign_of
from handlers.entry import NotYoursError

AROUND = timedelta(days=45)
"""Entries and campaigns that far from each other are offered to be tied."""


async def list_tied(work: Work, pressed: Pressed) -> None:
    """The entries of a campaign, each to be opened or untied."""
    campaign = await campaign_of(work, pressed)
    await _list(work, pressed, campaign, pressed.number(1, MOST_PAGES), tied=True)
    work.toast(pressed.callback_id)


async def list_others(work: Work, pressed: Pressed) -> None:
    """The entries around a campaign that are not its own, each to be opened or tied."""
    campaign = await campaign_of(work, pressed)
    await _list(work, pressed, campaign, pressed.number(1, MOST_PAGES), tied=False)
    work.toast(pressed.callback_id)


async def _list(work: Work, pressed: Pressed, campaign: Campaign, page: int, *, tied: bool) -> None:
    t, period = work.t, campaign.period
    if tied:
        ids = await ties.entries_of(work.session, campaign.id)
    else:
        ids = await ties.untied(work.session, campaign.id, Period(period.start - AROUND, period.end + AROUND))
    head = t("ties.head" if tied else "ties.others", title=title(t, campaign), count=len(ids))
    shown = await entries.load(work.session, page_of(ids, page))
    sign, to = (t("ties.untie"), 0) if tied else (t("ties.tie"), 1)
    rows: Rows = tuple(
        (
            button(cards.line(work.view, one), "open", one.id),
            button(sign, "c_tie", campaign.id, one.id, to, page),
        )
        for one in shown
    )
    this, other = ("c_entries", "c_others") if tied else ("c_others", "c_entries")
    paging = turns(t, page, this, campaign.id, more=len(ids) > (page + 1) * A_PAGE)
    back = button(t("button.back"), "c_card" if tied else other, campaign.id, 0)
    last = (button(t("ties.more"), other, campaign.id, 0), back) if tied else (back,)
    work.rewrite(pressed.message_id, head if ids else head + "\n" + t("ties.none"), (*rows, paging, last))


async def tie_here(work: Work, pressed: Pressed) -> None:
    """Tie or untie an entry of a campaign's list."""
    campaign, entry = await _both(work, pressed)
    tied = bool(pressed.number(2, 1))
    await steering.tie(work.session, campaign, entry, work.act("button"), tied=tied)
    await _list(work, pressed, campaign, pressed.number(3, MOST_PAGES), tied=not tied)
    work.toast(pressed.callback_id, work.t("ties.tied" if tied else "ties.untied"))


async def _both(work: Work, pressed: Pressed) -> tuple[Campaign, Entry]:
    found = await entries.load(work.session, [pressed.number(1)])
    if not found:
        raise LookupError(pressed.number(1))
    return await campaign_of(work, pressed), found[0]


async def of_entry(work: Work, pressed: Pressed) -> None:
    """The campaigns of an entry, in a message of its own."""
    found = await entries.load(work.session, [pressed.number(0)])
    if not found:
        raise LookupError(pressed.number(0))
    if not work.me.may_see(found[0]):
        raise NotYoursError
    work.say(*await _of_entry(work, found[0]))
    work.toast(pressed.callback_id)


async def _of_entry(work: Work, entry: Entry) -> tuple[Markup, Rows]:
    t = work.t
    tied = dict(await ties.of_entry(work.session, entry.id))
    known = await campaigns.load(work.session, tied)
    lines = [t(f"ties.{how}", title=title(t, known[id_])) for id_, how in tied.items()]
    text = Markup("\n").join(
        [t("ties.entry", entry=cards.line(work.view, entry)), *(lines or [t("ties.entry_none")])]
    )
    if not work.me.admits or entry.state != "recorded" or entry.held_on is None:
        return text, ()
    near = await campaigns.active_between(work.session, entry.held_on - AROUND, entry.held_on + AROUND)
    return text, _switches(work, entry, list(known.values()), [one for one in near if one.id not in tied])


def _switches(work: Work, entry: Entry, tied: Sequence[Campaign], near: Sequence[Campaign]) -> Rows:
    """To untie what is tied, to tie what is near."""
    every = [*(("ties.untie_from", one, 0) for one in tied), *(("ties.tie_to", one, 1) for one in near)]
    return tuple(
        (button(work.t(key, title=title(work.t, one)), "e_tie", one.id, entry.id, to),)
        for key, one, to in every
    )


async def tie_entry(work: Work, pressed: Pressed) -> None:
    """Tie or untie the entry whose campaigns are shown."""
    campaign, entry = await _both(work, pressed)
    tied = bool(pressed.number(2, 1))
    await steering.tie(work.session, campaign, entry, work.act("button"), tied=tied)
    work.rewrite(pressed.message_id, *await _of_entry(work, entry))
    work.toast(pressed.callback_id, work.t("ties.tied" if tied else "ties.untied"))

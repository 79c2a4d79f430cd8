"""The calendar of a year: what is on, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.buttons import Rows, button, in_rows
from bot.chat.campaign_cards import own_line
from bot.chat.cards import View
from bot.chat.letters.campaign import days, title
from bot.chat.paging import A_PAGE, page_of, turns
from bot.records import Campaign, School
from bot.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a year's campaigns, and how far they are."""

    year: int
    number: int
    campaigns: Sequence[Campaign]
    """All of the year."""
    progress: Mapping[int, Progress]
    """Of those that are on, by campaign id."""
    own: Sequence[School]

    @property
    def shown(self) -> Sequence[Campaign]:
        return page_of(self.campaigns, self.number)


def list_text(view: View, page: Page, *, counts: bool) -> Markup:
    """The campaigns of a page under their months."""
    on = sum(one.active for one in page.campaigns)
    return Markup("\n").join(
        [
            view.t("campaigns.head", year=page.year, count=on),
            *_lines(view, page, counts=counts),
            *([] if page.campaigns else [view.t("campaigns.none")]),
        ]
    )


def _lines(view: View, page: Page, *, counts: bool) -> Iterator[Markup]:
    t, month = view.t, 0
    for campaign in page.shown:
        if campaign.period.start.month != month:
            month = campaign.period.start.month
            yield t("campaigns.month", name=t(f"campaigns.months.{month}"))
        values = {"title": title(t, campaign), "days": days(t, campaign, view.today)}
        yield t("campaigns.on" if campaign.active else "campaigns.off", **values)
        if (progress := page.progress.get(campaign.id)) is not None:
            if counts:
                done, asked = len(progress.of("done")), len(progress.schools)
                yield t("campaigns.done", done=done, count=asked)
            asked_of_me = (one for one in page.own if one.id in progress.schools)
            yield from (t("campaigns.own", line=own_line(t, progress, one)) for one in asked_of_me)


def list_buttons(view: View, page: Page, *, steers: bool) -> Rows:
    """A button to open each, the pages, and what officers may do."""
    t = view.t
    opens = [button(title(t, one), "c_open", one.id) for one in page.shown]
    more = len(page.campaigns) > (page.number + 1) * A_PAGE
    paging = turns(t, page.number, "c_list", page.year, more=more)
    files = (button(t("campaigns.button.calendar"), "c_year", page.year),)
    if not steers:
        return (*in_rows(opens, 2), paging, files if page.campaigns else ())
    officers = [
        button(t("campaigns.button.new"), "c_new"),
        *files,
        button(t("campaigns.button.sent"), "c_sent", 0),
        button(t("campaigns.button.workdays"), "c_days"),
    ]
    return (*in_rows(opens, 2), paging, *in_rows(officers, 2))

"""Campaigns as a calendar file: one, or all that are on in a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.campaigns.calendar_file import CalendarEvent, calendar_file
from bot.chat.buttons import Pressed
from bot.chat.letters.campaign import title
from bot.chat.wording import Wording
from bot.chat.work import Work
from bot.records import Campaign
from db import campaigns
from handlers.campaign_card import campaign_of


async def one(work: Work, pressed: Pressed) -> None:
    """The campaign whose card this is."""
    campaign = await campaign_of(work, pressed)
    _send(work, pressed, [campaign], f"{campaign.theme or campaign.id}-{campaign.period.start.year}")


async def year(work: Work, pressed: Pressed) -> None:
    """Every campaign that is on."""
    number = pressed.number(0)
    on = [campaign for campaign in await campaigns.of_year(work.session, number) if campaign.active]
    if on:
        _send(work, pressed, on, str(number))
    else:
        work.toast(pressed.callback_id, work.t("campaigns.none"), alert=True)


def _send(work: Work, pressed: Pressed, several: Sequence[Campaign], name: str) -> None:
    zone = work.clock.zone
    assert isinstance(zone, ZoneInfo)
    called = f"{work.t('campaign.file_name')} {name}"
    content = calendar_file([event(work.t, one) for one in several], zone, work.clock.now(), called)
    heading = title(work.t, several[0]) if len(several) == 1 else called
    work.document(f"pufa-{name}.ics", content, work.t("campaign.file", title=heading))
    work.toast(pressed.callback_id)


def event(t: Wording, campaign: Campaign) -> CalendarEvent:
    """A campaign as an event of its year: it does not repeat, for the next year's file holds the next one."""
    theme, year = campaign.theme, campaign.period.start.year
    return CalendarEvent(
        f"{theme}-{year}@pufa" if theme else f"campaign-{campaign.id}@pufa",
        title(t, campaign),
        campaign.period,
        "\n".join(_description(t, campaign)),
        provisional=campaign.provisional,
        sequence=campaign.round,
    )


def _description(t: Wording, campaign: Campaign) -> Iterator[str]:
    if campaign.laws:
        yield str(t("card.and")).join(f"《{law}》" for law in campaign.laws)
    if campaign.topics:
        yield str(t("card.and")).join(str(t(f"topic.{topic}")) for topic in campaign.topics)
    if campaign.asks:
        yield campaign.asks

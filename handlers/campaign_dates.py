"""The dates of a campaign: confirmed with a tap, changed with a tap or a message."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat.buttons import Pressed, Rows, button
from bot.chat.letters.campaign import days, title
from bot.chat.work import Work
from bot.records import Campaign, Period
from bot.services import steering
from bot.services.dating import only_period
from db import campaigns, chats
from db.chats import Asked, Message
from handlers.campaign_card import campaign_of

FIELD = "campaign_dates"
WEEK = timedelta(weeks=1)


async def confirm(work: Work, pressed: Pressed) -> None:
    """The provisional dates are right; pressed by a second officer, it says that they are settled."""
    campaign = await campaign_of(work, pressed)
    if not campaign.provisional:
        work.toast(pressed.callback_id, work.t("campaign.confirmed_already"))
    else:
        campaign = await steering.confirm(work.session, campaign, work.act("button"))
        work.toast(pressed.callback_id)
    work.rewrite(pressed.message_id, _told(work, campaign, "confirmed"), _opening(work, campaign))


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask for other dates, likely ones as buttons."""
    campaign = await campaign_of(work, pressed)
    asked = Asked(work.chat_id, None, FIELD, details={"campaign": campaign.id})
    await chats.ask(work.session, asked, work.clock.now())
    work.say(_told(work, campaign, "ask_dates"), _likely(work, campaign))
    work.toast(pressed.callback_id)


def _likely(work: Work, campaign: Campaign) -> Rows:
    """As it is, and a week earlier or later, within a theme day's year."""
    period = campaign.period
    likely = {
        "as_is": period,
        "week_before": Period(period.start - WEEK, period.end - WEEK),
        "week_after": Period(period.start + WEEK, period.end + WEEK),
    }
    return tuple(
        (button(work.t(f"campaign.button.{name}", days=_short(one)), "c_at", campaign.id, *_data(one)),)
        for name, one in likely.items()
        if one.start.year == period.start.year
    )


def _short(period: Period) -> str:
    start, end = (f"{day.month}.{day.day}" for day in (period.start, period.end))
    return start if period.start == period.end else f"{start}—{end}"


def _data(period: Period) -> tuple[str, str]:
    return f"{period.start:%Y%m%d}", f"{period.end:%Y%m%d}"


async def choose(work: Work, pressed: Pressed) -> None:
    """Dates that were offered."""
    campaign = await campaign_of(work, pressed)
    start, end = (date.fromisoformat(one) for one in pressed.arguments[1:3])
    campaign = await steering.move(work.session, campaign, Period(start, end), work.act("button"))
    await _settled(work, campaign)
    work.rewrite(pressed.message_id, _told(work, campaign, "moved_to"), _opening(work, campaign))
    work.toast(pressed.callback_id)


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """New dates, typed; whether that is all the message says."""
    campaign = (await campaigns.load(work.session, [asked.details["campaign"]])).get(
        asked.details["campaign"]
    )
    period = only_period(said.text, work.today)
    if campaign is None or period is None or not work.me.admits:
        return False
    if campaign.theme and period.start.year != campaign.period.start.year:
        period = only_period(said.text, date(campaign.period.start.year, 1, 1)) or period
    try:
        campaign = await steering.move(work.session, campaign, period, work.act("message"))
    except ValueError:
        year = campaign.period.start.year
        work.say(work.t("campaign.dates_year", title=title(work.t, campaign), year=year))
        return True
    await _settled(work, campaign)
    work.say(_told(work, campaign, "moved_to"), _opening(work, campaign))
    return True


async def _settled(work: Work, campaign: Campaign) -> None:
    asked = await chats.asked(work.session, work.chat_id)
    if asked and asked.field == FIELD and asked.details["campaign"] == campaign.id:
        await chats.stop_asking(work.session, work.chat_id)


def _told(work: Work, campaign: Campaign, key: str) -> str:
    t = work.t
    return t(f"campaign.{key}", title=title(t, campaign), days=days(t, campaign, work.today))


def _opening(work: Work, campaign: Campaign) -> Rows:
    return ((button(work.t("campaign.button.open"), "c_card", campaign.id),),)

"""The card of a campaign: opened, turned on or off, taken back."""

from __future__ import annotations

from markupsafe import Markup

from bot.chat.buttons import Pressed, Rows
from bot.chat.campaign_cards import Shown, campaign_buttons, campaign_card
from bot.chat.work import Work
from bot.records import Campaign, School
from bot.services import steering
from bot.services.campaigns import subject, workdays
from bot.services.progress import progress
from bot.services.schedule import schedule, unpublished
from db import campaigns, chats, reminders, schools

FIELD = "campaign"
"""The open question: a new campaign in words (`texts`), or what to change of one drawn up (`campaign`)."""


async def own_schools(work: Work) -> list[School]:
    """The writer's schools, in the order appointed."""
    known = {one.id: one for one in await schools.directory(work.session)}
    return [known[id_] for id_ in work.me.school_ids if id_ in known]


async def campaign_of(work: Work, pressed: Pressed, index: int = 0) -> Campaign:
    """The campaign that a button names; one that is off is shown to officers only.

    Raises:
        LookupError: there is none, for whoever presses.
    """
    campaign = (await campaigns.load(work.session, [pressed.number(index)])).get(pressed.number(index))
    if campaign is None or not (campaign.active or work.me.admits):
        raise LookupError(pressed.number(index))
    return campaign


async def made_card(work: Work, campaign: Campaign) -> tuple[Markup, Rows]:
    """The card of a campaign with its buttons, for whoever writes."""
    days = await workdays(work.session)
    going = await progress(work.session, campaign, work.today)
    own = [one for one in await own_schools(work) if one.id in going.schools]
    draft = not campaign.theme and not campaign.active and not await _told(work, campaign)
    timed = schedule(campaign, days, work.clock)
    shown = Shown(campaign, timed, unpublished(campaign, days), going, own, draft)
    text = campaign_card(work.view, shown, counts=work.me.sees_all)
    return text, campaign_buttons(work.t, shown, steers=work.me.admits)


async def _told(work: Work, campaign: Campaign) -> bool:
    return await reminders.next_round(work.session, subject(campaign)) > 0


async def open_card(work: Work, pressed: Pressed) -> None:
    """The card of a campaign of the list, in a message of its own."""
    work.say(*await made_card(work, await campaign_of(work, pressed)))
    work.toast(pressed.callback_id)


async def redraw(work: Work, pressed: Pressed) -> None:
    """Back to the card, in place."""
    work.rewrite(pressed.message_id, *await made_card(work, await campaign_of(work, pressed)))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """On or off, as the button said; one declared is established by it."""
    campaign = await campaign_of(work, pressed)
    campaign = await steering.turn(work.session, campaign, work.act("button"), on=bool(pressed.number(1, 1)))
    await settle(work, campaign)
    work.rewrite(pressed.message_id, *await made_card(work, campaign))
    work.toast(
        pressed.callback_id, work.t("campaign.turned_on" if campaign.active else "campaign.turned_off")
    )


async def drop(work: Work, pressed: Pressed) -> None:
    """A campaign that was declared and never on is taken back."""
    campaign = await campaign_of(work, pressed)
    if campaign.active or campaign.theme or await _told(work, campaign):
        raise LookupError(campaign.id)
    await settle(work, campaign)
    await steering.drop(work.session, campaign, work.act("button"))
    work.rewrite(pressed.message_id, work.t("campaign.dropped", title=campaign.title))
    work.toast(pressed.callback_id)


async def settle(work: Work, campaign: Campaign) -> None:
    """Nothing more is to be said of a campaign that was drawn up in this chat."""
    asked = await chats.asked(work.session, work.chat_id)
    if asked and asked.field == FIELD and asked.details.get("campaign") == campaign.id:
        await chats.stop_asking(work.session, work.chat_id)

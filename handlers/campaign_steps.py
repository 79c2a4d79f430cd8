"""The steps of a campaign: on or off, at what time, and what a contact would get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot import data
from bot.chat.buttons import Button, Pressed, Rows, button
from bot.chat.campaign_cards import moment
from bot.chat.letters.campaign import campaign_buttons, campaign_text, title
from bot.chat.work import Work
from bot.records import Campaign, School
from bot.services import steering
from bot.services.campaigns import workdays
from bot.services.progress import progress
from bot.services.schedule import schedule
from handlers.campaign_card import campaign_of

TIMES = ("08:00", "09:00", "10:00", "14:00", "16:00", "18:00")
"""What a tap on a time goes through; a press carries the time, so that twice is once."""


async def show(work: Work, pressed: Pressed) -> None:
    """Each step with its switch and its time."""
    await _redraw(work, pressed, await campaign_of(work, pressed))
    work.toast(pressed.callback_id)


async def switch(work: Work, pressed: Pressed) -> None:
    """A step on or off."""
    await _set(work, pressed, "on", bool(pressed.number(2, 1)))


async def set_time(work: Work, pressed: Pressed) -> None:
    """Another time for a step."""
    clock = pressed.arguments[2]
    at = f"{clock[:2]}:{clock[2:]}"
    if at not in TIMES:
        raise ValueError(at)
    await _set(work, pressed, "at", at)


async def _set(work: Work, pressed: Pressed, name: str, value: bool | str) -> None:
    campaign, step = await campaign_of(work, pressed), data.steps()[pressed.arguments[1]]
    act = work.act("button")
    campaign = await steering.set_step(work.session, campaign, step.key, {name: value}, act)
    await _redraw(work, pressed, campaign)
    work.toast(pressed.callback_id)


async def _redraw(work: Work, pressed: Pressed, campaign: Campaign) -> None:
    text = work.t("campaign.steps", title=title(work.t, campaign))
    back = (button(work.t("button.back"), "c_card", campaign.id),)
    work.rewrite(pressed.message_id, text, (*_rows(work, campaign), back))


def _rows(work: Work, campaign: Campaign) -> Iterator[tuple[Button, ...]]:
    t = work.t
    for key, by_default in data.steps().items():
        step = replace(by_default, **campaign.steps.get(key, {}))
        label = t("campaign.step_on" if step.on else "campaign.step_off", step=t(f"step.{key}"))
        then = next((one for one in TIMES if one > step.at), TIMES[0])
        at = t("campaign.step_at", at=step.at, next=then)
        yield (
            button(label, "c_step", campaign.id, key, int(not step.on)),
            button(at, "c_when", campaign.id, key, then.replace(":", "")),
        )


async def preview(work: Work, pressed: Pressed) -> None:
    """Each step's letter to whoever presses, as a contact would get it on its day."""
    campaign = await campaign_of(work, pressed)
    going = await progress(work.session, campaign, work.today)
    reader = next((one for one in going.of("silent")), School(str(work.t("campaign.preview_school"))))
    timed = schedule(campaign, await workdays(work.session), work.clock)
    for one in timed:
        values = {"step": work.t(f"step.{one.step.key}"), "at": moment(work.view, one.at)}
        work.say(work.t("campaign.preview", **values))
        work.say(campaign_text(work.t, campaign, one.at.date(), [reader]), _pretended(work))
    work.toast(pressed.callback_id, "" if timed else work.t("campaign.preview_none"), alert=not timed)


def _pretended(work: Work) -> Rows:
    """The buttons of a reminder, which here do nothing."""
    return tuple(
        tuple(button(one.label, "c_sample") for one in row) for row in campaign_buttons(work.t, reminder_id=0)
    )


async def sample(work: Work, pressed: Pressed) -> None:
    """A button of a preview."""
    work.toast(pressed.callback_id, work.t("campaign.preview_only"), alert=True)

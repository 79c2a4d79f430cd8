"""How a campaign goes, school by school, for officers: counts, names to copy, a nudge for the silent."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.campaign_cards import moment
from bot.chat.letters.campaign import days, progress_counts, title
from bot.chat.paging import A_PAGE, page_of, turns
from bot.chat.work import Work
from bot.records import Campaign
from bot.services import nudging
from bot.services.progress import STATES, Progress, State, progress
from handlers.campaign_card import campaign_of

A_MESSAGE = 3000
"""Characters of names in one message, well within Telegram's 4,096."""


async def _going(work: Work, pressed: Pressed) -> Progress:
    return await progress(work.session, await campaign_of(work, pressed), work.today)


async def show(work: Work, pressed: Pressed) -> None:
    """How many schools are how far."""
    going = await _going(work, pressed)
    t, campaign = work.t, going.campaign
    count, when = len(going.schools), days(work.t, campaign, work.today)
    head = t("progress.head", title=title(t, campaign), days=when, count=count)
    work.rewrite(pressed.message_id, head + "\n" + progress_counts(t, going), _buttons(work, going))
    work.toast(pressed.callback_id)


def _buttons(work: Work, going: Progress) -> Rows:
    t, campaign = work.t, going.campaign
    counted = [(state, len(going.of(state))) for state in STATES]
    lists = [
        button(_count(work, state, count), "c_state", campaign.id, state, 0)
        for state, count in counted
        if count
    ]
    can_nudge = campaign.active and going.of("silent") and work.today <= campaign.period.end
    nudge = (button(t("progress.nudge"), "c_nudge", campaign.id),) if can_nudge else ()
    return (*in_rows(lists, 2), nudge, (button(t("button.back"), "c_card", campaign.id),))


def _count(work: Work, state: State, count: int) -> Markup:
    return work.t("progress.count", state=work.t(f"progress.{state}"), count=count)


def _state(pressed: Pressed) -> State:
    """The state that a button names; LookupError where it names none."""
    known: dict[str, State] = {state: state for state in STATES}
    return known[pressed.arguments[1]]


async def list_state(work: Work, pressed: Pressed) -> None:
    """The schools that are so far, in the directory's order; nobody is ranked."""
    going, state, page = await _going(work, pressed), _state(pressed), pressed.number(2)
    t, campaign, several = work.t, going.campaign, going.of(state)
    head = t("progress.list", state=t(f"progress.{state}"), title=title(t, campaign), count=len(several))
    names = [Markup.escape(one.name) for one in page_of(several, page)]
    paging = turns(t, page, "c_state", campaign.id, state, more=len(several) > (page + 1) * A_PAGE)
    last = (
        button(t("progress.copy"), "c_copy", campaign.id, state),
        button(t("button.back"), "c_progress", campaign.id),
    )
    work.rewrite(pressed.message_id, Markup("\n").join([head, *names]), (paging, last))
    work.toast(pressed.callback_id)


async def copy(work: Work, pressed: Pressed) -> None:
    """The names alone, which a tap copies."""
    going, state = await _going(work, pressed), _state(pressed)
    for names in _messages([one.name for one in going.of(state)]):
        work.say(Markup("<pre>{}</pre>").format(names))
    work.toast(pressed.callback_id)


def _messages(names: list[str]) -> Iterator[str]:
    """The names a line each, in as few messages as hold them."""
    lines: list[str] = []
    for name in names:
        if sum(map(len, lines)) + len(lines) + len(name) > A_MESSAGE:
            yield "\n".join(lines)
            lines = []
        lines.append(name)
    if lines:
        yield "\n".join(lines)


async def ask_nudge(work: Work, pressed: Pressed) -> None:
    """Say how many would be reminded, before anything is sent."""
    going = await _going(work, pressed)
    t, campaign = work.t, going.campaign
    found = await nudging.silent(work.session, going, work.today)
    if refusal := await _refusal(work, campaign, found):
        work.toast(pressed.callback_id, work.t(refusal), alert=True)
        return
    count = len(going.of("silent"))
    text = t("progress.nudge_ask", schools=count, persons=len(found), title=title(t, campaign))
    at = await nudging.goes_out(work.session, work.clock)
    if at > work.clock.now():
        when = moment(work.view, at.astimezone(work.clock.zone))
        text += "\n" + t("progress.nudge_later", at=when)
    yes = button(t("progress.nudge_yes", persons=len(found)), "c_nudged", campaign.id)
    work.rewrite(pressed.message_id, text, ((yes, button(t("button.back"), "c_progress", campaign.id)),))
    work.toast(pressed.callback_id)


async def nudge(work: Work, pressed: Pressed) -> None:
    """Remind the people of silent schools once more; pressed twice, they are reminded once."""
    going = await _going(work, pressed)
    found = await nudging.silent(work.session, going, work.today)
    if refusal := await _refusal(work, going.campaign, found):
        work.toast(pressed.callback_id, work.t(refusal), alert=True)
        return
    await nudging.nudge(work.session, going.campaign, found, work.act("button"))
    back = ((button(work.t("button.back"), "c_progress", going.campaign.id),),)
    work.rewrite(pressed.message_id, work.t("progress.nudged", persons=len(found)), back)
    work.toast(pressed.callback_id)


async def _refusal(work: Work, campaign: Campaign, found: list[int]) -> str | None:
    """Why nobody is nudged now: nobody is silent, or they were nudged today."""
    if work.today > campaign.period.end or not campaign.active:
        raise LookupError(campaign.id)
    if not found:
        return "progress.nobody_silent"
    return "progress.nudged_today" if await nudging.was_today(work.session, campaign, work.clock) else None

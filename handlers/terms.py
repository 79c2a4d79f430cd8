"""The buttons of an appointment: a term, a renewal, its end."""

from __future__ import annotations

from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.services.roster import terms
from db import appointments
from handlers import roster

MOST_YEARS = 5


async def term(work: Work, pressed: Pressed) -> None:
    """Give an appointment without an end a term."""
    post = await appointments.load(work.session, pressed.number(0))
    years = pressed.number(1, MOST_YEARS)
    dated = await terms.last(work.session, work.act("button"), post, years)
    await roster.post_card(work, pressed, dated)


async def renew(work: Work, pressed: Pressed) -> None:
    """A further term, shown in place of the old one."""
    post = await appointments.load(work.session, pressed.number(0))
    years = pressed.number(1, MOST_YEARS)
    new = await terms.renew(work.session, work.act("button"), post, years, work.today)
    await roster.post_card(work, pressed, new, work.t("roster.renewed"))


async def end(work: Work, pressed: Pressed) -> None:
    """Today is its last day."""
    post = await appointments.load(work.session, pressed.number(0))
    try:
        ended = await terms.end(work.session, work.act("button"), post, work.today)
    except terms.LastOfficerError:
        work.toast(pressed.callback_id, work.t("roster.last_officer"), alert=True)
        return
    if ended is None:
        await roster.person_card(work, pressed, post.person_id, work.t("roster.taken_back"))
    else:
        await roster.post_card(work, pressed, ended, work.t("roster.ended"))

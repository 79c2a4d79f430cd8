"""Presses of buttons: one table from action to what it does; an unknown or stale one says how to go on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import Chat, Update

from bot.chat.buttons import Press, Pressed
from bot.chat.work import Context, Work
from bot.services.access import Need
from handlers import (
    aliases,
    appointing,
    binding,
    campaign_buttons,
    changing,
    checks,
    coverage,
    doubts,
    entry,
    evidence,
    export,
    figures,
    files,
    history,
    invitations,
    log,
    merging,
    mine,
    people,
    plans,
    privacy,
    quota,
    reminders,
    report,
    roster,
    schools,
    settings,
    stating,
    strangers,
    summary,
    templates,
    terms,
)
from handlers.gate import enter

logger = logging.getLogger(__name__)

Action = Callable[[Work, Pressed], Awaitable[None]]

MEANINGLESS = (ArithmeticError, LookupError, ValueError)
"""What arguments that are garbage, out of range, or of something gone come to."""

ACTIONS: dict[str, tuple[Need, Action]] = {
    "open": ("member", entry.open_entry),
    "back": ("log", entry.back),
    "edit": ("log", entry.edit),
    "ask": ("log", entry.ask),
    "set": ("log", entry.set_field),
    "undo": ("log", entry.undo),
    "undoall": ("log", entry.undo_all),
    "restore": ("log", entry.restore),
    "keep": ("log", entry.keep),
    "same": ("log", doubts.same),
    "different": ("log", doubts.different),
    "story": ("member", entry.story),
    "attach": ("log", evidence.attach),
    "alias": ("log", aliases.learn),
    "new": ("log", log.new),
    "month": ("log", mine.month),
    "sum": ("member", summary.look),
    "items": ("member", summary.list_entries),
    "turn": ("member", summary.turn),
    "quota": ("member", quota.own),
    "language": ("anyone", settings.language),
    "checks": ("admit", checks.overview),
    "check": ("admit", checks.one),
    "seen": ("admit", checks.seen),
    "figures": ("admit", figures.show),
    "figurespage": ("admit", figures.turn),
    "figure": ("admit", figures.ask),
    "figureput": ("admit", stating.put),
    "figuremove": ("admit", stating.move),
    "template_get": ("admit", templates.send),
    templates.NAMES: ("admit", templates.names),
    "template_shipped": ("admit", templates.shipped),
    "chart": ("member", summary.chart),
    "reportof": ("admit", report.of_period),
    "export": ("admit", export.make),
    "since": ("admit", report.changed),
    "sincepage": ("admit", report.turn),
    "mute": ("log", settings.mute),
    "digest": ("admit", settings.digest_at),
    "r_log": ("log", reminders.log),
    "r_planned": ("log", reminders.planned),
    "r_later": ("log", reminders.later),
    "r_decline": ("log", reminders.decline),
    "r_mute": ("log", reminders.mute),
    "p_done": ("log", plans.done),
    "bindings": ("admit", binding.overview),
    "members": ("admit", binding.members),
    "member": ("admit", binding.member),
    "newlink": ("admit", invitations.one),
    "unlink": ("admit", binding.revoke),
    "release": ("admit", binding.release),
    "schoollinks": ("admit", invitations.schools),
    "links": ("admit", invitations.school),
    "alllinks": ("admit", invitations.everybody),
    "match": ("admit", strangers.match),
    "template": ("admit", files.send_template),
    "import": ("admit", files.confirm),
    "recheck": ("admit", files.recheck),
    "dropimport": ("admit", files.drop),
    "people": ("member", people.people),
    "person": ("member", people.person),
    "schools": ("member", schools.schools),
    "school": ("member", schools.school),
    "coverage": ("oversee", coverage.overview),
    "lacking": ("oversee", coverage.lacking),
    "post": ("oversee", appointing.post),
    "fields": ("admit", changing.fields),
    "fill": ("admit", changing.fill),
    "appoint": ("admit", appointing.appoint),
    "appointat": ("admit", appointing.appointat),
    "hire": ("admit", appointing.hire),
    "recruit": ("admit", appointing.recruit),
    "term": ("admit", terms.term),
    "renew": ("admit", terms.renew),
    "end": ("admit", terms.end),
    "addschool": ("admit", schools.add),
    "close": ("admit", schools.close),
    "reopen": ("admit", schools.reopen),
    "merge": ("admit", merging.merge),
    "merged": ("admit", merging.merged),
    "history": ("admit", history.turn),
    **campaign_buttons.ACTIONS,
    "privacy": ("anyone", privacy.overview),
    "mydata": ("anyone", privacy.export),
    "erase": ("anyone", privacy.ask),
    "erased": ("anyone", privacy.erase),
    "place": ("admit", strangers.place),
    "admit": ("admit", strangers.admit),
    "refuse": ("admit", strangers.refuse),
}
"""What each button needs of whoever presses it, and what it does."""


async def pressed(update: Update, context: Context) -> None:
    """Do what a button says, if it still means something and its presser may.

    In a group nothing: what people see is theirs, and there everybody would.
    """
    work, query = context.work, update.callback_query
    assert query is not None
    await enter(update, work)
    press = Press.read(query.data or "")
    need, action = ACTIONS.get(press.action, (None, None)) if press else (None, None)
    if press is None or need is None or action is None or query.message is None:
        work.toast(query.id, work.t("nothing.stale"), alert=True)
    elif query.message.chat.type != Chat.PRIVATE:
        work.toast(query.id, work.t("nothing.private"), alert=True)
    elif not work.access_is(need):
        work.toast(query.id, work.t("nothing.forbidden"), alert=True)
    else:
        await _act(work, press, Pressed(query.id, query.message.message_id, press.arguments), action)


async def _act(work: Work, press: Press, pressed: Pressed, action: Action) -> None:
    """Do it whole, or not at all where it means nothing any more or is somebody else's."""
    refusal = ""
    try:
        async with work.session.begin_nested():
            await action(work, pressed)
    except entry.NotYoursError:
        refusal = "changed.not_yours"
    except roster.NotSeenError:
        refusal = "roster.not_yours"
    except MEANINGLESS as error:
        logger.info("A stale button: %s (%s)", press.action, type(error).__name__)
        refusal = "nothing.stale"
    if refusal:
        work.calls.clear()
        work.toast(pressed.callback_id, work.t(refusal), alert=True)

"""A file of sheets sent in chat: looked at first, imported by a tap, all of it or nothing."""

from __future__ import annotations

import asyncio

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat.buttons import Pressed, button
from bot.chat.previews import counts, preview
from bot.chat.work import Context, Work
from bot.services.importing import Plan, apply, plan_import, template
from handlers import message
from handlers.gate import needing


async def command(_update: Update, context: Context) -> None:
    """/import: how it is done, and the template."""
    work = context.work
    work.say(work.t("files.how"), ((button(work.t("files.template_button"), "template"),),))


async def send_template(work: Work, pressed: Pressed) -> None:
    """The workbook to fill in."""
    name = data.load("sheets")["words"]["template"]["file"]
    work.document(name, await asyncio.to_thread(template), work.t("files.template"))
    work.toast(pressed.callback_id)


@needing("member")
async def sent(update: Update, context: Context) -> None:
    """What a file would change, for those who may import; from others the words that came with it count."""
    work, incoming = context.work, update.effective_message
    if work.access_is("admit"):
        await _show(work)
    elif incoming is not None and incoming.caption:
        await message.message(update, context)
    else:
        work.say(work.t("files.not_yours", example=work.t("nothing.example")))


async def _show(work: Work, message_id: int | None = None) -> None:
    """The preview, as a new message or in the place of an old one."""
    sheets = work.sheets
    if sheets is None or sheets.reading is None:
        work.say(work.t(f"files.{sheets.trouble if sheets else 'lost'}"))
        return
    plan = await plan_import(work.session, sheets.reading, work.today)
    shown = preview(work.t, plan, sheets.number, sheets.name, work.today)
    if message_id is None:
        work.say(shown.text, shown.buttons)
    else:
        work.rewrite(message_id, shown.text, shown.buttons)
    if shown.file:
        caption = work.t("files.list_text", name=sheets.name)
        work.document(work.t("files.list_name"), shown.file.encode("utf-8-sig"), caption)


async def recheck(work: Work, pressed: Pressed) -> None:
    """Look at the file again: what it lacked may have been imported since."""
    if work.sheets is None or work.sheets.reading is None:
        work.toast(pressed.callback_id, work.t("files.gone"), alert=True)
        return
    await _show(work, pressed.message_id)
    work.toast(pressed.callback_id)


async def confirm(work: Work, pressed: Pressed) -> None:
    """Write what the preview showed; where the roster has changed since, show what it would be now."""
    sheets, fingerprint = work.sheets, pressed.arguments[1]
    if sheets is None or sheets.reading is None:
        work.toast(pressed.callback_id, work.t("files.gone"), alert=True)
        return
    plan = await plan_import(work.session, sheets.reading, work.today)
    if plan.problems or plan.fingerprint != fingerprint:
        await _show(work, pressed.message_id)
        work.toast(pressed.callback_id, work.t("files.differs"), alert=True)
        return
    await apply(work.session, plan, work.act("import"))
    work.done_with.append(sheets.number)
    work.rewrite(pressed.message_id, _done(work, plan, sheets.name))
    work.toast(pressed.callback_id, work.t("files.done_short"))


def _done(work: Work, plan: Plan, name: str) -> Markup:
    lines = [work.t("files.done", name=name), *counts(work.t, plan, work.today)]
    doubted = sum(bool(row.earlier) for row in plan.entries)
    if doubted:
        lines.append(work.t("files.done_duplicates", count=doubted))
    return Markup("\n").join(lines)


async def drop(work: Work, pressed: Pressed) -> None:
    """Import nothing, and keep the file no longer."""
    work.done_with.append(pressed.number(0))
    work.rewrite(pressed.message_id, work.t("files.cancelled"))
    work.toast(pressed.callback_id)

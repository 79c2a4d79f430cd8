"""A message edited after it was sent: its entries follow it (rule 5)."""

from __future__ import annotations

from telegram import Update

from bot.chat import changes
from bot.chat.buttons import button
from bot.chat.work import Context, Work
from bot.records import Entry
from bot.services import amending, asking
from bot.services.reading import read_message
from db import entries
from handlers import privacy, stating
from handlers.gate import needing
from handlers.message import INTENTS, as_message, carried, report


@needing("log")
async def edited(update: Update, context: Context) -> None:
    """Amend what the message recorded; one that recorded nothing before is read as if it were new."""
    work, incoming = context.work, update.edited_message
    said = as_message(work, incoming) if incoming else None
    if said is None:
        return
    read = await read_message(work.session, said.text, said.sent_at, work.clock.zone)
    ids = await entries.of_source(work.session, "message", said.key)
    if not ids and await stating.stated(work, said):
        return
    if not ids:
        await INTENTS[read.intent](work, said, read, [])
        return
    amended = await amending.reread(work.session, await report(work, said, "edit"), read)
    await _show(work, amended, ids)
    if remark := await privacy.remark(work, said.text):
        work.say(remark)
    for gone in amended.vanished:
        ask_about(work, gone)
    if amended.added:
        items = read if len(amended.added) == len(read.items) + len(read.plans) else None
        details = await carried(work, items, list(amended.added)) if items else {}
        await work.show(
            amended.added, await asking.next_question(work.session, work.me, amended.added, details)
        )


async def _show(work: Work, amended: amending.Amended, ids: list[int]) -> None:
    """The old card up to date, and a short answer that says what changed."""
    present = await entries.load(work.session, ids)
    await changes.redraw_last(work, present[0])
    if amended.changed:
        now = [new for _, new in amended.changed]
        question = await asking.next_question(work.session, work.me, now, {})
        await work.show(now, question, head=changes.summary(work, amended.changed))
    elif not amended.added and not amended.vanished:
        work.say(work.t("changed.edited_nothing"))


def ask_about(work: Work, gone: Entry) -> None:
    """Ask whether an entry that the message no longer mentions is to be withdrawn."""
    rows = (
        (
            button(work.t("button.undo"), "undo", gone.id),
            button(work.t("button.keep"), "keep", gone.id),
        ),
    )
    work.say(work.t("ask.vanished") + "\n" + changes.short(work, gone), rows)

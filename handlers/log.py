"""/log: led through an entry, question by question."""

from __future__ import annotations

from telegram import Update

from bot import data
from bot.chat.buttons import Pressed, button, in_rows
from bot.chat.work import Context, Work
from bot.services import asking, recording
from db import chats


async def command(_update: Update, context: Context) -> None:
    work = context.work
    kinds = [button(work.t(f"kind.{key}"), "new", key) for key in data.kinds()]
    work.say(work.t("ask.start"), in_rows(kinds, 2))


async def new(work: Work, pressed: Pressed) -> None:
    """Begin an entry of the kind pressed; the same press again begins no second one."""
    kind = data.kinds()[pressed.arguments[0]]
    key = f"{work.bot_id}/{pressed.callback_id}"
    entry = recording.blank(kind.key, work.today)
    entry = await recording.start(work.session, work.me, entry, key, work.act("button"))
    question = await asking.next_question(work.session, work.me, [entry], {})
    work.toast(pressed.callback_id)
    await work.show([entry], question)
    if question is None:
        await chats.stop_asking(work.session, work.chat_id)

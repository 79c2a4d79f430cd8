"""/cancel: the open question is dropped; what it was about stays in /mine."""

from __future__ import annotations

from telegram import Update

from bot.chat.work import Context
from db import chats


async def command(_update: Update, context: Context) -> None:
    work = context.work
    asked = await chats.asked(work.session, work.chat_id)
    await chats.stop_asking(work.session, work.chat_id)
    work.say(work.t("ask.cancelled" if asked else "ask.nothing_open"))

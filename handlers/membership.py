"""Whether somebody can be reached: Telegram tells when they block the bot, and when they come back."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.chat.work import Context
from db import people
from handlers.gate import enter

GONE = (ChatMember.BANNED, ChatMember.LEFT)


async def changed(update: Update, context: Context) -> None:
    """Note it; nothing is answered, for nobody asked."""
    work, change = context.work, update.my_chat_member
    if change is not None and change.chat.type == change.chat.PRIVATE:
        await enter(update, work)
        if change.new_chat_member.status in GONE:
            await people.lost(work.session, change.from_user.id, work.clock.now())

"""What a person can do in chat, a file each. Thin: read the update, call a service, answer."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat.work import Context
from handlers import (
    buttons,
    cancel,
    edited,
    help,  # noqa: A004  (the command's name)
    log,
    membership,
    message,
    mine,
    settings,
    start,
    summary,
)
from handlers.gate import Handler, needing

COMMANDS: dict[str, Handler] = {
    "start": start.command,
    "help": help.command,
    "log": log.command,
    "mine": mine.command,
    "summary": summary.command,
    "settings": settings.command,
    "cancel": cancel.command,
}
"""The commands of `bot/data/commands.toml`, each with what it does."""

NEW = filters.UpdateType.MESSAGE
"""Not edited ones: an edited message amends, it is no new one."""
PRIVATE = filters.ChatType.PRIVATE


@needing("member")
async def unknown(_update: Update, context: Context) -> None:
    """A command that there isn't."""
    context.work.say(context.work.t("nothing.command"))


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Give the application every handler; the first that fits an update takes it."""
    for name, command in COMMANDS.items():
        application.add_handler(CommandHandler(name, command, filters=NEW))
    application.add_handler(MessageHandler(NEW & PRIVATE & filters.COMMAND, unknown))
    application.add_handler(MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, message.message))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & PRIVATE, edited.edited))
    application.add_handler(CallbackQueryHandler(buttons.pressed))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))

"""What a person can do in chat, a file each. Thin: read the update, call a service, answer."""

from __future__ import annotations

from typing import Any

from telegram import Message
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from bot.chat.files import is_sheets, is_word
from bot.chat.work import Context
from handlers import buttons, commands, edited, files, membership, message, templates

NEW = filters.UpdateType.MESSAGE
"""Not edited ones: an edited message amends, it is no new one."""
PRIVATE = filters.ChatType.PRIVATE
SLASH = filters.Regex(commands.SLASH)


class _Sheets(filters.MessageFilter):
    """Files that are called as workbooks are."""

    def filter(self, message: Message) -> bool:
        return is_sheets(message.document)


class _Word(filters.MessageFilter):
    """Files that are called as Word files are."""

    def filter(self, message: Message) -> bool:
        return is_word(message.document)


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Give the application every handler; the first that fits an update takes it."""
    application.add_handler(MessageHandler(NEW & SLASH, commands.command))
    application.add_handler(MessageHandler(NEW & PRIVATE & _Sheets(), files.sent))
    application.add_handler(MessageHandler(NEW & PRIVATE & _Word(), templates.sent))
    application.add_handler(MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, message.message))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & PRIVATE, edited.edited))
    application.add_handler(CallbackQueryHandler(buttons.pressed))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))

"""The methods of the Bot API that the practice server knows: the one registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.practice.call import Call
from bot.practice.methods import about, changing, media, receiving, sending
from bot.practice.world import World

Method = Callable[[World, Call], Any]
"""Returns the result as JSON, or a coroutine of it where the method waits."""

METHODS: dict[str, Method] = {
    "getMe": about.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendMediaGroup": media.send_media_group,
    "copyMessage": media.copy_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "setMessageReaction": changing.set_message_reaction,
    "answerCallbackQuery": changing.answer_callback_query,
    "getFile": media.get_file,
    "getChat": about.get_chat,
    "getChatMember": about.get_chat_member,
    "setMyCommands": about.set_my_commands,
    "getMyCommands": about.get_my_commands,
    "deleteMyCommands": about.delete_my_commands,
    "setMyName": about.profile_setter("name"),
    "getMyName": about.profile_getter("name"),
    "setMyDescription": about.profile_setter("description"),
    "getMyDescription": about.profile_getter("description"),
    "setMyShortDescription": about.profile_setter("short_description"),
    "getMyShortDescription": about.profile_getter("short_description"),
    "setChatMenuButton": about.set_chat_menu_button,
    "getChatMenuButton": about.get_chat_menu_button,
}

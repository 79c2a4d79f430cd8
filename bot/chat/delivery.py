"""How the calls that answers are made of reach Telegram, and what its refusals mean."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError


class Outcome(Enum):
    """What is to be done about an answer that Telegram did not take."""

    AGAIN = "again"
    """Not reached, overloaded or slow: an answer may come twice, never not at all (rule 1)."""
    GONE = "gone"
    """Nobody reads this chat any more, until they write again."""
    REFUSED = "refused"
    """Telegram will never take this one."""


GONE = ("chat not found", "user is deactivated", "bot was kicked", "have no rights", "peer_id_invalid")


def outcome(error: TelegramError) -> Outcome:
    """What an error from Telegram means for the answer that caused it."""
    text = str(error).lower()
    if isinstance(error, Forbidden) or any(words in text for words in GONE):
        return Outcome.GONE
    if isinstance(error, BadRequest | InvalidToken):
        return Outcome.REFUSED
    return Outcome.AGAIN


def wait_asked(error: TelegramError) -> float | None:
    """The seconds that Telegram asks us to wait, if it does."""
    if not isinstance(error, RetryAfter):
        return None
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def moved_to(error: TelegramError) -> int | None:
    """The new id of a group that became a supergroup."""
    return error.new_chat_id if isinstance(error, ChatMigrated) else None


def _buttons(parameters: Mapping[str, Any]) -> InlineKeyboardMarkup | None:
    """The keyboard; none rather than an empty one, which is how an edit takes the buttons away."""
    rows = parameters.get("keyboard", {})
    return InlineKeyboardMarkup.de_json(rows) if rows.get("inline_keyboard") else None


async def say(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> int | None:
    """A new message; its id."""
    message = await bot.send_message(
        chat_id,
        parameters["text"],
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        **_beside(parameters),
    )
    return message.message_id


async def rewrite(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> int | None:
    """A message of ours, changed in place; one that says so already, or is gone, is as good as done."""
    try:
        message = await bot.edit_message_text(
            parameters["text"],
            chat_id,
            parameters["message_id"],
            parse_mode=ParseMode.HTML,
            reply_markup=_buttons(parameters),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    except BadRequest as error:
        if "message is not modified" in str(error).lower():
            return None
        raise
    return message.message_id if isinstance(message, Message) else None


async def toast(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> int | None:
    """The answer to the press of a button."""
    text = parameters["text"] or None
    await bot.answer_callback_query(parameters["callback_id"], text, show_alert=parameters["alert"])
    return None


async def document(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> int | None:
    """A file: its content lies in the parameters as base64, or at a path."""
    with _content(parameters) as content:
        message = await bot.send_document(chat_id, content, caption=parameters["text"], **_beside(parameters))
    return message.message_id


async def photo(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> int | None:
    """A picture, shown in the chat."""
    with _content(parameters) as content:
        message = await bot.send_photo(chat_id, content, caption=parameters["text"], **_beside(parameters))
    return message.message_id


@contextmanager
def _content(parameters: Mapping[str, Any]) -> Iterator[InputFile]:
    """What is uploaded; one that lies at a path is read while it is sent."""
    if "path" in parameters:
        with Path(parameters["path"]).open("rb") as file:
            yield InputFile(file, parameters["name"], read_file_handle=False)
    else:
        yield InputFile(base64.b64decode(parameters["content"]), parameters["name"])


def _beside(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What every message may have: buttons, the message that it answers."""
    reply_to = parameters.get("reply_to")
    return {
        "parse_mode": ParseMode.HTML,
        "reply_markup": _buttons(parameters),
        "reply_parameters": ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
    }


METHODS: dict[str, Callable[[Bot, int, Mapping[str, Any]], Awaitable[int | None]]] = {
    "say": say,
    "rewrite": rewrite,
    "toast": toast,
    "document": document,
    "photo": photo,
}
"""The calls that an answer can be; each gives the id of the message it made or changed."""

"""What Telegram accepts under a message: buttons in it, a keyboard below it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.practice.entities import units
from bot.practice.refusals import bad_request
from bot.practice.store import Json

STYLES = {"danger", "success", "primary"}
ACTIONS = {"callback_data", "url", "copy_text"}
MAX_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Markup:
    """A reply markup, split in what belongs to the message and what belongs to the chat.

    Attributes:
        inline: an InlineKeyboardMarkup, shown in the message.
        keyboard: a ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply, shown below the chat.
    """

    inline: Json | None = None
    keyboard: Json | None = None


def read_markup(markup: Json | None) -> Markup:
    """Checks a `reply_markup`.

    Raises:
        RefusedError: as Telegram refuses it, "BUTTON_DATA_INVALID" and the like.
    """
    if not markup:
        return Markup()
    if "inline_keyboard" in markup:
        rows = [[_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"])]
        if sum(map(len, rows)) > MAX_BUTTONS:
            raise bad_request("reply markup is too long")
        return Markup(inline={"inline_keyboard": rows} if any(rows) else None)
    if "keyboard" in markup:
        rows = [[_keyboard_button(button) for button in row] for row in _rows(markup["keyboard"])]
        return Markup(keyboard={**markup, "keyboard": rows})
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        if units(markup.get("input_field_placeholder", "")) > 64:
            raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
        return Markup(keyboard=markup)
    raise bad_request("can't parse reply keyboard markup JSON object")


def read_inline(markup: Json | None) -> Json | None:
    """Checks the `reply_markup` of an edit, which may only be an inline keyboard."""
    read = read_markup(markup)
    if read.keyboard:
        raise bad_request("inline keyboard expected")
    return read.inline


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return [row for row in rows if row]


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise _unreadable('Can\'t find field "text"')
    if not button["text"].strip():
        raise _unreadable("Button text can't be empty")
    actions = ACTIONS & button.keys()
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= units(button["copy_text"].get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        _check_url(button["url"])
    if button.get("style", "primary") not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    return button


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https", "tg"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not parts.netloc or (parts.scheme != "tg" and "." not in parts.netloc):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _keyboard_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return button


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")

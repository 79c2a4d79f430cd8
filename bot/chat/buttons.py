"""Buttons under a message, and what a press of one says.

The data of a button is plain and versioned, `1:action:argument:…`, at most 64 bytes; it carries ids and never
authority: whoever presses is checked when they press.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VERSION = "1"
MOST_BYTES = 64
LARGEST = 2**31 - 1
"""What the database's integers hold."""
LARGEST_ACCOUNT = 2**52
"""Telegram's ids have at most 52 significant bits."""
Rows = tuple[tuple["Button", ...], ...]


@dataclass(frozen=True, slots=True)
class Press:
    """What a button says: an action and its arguments."""

    action: str
    arguments: tuple[str, ...] = ()

    @property
    def data(self) -> str:
        """The button's data.

        Raises:
            ValueError: it would be longer than Telegram takes.
        """
        text = ":".join((VERSION, self.action, *self.arguments))
        if len(text.encode()) > MOST_BYTES:
            raise ValueError(f"button data over {MOST_BYTES} bytes: {text}")
        return text

    @classmethod
    def read(cls, text: str) -> Press | None:
        """The press that this data says; None for data of another version."""
        version, *rest = text.split(":")
        return cls(rest[0], tuple(rest[1:])) if version == VERSION and rest else None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press as it comes in: its id, the message it is under, and the button's arguments."""

    callback_id: str
    message_id: int
    arguments: tuple[str, ...]

    def number(self, index: int, most: int = LARGEST) -> int:
        """The argument at this place as a number: an id, a year, a page.

        Raises:
            LookupError: there is no such argument.
            ValueError: it is no number from 0 to `most`.
        """
        number = int(self.arguments[index])
        if not 0 <= number <= most:
            raise ValueError(number)
        return number


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it shows, and what it says when pressed."""

    label: str
    press: Press


def button(label: object, action: str, *arguments: object) -> Button:
    """A button with these arguments."""
    return Button(str(label), Press(action, tuple(str(argument) for argument in arguments)))


def in_rows(buttons: list[Button], width: int) -> Rows:
    """The buttons in rows of at most `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def keyboard(rows: Rows) -> dict[str, Any]:
    """The rows as Telegram's InlineKeyboardMarkup."""
    return {
        "inline_keyboard": [
            [{"text": one.label, "callback_data": one.press.data} for one in row] for row in rows if row
        ]
    }


def said(text: str, buttons: Rows, reply_to: int | None = None) -> dict[str, Any]:
    """What `bot.chat.delivery.say` takes: a text with its buttons, if any."""
    parameters: dict[str, Any] = {"text": text, "reply_to": reply_to}
    return {**parameters, "keyboard": keyboard(buttons)} if buttons else parameters

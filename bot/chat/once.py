"""Sending at most once: what may have arrived is never sent again by itself (rules of reminders).

Answers go the other way, at least once: `bot.chat.delivery`, `bot.chat.sender`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx
from telegram import Bot
from telegram.error import TelegramError

from bot.chat.delivery import Outcome, moved_to, outcome, say, wait_asked

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""What kept a request from being sent at all; every other trouble may have come after it arrived."""
PAUSE = 2.0
"""Seconds until another attempt where Telegram was not reached."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one attempt to send.

    `again`: Telegram surely doesn't have it, and may be asked once more after `wait` seconds (at `chat_id`);
    `unconfirmed`: it may have arrived; `gone`: nobody reads the chat any more; `failed`: it was refused.
    """

    state: Literal["sent", "again", "unconfirmed", "gone", "failed"]
    chat_id: int
    message_id: int | None = None
    wait: float = 0.0


async def attempt(bot: Bot, chat_id: int, parameters: Mapping[str, Any]) -> Attempt:
    """Try once to send a message."""
    try:
        return Attempt("sent", chat_id, await say(bot, chat_id, parameters))
    except TelegramError as error:
        return _failed(chat_id, error)


def _failed(chat_id: int, error: TelegramError) -> Attempt:
    if new_chat := moved_to(error):
        return Attempt("again", new_chat)
    if wait := wait_asked(error):
        return Attempt("again", chat_id, wait=wait)
    if isinstance(error.__cause__, NEVER_LEFT):
        return Attempt("again", chat_id, wait=PAUSE)
    match outcome(error):
        case Outcome.GONE:
            return Attempt("gone", chat_id)
        case Outcome.REFUSED:
            return Attempt("failed", chat_id)
        case Outcome.AGAIN:
            return Attempt("unconfirmed", chat_id)

"""What Telegram's refusals mean for an answer."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.delivery import Outcome, moved_to, outcome, wait_asked


@pytest.fixture(autouse=True)
def _spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as `bot.app.build` does


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (NetworkError("httpx.ConnectError"), Outcome.AGAIN),
        (TimedOut(), Outcome.AGAIN),
        (TelegramError("Internal Server Error"), Outcome.AGAIN),
        (Forbidden("Forbidden: bot was blocked by the user"), Outcome.GONE),
        (BadRequest("Chat not found"), Outcome.GONE),
        (BadRequest("Bad Request: PEER_ID_INVALID"), Outcome.GONE),
        (BadRequest("Message text is empty"), Outcome.REFUSED),
        (BadRequest("Query is too old and response timeout expired or query ID is invalid"), Outcome.REFUSED),
        (InvalidToken(), Outcome.REFUSED),
    ],
)
def test_what_passes_is_tried_again_and_what_does_not_is_given_up(
    error: TelegramError, meaning: Outcome
) -> None:
    assert outcome(error) is meaning


def test_the_wait_that_is_asked_for_is_in_seconds() -> None:
    assert wait_asked(RetryAfter(timedelta(seconds=7))) == 7
    assert outcome(RetryAfter(7)) is Outcome.AGAIN
    assert wait_asked(TimedOut()) is None


def test_a_group_that_moved_says_where() -> None:
    assert moved_to(ChatMigrated(-1001)) == -1001
    assert moved_to(TimedOut()) is None

"""How Telegram says no. The texts are the Bot API server's own (tdlib/telegram-bot-api, Client.cpp)."""

from __future__ import annotations

from bot.practice.store import Json


class RefusedError(Exception):
    """A call that is answered with `ok: false`."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The answer's JSON (https://core.telegram.org/bots/api#making-requests)."""
        parameters = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **parameters}


def bad_request(text: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {text}")


def forbidden(text: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {text}")


def conflict(text: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> RefusedError:
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})

"""What no real client sends, and what Telegram says to it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.practice import PracticeServer
from tests.practice.players import Players

CHAT = 800100002
NO_TEXT = 'Can\'t find field "text"'


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def to_chat(**parameters: Any) -> dict[str, Any]:
    return {"chat_id": CHAT, **parameters}


MARKUPS: list[tuple[object, str]] = [
    ("[1]", "object expected as reply markup"),
    ("{", "can't parse reply markup JSON object"),
    ({"wrong": 1}, "can't parse reply keyboard markup JSON object"),
    ({"inline_keyboard": [{}]}, "must be an Array of Arrays"),
    (inline(url="http://a.cn"), f"can't parse inline keyboard button: {NO_TEXT}"),
    (inline(text=" ", url="http://a.cn"), "Button text can't be empty"),
    (inline(text="按", copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(text="按", url="file:///etc"), "Unsupported URL protocol"),
    (inline(text="按", callback_data="x", style="loud"), "BUTTON_STYLE_INVALID"),
    ({"inline_keyboard": [[{"text": "按", "callback_data": "x"}]] * 101}, "reply markup is too long"),
    ({"keyboard": [[{}]]}, f"can't parse keyboard button: {NO_TEXT}"),
    ({"force_reply": True, "input_field_placeholder": "x" * 65}, "INPUT_FIELD_PLACEHOLDER_INVALID"),
]
CALLS: list[tuple[str, object, str]] = [
    ("sendMessage", {"text": "好"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": "@nobody", "text": "好"}, "chat not found"),
    ("sendMessage", [1], "can't parse JSON object"),
    ("sendMessage", to_chat(text="好", entities={}), "array expected"),
    ("sendChatAction", to_chat(), "wrong parameter action in request"),
    ("sendPhoto", to_chat(), "there is no photo in the request"),
    ("sendMediaGroup", to_chat(media=[{"type": "video"}] * 2), "can't be used in sendMediaGroup"),
    ("sendMediaGroup", to_chat(media=[]), "there are no messages to send"),
    ("copyMessage", to_chat(from_chat_id=CHAT, message_id=99), "message to copy not found"),
    ("setMessageReaction", to_chat(message_id=99), "message to react not found"),
    ("setMessageReaction", to_chat(message_id=1, reaction=[{"type": "paid"}]), "REACTION_INVALID"),
    ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "Unsupported type specified"),
    ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setChatMenuButton", {"menu_button": {"type": "moon"}}, "MENU_BUTTON_INVALID"),
    ("getChat", {}, "chat_id is empty"),
    ("getChatMember", to_chat(user_id=99), "user not found"),
]


@pytest.fixture(autouse=True)
async def started(players: Players) -> None:
    await players.say("/start")


@pytest.mark.parametrize(("markup", "reason"), MARKUPS)
async def test_a_malformed_markup_is_refused(server: PracticeServer, markup: object, reason: str) -> None:
    assert reason in await refusal(server, "sendMessage", to_chat(text="好", reply_markup=markup))


@pytest.mark.parametrize(("method", "body", "reason"), CALLS)
async def test_a_malformed_call_is_refused(
    server: PracticeServer, method: str, body: object, reason: str
) -> None:
    assert reason in await refusal(server, method, body)


async def refusal(server: PracticeServer, method: str, body: object) -> str:
    """The description with which a JSON call is refused."""
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{server.url}/bot{server.token}/{method}", json=body)
    assert answer.status_code == 400
    return str(answer.json()["description"])

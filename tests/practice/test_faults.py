from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.practice import Fault, PracticeServer
from bot.practice.faults import Faults
from tests.practice.conftest import client
from tests.practice.players import Players


async def texts(players: Players, chat_id: int) -> list[str]:
    found = await players.get(f"chats/{chat_id}/messages")
    return [message["text"] for message in found["messages"]]


@pytest.fixture
async def chat_id(players: Players) -> int:
    message = await players.say("/start")
    return int(message["chat"]["id"])


async def test_a_lost_request_does_nothing(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="lost_request", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(chat_id, "你好")
    assert await texts(players, chat_id) == ["/start"]


async def test_a_lost_answer_comes_after_the_deed(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="lost_answer", method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(chat_id, "你好")
    assert await texts(players, chat_id) == ["/start", "你好"]


async def test_too_many_requests_say_when_to_come_back(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="429", method="sendMessage", seconds=7)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(chat_id, "你好")
    assert refused.value.retry_after == timedelta(seconds=7)


async def test_a_server_error_is_a_network_error_to_the_client(
    bot: Bot, players: Players, chat_id: int
) -> None:
    await players.post("faults", kind="500", method="sendMessage")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(chat_id, "你好")


async def test_a_delay_outlasts_the_client(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="delay", method="sendMessage", seconds=30)
    with pytest.raises(NetworkError, match="Timed out"):
        await bot.send_message(chat_id, "你好", read_timeout=0.05)


async def test_a_fault_strikes_as_often_as_it_says(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="500", method="sendMessage", count=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(chat_id, "你好")
    assert (await bot.send_message(chat_id, "你好")).text == "你好"


async def test_a_fault_strikes_only_its_method(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="500", method="sendDocument", count=None)
    assert (await bot.send_message(chat_id, "你好")).text == "你好"


async def test_faults_can_be_cleared(bot: Bot, players: Players, chat_id: int) -> None:
    await players.post("faults", kind="500", count=None)
    assert len(await players.get("faults")) == 1
    await players.delete("faults")
    assert (await bot.send_message(chat_id, "你好")).text == "你好"


async def test_a_duplicate_comes_once_more_after_it_was_confirmed(
    bot: Bot, players: Players, chat_id: int
) -> None:
    await players.post("faults", kind="duplicate")
    [first] = await bot.get_updates()
    assert await bot.get_updates(offset=first.update_id + 1) == (first,)
    assert await bot.get_updates(offset=first.update_id + 1) == ()


async def test_faults_can_be_there_from_the_start(tmp_path: Path) -> None:
    async with PracticeServer(tmp_path, port=0, faults=[Fault("500", "getMe")]) as server:
        with pytest.raises(NetworkError):
            await client(server).__aenter__()


def test_chance_is_the_same_for_the_same_seed() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = Faults([Fault("500", count=None, probability=0.5, seed=seed)])
        return [faults.strike("500") is not None for _ in range(50)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="no such fault"):
        Fault.read({"kind": "earthquake"})

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.practice.players import Players


class Receiver:
    """A webhook: keeps what it is sent; the first answer is as told, later ones are 200."""

    def __init__(self) -> None:
        self.url = ""
        self.first_answer = b"200 OK"
        self.received: asyncio.Queue[tuple[str, dict[str, object]]] = asyncio.Queue()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = json.loads(await reader.readexactly(int(fields["content-length"])))
        answer, self.first_answer = self.first_answer, b"200 OK"
        writer.write(b"HTTP/1.1 " + answer + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        self.received.put_nowait((fields.get("x-telegram-bot-api-secret-token", ""), body))

    async def next(self) -> tuple[str, dict[str, object]]:
        return await asyncio.wait_for(self.received.get(), 5)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiving = Receiver()
    server = await asyncio.start_server(receiving.accept, "127.0.0.1", 0)
    async with server:
        receiving.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        yield receiving


async def test_updates_go_to_the_webhook_with_its_secret(
    bot: Bot, players: Players, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    sent = await players.say("你好")
    secret, update = await receiver.next()
    assert (secret, update["message"]) == ("s3cret", sent)


async def test_an_update_that_was_not_taken_comes_again(
    bot: Bot, players: Players, receiver: Receiver
) -> None:
    receiver.first_answer = b"500 Oops"
    await bot.set_webhook(receiver.url)
    await players.say("你好")
    assert await receiver.next() == await receiver.next()
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Oops"


async def test_a_webhook_that_is_not_there_is_tried_again(
    bot: Bot, players: Players, receiver: Receiver
) -> None:
    nowhere = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{nowhere.getsockname()[1]}/hook"
    nowhere.close()
    await bot.set_webhook(url)
    await players.say("你好")
    while "Connection failed" not in ((await bot.get_webhook_info()).last_error_message or ""):
        pass
    await bot.set_webhook(receiver.url)
    assert await receiver.next()


async def test_what_waited_before_the_webhook_is_delivered(
    bot: Bot, players: Players, receiver: Receiver
) -> None:
    await players.say("早")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.set_webhook(receiver.url)
    assert await receiver.next()


async def test_waiting_updates_can_be_dropped(bot: Bot, players: Players) -> None:
    await players.say("早")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_polling_and_webhook_exclude_each_other(bot: Bot, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.set_webhook("")
    assert await bot.get_updates() == ()


@pytest.mark.parametrize("url", ["https://example.org/hook", "ftp://127.0.0.1/hook"])
async def test_a_webhook_elsewhere_is_refused(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook(url)


async def test_a_secret_has_only_plain_characters(bot: Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook(receiver.url, secret_token="秘密")

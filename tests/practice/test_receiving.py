from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.practice import PracticeServer
from tests.practice.conftest import client
from tests.practice.players import Players


async def test_the_bot_knows_itself(bot: Bot) -> None:
    assert (bot.id, bot.username) == (123456, "pufa_practice_bot")


async def test_a_wrong_token_is_refused(server: PracticeServer) -> None:
    with pytest.raises(InvalidToken):
        await client(server, token="123456:wrong").__aenter__()


async def test_an_unsupported_method_is_refused_and_logged(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TelegramError, match="method not found"):
        await bot.get_my_star_balance()
    assert "getMyStarBalance" in caplog.text


async def test_a_message_waits_until_it_is_confirmed(bot: Bot, players: Players) -> None:
    await players.say("今天讲了一课")
    first = await bot.get_updates()
    again = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["今天讲了一课"]
    assert first == again
    assert await bot.get_updates(offset=first[0].update_id + 1) == ()


async def test_a_long_poll_ends_when_a_message_comes(bot: Bot, players: Players) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=10))
    await players.say("来了")
    [update] = await waiting
    assert update.effective_message
    assert update.effective_message.text == "来了"


async def test_a_second_poller_ends_the_first(bot: Bot, server: PracticeServer, players: Players) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await server.world.updates.signal.wait(5)
    async with client(server) as other:
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await players.say("给第二个")
        assert len(await second) == 1


async def test_a_negative_offset_keeps_the_newest(bot: Bot, players: Players) -> None:
    for text in ("一", "二", "三"):
        await players.say(text)
    [update] = await bot.get_updates(offset=-1)
    assert update.message
    assert update.message.text == "三"


async def test_updates_come_at_most_as_many_as_the_limit(bot: Bot, players: Players) -> None:
    for text in ("一", "二", "三"):
        await players.say(text)
    assert len(await bot.get_updates(limit=2)) == 2


async def test_only_allowed_updates_come(bot: Bot, players: Players) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await players.say("不要")
    assert await bot.get_updates() == ()


async def test_an_update_can_be_delivered_again(bot: Bot, players: Players) -> None:
    await players.say("一次")
    [first] = await bot.get_updates()
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    await players.post("repeats")
    assert await bot.get_updates(offset=first.update_id + 1) == (first,)
    assert await bot.get_updates(offset=first.update_id + 1) == ()

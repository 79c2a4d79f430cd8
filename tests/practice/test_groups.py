from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.practice.players import Players


async def test_in_a_group_the_bot_sees_only_what_is_addressed_to_it(bot: Bot, players: Players) -> None:
    group = await players.post("groups", title="工作群", members=["vice_principal", "contact"])
    await players.say("大家好", chat=group["id"])
    await players.say("/summary", chat=group["id"])
    await players.say("@pufa_practice_bot 今年讲了几场", chat=group["id"])
    sent = await bot.send_message(group["id"], "12 场")
    await players.say("谢谢", who="contact", chat=group["id"], reply_to=sent.message_id)
    seen = [update.message.text for update in await bot.get_updates() if update.message]
    assert seen == ["/summary", "@pufa_practice_bot 今年讲了几场", "谢谢"]


async def test_without_privacy_mode_the_bot_sees_all(bot: Bot, players: Players) -> None:
    group = await players.post("groups", title="工作群", members=["contact"], privacy=False)
    await players.say("大家好", who="contact", chat=group["id"])
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["大家好"]


async def test_message_ids_of_a_supergroup_are_its_own(bot: Bot, players: Players) -> None:
    private = await players.say("/start", who="contact")
    group = await players.post("groups", title="工作群", members=["contact"])
    assert (await bot.send_message(group["id"], "好")).message_id == private["message_id"] == 1


async def test_only_members_write_in_a_group(players: Players) -> None:
    group = await players.post("groups", title="工作群", members=["contact"])
    body = {"from": "stranger", "chat": group["id"], "text": "好"}
    assert "is not in chat" in await players.refused("messages", **body)


async def test_the_bot_is_told_that_it_was_taken_in_and_removed(bot: Bot, players: Players) -> None:
    group = await players.post("groups", title="工作群", members=["contact"])
    await players.post("memberships", **{"from": "contact", "chat": group["id"], "present": False})
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["member", "kicked"]
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group["id"], "好")


async def test_a_group_that_became_a_supergroup_says_where_it_went(bot: Bot, players: Players) -> None:
    group = await players.post("groups", title="工作群", members=["contact"], type="group")
    larger = await players.post("upgrades", **{"from": "contact", "chat": group["id"]})
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group["id"], "好")
    assert moved.value.new_chat_id == larger["id"]
    told = [update.message.migrate_to_chat_id for update in await bot.get_updates() if update.message]
    assert told == [larger["id"], None]
    assert (await bot.send_message(larger["id"], "好")).chat.type == "supergroup"


async def test_an_unknown_group_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-1000000000999, "好")

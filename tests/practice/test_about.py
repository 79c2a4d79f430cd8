from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, MenuButtonCommands
from telegram.error import BadRequest

from tests.practice.players import Players

CHAT = 800100002


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([("help", "帮助")])
    await bot.set_my_commands([("help", "Help")], BotCommandScopeAllPrivateChats(), language_code="en")
    assert await bot.get_my_commands() == (BotCommand("help", "帮助"),)
    assert await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "en") == (BotCommand("help", "Help"),)
    assert await bot.get_my_commands(language_code="en") == ()


async def test_commands_can_be_deleted(bot: Bot) -> None:
    await bot.set_my_commands([("help", "帮助")])
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("command", "reason"),
    [(("Help!", "x"), "BOT_COMMAND_INVALID"), (("help", ""), "BOT_COMMAND_DESCRIPTION_INVALID")],
)
async def test_commands_must_be_well_formed(bot: Bot, command: tuple[str, str], reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.set_my_commands([command])


async def test_commands_of_an_unknown_chat_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("help", "帮助")], BotCommandScopeChat(424242))


@pytest.mark.parametrize("code", ["zh-hans", "zh_CN", "ZH"])
async def test_a_language_is_two_letters(bot: Bot, code: str) -> None:
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([("help", "帮助")], language_code=code)


async def test_the_profile_has_a_text_for_each_language(bot: Bot) -> None:
    await bot.set_my_name("普法助手")
    await bot.set_my_name("Pufa", language_code="en")
    await bot.set_my_description("记一课，只要一句话")
    await bot.set_my_short_description("普法")
    assert [(await bot.get_my_name()).name, (await bot.get_my_name("en")).name] == ["普法助手", "Pufa"]
    assert (await bot.get_my_description("fr")).description == "记一课，只要一句话"
    assert (await bot.get_my_short_description()).short_description == "普法"


async def test_a_profile_text_has_a_limit(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Short description is too long"):
        await bot.set_my_short_description("法" * 121)


async def test_the_menu_button_is_kept(bot: Bot) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button() == MenuButtonCommands()


async def test_a_chat_is_known(bot: Bot) -> None:
    assert (await bot.get_chat(CHAT)).first_name == "李建国"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(424242)


async def test_a_group_knows_its_members(bot: Bot, players: Players) -> None:
    group = await players.post("groups", title="法治工作群", members=["vice_principal"])
    assert (await bot.get_chat(group["id"])).title == "法治工作群"
    assert (await bot.get_chat_member(group["id"], CHAT)).status == "member"
    assert (await bot.get_chat_member(group["id"], 800100006)).status == "left"

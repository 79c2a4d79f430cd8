from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from tests.practice.players import Players

CHAT = 800100002
BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("撤销", callback_data="v1:undo:1")]])


@pytest.fixture
async def card(bot: Bot, players: Players) -> Message:
    """A message of the bot with one button."""
    await players.say("/start")
    return await bot.send_message(CHAT, "已登记", reply_markup=BUTTON)


async def test_an_edit_changes_text_and_buttons(bot: Bot, players: Players, card: Message) -> None:
    edited = await bot.edit_message_text("已撤销", CHAT, card.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("已撤销", None)
    assert edited.edit_date
    seen = (await players.get(f"chats/{CHAT}/messages"))["messages"][-1]
    assert [earlier["text"] for earlier in seen["earlier"]] == ["已登记"]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, card: Message) -> None:
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("已登记", CHAT, card.message_id, reply_markup=BUTTON)


async def test_only_what_is_there_can_be_edited(bot: Bot, card: Message) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("好", CHAT, 999)


async def test_only_the_bots_own_messages_can_be_edited(bot: Bot, card: Message) -> None:
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("好", CHAT, card.message_id - 1)


async def test_an_edit_is_bound_by_the_same_length(bot: Bot, card: Message) -> None:
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await bot.edit_message_text("法" * 4097, CHAT, card.message_id)


async def test_a_text_has_no_caption_to_edit(bot: Bot, card: Message) -> None:
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(CHAT, card.message_id, caption="好")


async def test_buttons_can_go_alone(bot: Bot, card: Message) -> None:
    edited = await bot.edit_message_reply_markup(CHAT, card.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("已登记", None)


async def test_a_press_is_answered_once(bot: Bot, players: Players, card: Message) -> None:
    pressed = await players.press(card.message_id, "撤销")
    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.data == "v1:undo:1"
    assert query.message == card
    assert await query.answer("好", show_alert=True)
    answered = await players.get(f"presses/{pressed['id']}", wait=5)
    assert answered["answer"] == {"text": "好", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await query.answer("又")


async def test_a_press_is_answered_soon_or_not_at_all(bot: Bot, players: Players, card: Message) -> None:
    await players.press(card.message_id, "撤销")
    query = (await bot.get_updates())[-1].callback_query
    assert query
    await players.post("clock", advance=3600)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await query.answer()


async def test_a_stale_button_can_still_be_pressed(bot: Bot, players: Players, card: Message) -> None:
    await bot.edit_message_reply_markup(CHAT, card.message_id)
    await players.post(
        "presses", **{"from": "vice_principal", "message_id": card.message_id, "data": "v1:undo:1"}
    )
    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.data == "v1:undo:1"


async def test_a_deleted_message_is_gone(bot: Bot, players: Players, card: Message) -> None:
    assert await bot.delete_message(CHAT, card.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(CHAT, card.message_id)
    assert (await players.get(f"chats/{CHAT}/messages"))["messages"][-1]["deleted"]


async def test_an_old_message_cannot_be_deleted(bot: Bot, players: Players, card: Message) -> None:
    await players.post("clock", advance=49 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(CHAT, card.message_id)


async def test_a_reaction_is_seen_and_taken_back(bot: Bot, players: Players, card: Message) -> None:
    await bot.set_message_reaction(CHAT, card.message_id - 1, "👍")
    seen = (await players.get(f"chats/{CHAT}/messages"))["messages"][0]
    assert seen["reactions"] == [{"from": bot.id, "emoji": "👍"}]
    await bot.set_message_reaction(CHAT, card.message_id - 1)
    assert "reactions" not in (await players.get(f"chats/{CHAT}/messages"))["messages"][0]

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden

from tests.practice.players import Players

STARTED = 800100002
SILENT = 800100006


@pytest.fixture(autouse=True)
async def started(players: Players) -> None:
    await players.say("/start")


def buttons(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("按", callback_data=one) for one in data]])


async def test_html_becomes_text_and_entities(bot: Bot) -> None:
    sent = await bot.send_message(STARTED, "<b>✅ 已登记</b> &lt;1&gt;", parse_mode="HTML")
    assert sent.text == "✅ 已登记 <1>"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [("bold", 0, 5)]


async def test_broken_html_is_refused_with_its_place(bot: Bot) -> None:
    with pytest.raises(
        BadRequest, match=r'(?i)can\'t parse entities: unsupported start tag "script" at byte offset 3'
    ):
        await bot.send_message(STARTED, "好<script>", parse_mode="HTML")


async def test_an_unknown_parse_mode_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(STARTED, "好", parse_mode="BBCode")


async def test_a_text_may_be_4096_units_after_parsing(bot: Bot) -> None:
    sent = await bot.send_message(STARTED, "<b>" + "法" * 4096 + "</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


@pytest.mark.parametrize("text", ["法" * 4097, "🎯" * 2049])
async def test_a_longer_text_is_refused(bot: Bot, text: str) -> None:
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(STARTED, text)


@pytest.mark.parametrize("text", ["", " \n ", "<b></b>"])
async def test_an_empty_text_is_refused(bot: Bot, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(STARTED, text, parse_mode="HTML")


async def test_an_unknown_chat_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "好")


async def test_nobody_is_written_to_who_has_not_written_first(bot: Bot) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(SILENT, "好")


async def test_a_blocked_bot_cannot_write_until_it_is_unblocked(bot: Bot, players: Players) -> None:
    await players.post("blocks", person="vice_principal", blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(STARTED, "好")
    await players.post("blocks", person="vice_principal", blocked=False)
    assert (await bot.send_message(STARTED, "好")).text == "好"


async def test_blocking_is_an_update(bot: Bot, players: Players) -> None:
    await players.post("blocks", person="vice_principal", blocked=True)
    change = (await bot.get_updates())[-1].my_chat_member
    assert change
    assert (change.chat.id, change.old_chat_member.status, change.new_chat_member.status) == (
        STARTED, "member", "kicked",
    )  # fmt: skip


async def test_a_reply_shows_what_it_replies_to(bot: Bot) -> None:
    first = await bot.send_message(STARTED, "人数写错了")
    parameters = ReplyParameters(first.message_id, quote="写错")
    answer = await bot.send_message(STARTED, "好", reply_parameters=parameters)
    assert answer.reply_to_message == first
    assert answer.quote
    assert (answer.quote.text, answer.quote.position) == ("写错", 2)


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(STARTED, "好", reply_to_message_id=999)
    sent = await bot.send_message(
        STARTED, "好", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True)
    )
    assert sent.reply_to_message is None


async def test_a_quote_must_be_in_the_message(bot: Bot) -> None:
    first = await bot.send_message(STARTED, "一")
    with pytest.raises(BadRequest, match=r"(?i)quote_text_invalid"):
        await bot.send_message(STARTED, "好", reply_parameters=ReplyParameters(first.message_id, quote="二"))


async def test_buttons_are_in_the_message(bot: Bot) -> None:
    sent = await bot.send_message(STARTED, "好", reply_markup=buttons("v1:undo:1"))
    assert sent.reply_markup == buttons("v1:undo:1")


async def test_callback_data_is_at_most_64_bytes(bot: Bot) -> None:
    assert await bot.send_message(STARTED, "好", reply_markup=buttons("x" * 64))
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(STARTED, "好", reply_markup=buttons("法" * 22))


async def test_a_button_that_does_nothing_is_refused(bot: Bot) -> None:
    nothing = InlineKeyboardMarkup([[InlineKeyboardButton("按")]])
    with pytest.raises(BadRequest, match=r"(?i)text buttons are unallowed in the inline keyboard"):
        await bot.send_message(STARTED, "好", reply_markup=nothing)


async def test_a_button_needs_a_real_address(bot: Bot) -> None:
    wrong = InlineKeyboardMarkup([[InlineKeyboardButton("看", url="http://nowhere")]])
    with pytest.raises(BadRequest, match=r"(?i)wrong HTTP URL"):
        await bot.send_message(STARTED, "好", reply_markup=wrong)


async def test_keyboards_below_the_chat_are_seen_by_the_person(bot: Bot, players: Players) -> None:
    await bot.send_message(STARTED, "选", reply_markup=ReplyKeyboardMarkup([["今天", "昨天"]]))
    await bot.send_message(STARTED, "写", reply_markup=ForceReply(input_field_placeholder="例如"))
    seen = (await players.get(f"chats/{STARTED}/messages"))["messages"]
    assert seen[-2]["keyboard"]["keyboard"] == [[{"text": "今天"}, {"text": "昨天"}]]
    assert seen[-1]["keyboard"]["input_field_placeholder"] == "例如"


async def test_links_and_commands_are_found(bot: Bot) -> None:
    sent = await bot.send_message(STARTED, "看 https://example.org/a 或 /help")
    assert list(sent.parse_entities().values()) == ["https://example.org/a", "/help"]


async def test_typing_is_accepted(bot: Bot) -> None:
    assert await bot.send_chat_action(STARTED, ChatAction.TYPING)


async def test_message_dates_follow_the_practice_clock(bot: Bot, players: Players) -> None:
    await players.post("clock", to="2030-12-04T08:00:00+08:00")
    sent: Message = await bot.send_message(STARTED, "宪法日")
    assert sent.date.isoformat().startswith("2030-12-04T00:00:0")


async def test_a_copy_has_the_text_and_no_origin(bot: Bot) -> None:
    first = await bot.send_message(STARTED, "<b>通知</b>", parse_mode="HTML")
    copy = await bot.copy_message(STARTED, STARTED, first.message_id)
    assert copy.message_id > first.message_id

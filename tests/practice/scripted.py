"""A small bot with the real client, to have somebody to talk to on the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ChatAction

from bot.practice import PracticeServer
from tests.practice.conftest import client

CARD = "<b>✅ 已登记</b> · 法治讲座 1 场 · 2 课时\n🏫 龙洲小学  📅 6月26日 周三（今天）\n👥 {} 人"
SUMMARY = (
    "<b>2026 年</b>\n讲座 <b>12</b> 场\n<blockquote expandable>一月 1\n二月 1\n三月 4\n四月 6</blockquote>"
)
LABELS = {"edit": "✏️ 修改", "people": "👥 同行", "undo": "↩️ 撤销"}
BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=data) for data, label in LABELS.items()]]
)
ANSWERS = {
    "几场": (SUMMARY, None),
    "lectures": (SUMMARY, None),
    "/start": ("您好！说一句您做了什么就行。", None),
    "280": (CARD.format(280), BUTTONS),
    "300": (CARD.format(300), BUTTONS),
}
"""What it answers to a message with this in it."""


@asynccontextmanager
async def scripted(server: PracticeServer) -> AsyncIterator[Bot]:
    """Answers everyone until the block ends."""
    async with client(server) as bot:
        await bot.set_my_commands([("help", "怎么用"), ("summary", "今年做了多少")])
        answering = asyncio.create_task(_answer_all(bot))
        try:
            yield bot
        finally:
            answering.cancel()
            with suppress(asyncio.CancelledError):
                await answering


async def _answer_all(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset, timeout=5):
            offset = update.update_id + 1
            if update.callback_query:
                await _pressed(bot, update.callback_query)
            elif update.message:
                await _told(bot, update.message)


async def _told(bot: Bot, message: Message) -> None:
    text = message.text or message.caption or ""
    if text == "typing":
        await bot.send_chat_action(message.chat_id, ChatAction.TYPING)
        return
    answer, buttons = next(
        (found for part, found in ANSWERS.items() if part in text), (f"收到：{len(text)} 字", None)
    )
    await bot.send_message(
        message.chat_id, answer, "HTML", reply_to_message_id=message.message_id, reply_markup=buttons
    )


async def _pressed(bot: Bot, query: CallbackQuery) -> None:
    if query.data == "people":
        await query.answer("请发姓名", show_alert=True)
        return
    await query.answer("已撤销")
    await query.edit_message_text("<s>已登记</s> 已撤销", "HTML")

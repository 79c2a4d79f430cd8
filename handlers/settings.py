"""/settings: the language."""

from __future__ import annotations

from telegram import Update

from bot.chat.buttons import Pressed, button
from bot.chat.wording import LANGUAGES, Wording
from bot.chat.work import Context, Work
from db import people

NAMES = {"zh": "中文", "en": "English"}


async def command(_update: Update, context: Context) -> None:
    work = context.work
    rows = (tuple(button(NAMES[language], "language", language) for language in LANGUAGES),)
    work.say(work.t("settings.head"), rows)


async def language(work: Work, pressed: Pressed) -> None:
    """Answer in this language from now on."""
    chosen = pressed.arguments[0]
    work.t = Wording(chosen if chosen in LANGUAGES else "zh")
    if work.access is not None:
        await people.speak(work.session, work.access.account.id, work.t.language)
    work.rewrite(pressed.message_id, work.t("settings.changed"))
    work.toast(pressed.callback_id)

"""/help: how it is used, with the commands that whoever asks may use."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat.work import Context, Work


async def command(_update: Update, context: Context) -> None:
    context.work.say(text(context.work))


def text(work: Work) -> Markup:
    """The help text in the asker's language."""
    commands = Markup("\n").join(
        Markup("/{} {}").format(one.key, getattr(one, work.t.language))
        for one in data.commands().values()
        if work.access_is(one.needs)
    )
    return work.t("help.text", example=work.t("nothing.example"), commands=commands)

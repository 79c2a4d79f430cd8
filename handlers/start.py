"""/start: a first greeting, or a one-time link taken."""

from __future__ import annotations

from telegram import Update

from bot.chat.work import Context, Work
from bot.services import admission
from handlers import strangers


async def command(update: Update, context: Context) -> None:
    work = context.work
    assert work.access is not None
    if context.args:
        await take_link(work, context.args[0])
    elif work.access_is("member"):
        work.say(work.t("start.hello", name=work.me.account.name, example=work.t("nothing.example")))
    else:
        await strangers.greet(update, work)


async def take_link(work: Work, token: str) -> None:
    """Bind the account by a one-time link."""
    assert work.access is not None
    taken = await admission.take(work.session, work.access, token, work.clock.now())
    if taken is None:
        work.say(work.t("start.link_used"))
        return
    work.access = taken
    work.released.append(work.chat_id)
    work.say(work.t("start.welcome_officer"))

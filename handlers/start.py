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
        await open_link(work, context.args[0])
    elif work.access_is("member"):
        greet(work)
    else:
        await strangers.greet(update, work)


def greet(work: Work) -> None:
    """Say hello, and how a log is made."""
    work.say(work.t("start.hello", name=work.me.account.name, example=work.t("nothing.example")))


async def open_link(work: Work, token: str) -> None:
    """Bind the account by a one-time link, or say plainly why the link does nothing."""
    assert work.access is not None
    opened = await admission.open_link(work.session, work.access, token, work.clock.now())
    work.access = opened.access
    if opened.outcome in ("bound", "appointed"):
        work.released.append(work.chat_id)
    if opened.outcome == "bound":
        work.say(strangers.welcome(work.t, opened.access))
    elif opened.outcome == "again" and work.access_is("member"):
        greet(work)
    else:
        work.say(work.t(f"link.{opened.outcome}"))

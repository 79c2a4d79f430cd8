"""The gate that every handler stands behind: who writes is made out, and may they? Fails closed (rule 11)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.chat.wording import Wording, language_of
from bot.chat.work import Context, Work
from bot.services import admission
from bot.services.access import Need
from bot.services.admission import Newcomer
from handlers import strangers

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def needing(need: Need) -> Callable[[Handler], Handler]:
    """A handler that runs only for those who may; others are told so, strangers how to ask."""

    def wrap(handler: Handler) -> Handler:
        async def guarded(update: Update, context: Context) -> None:
            work = context.work
            await enter(update, work)
            if need != "anyone" and not work.access_is("member"):
                await strangers.greet(update, work)
            elif not work.access_is(need):
                work.say(work.t("nothing.may_not_log" if need == "log" else "nothing.forbidden"))
            else:
                await handler(update, context)

        return guarded

    return wrap


async def enter(update: Update, work: Work) -> None:
    """Make out who writes, in which language they are answered, and what an answer replies to."""
    user, message = update.effective_user, update.effective_message
    if user is None:
        raise PermissionError
    newcomer = Newcomer(user.id, user.full_name, language_of(user.language_code))
    work.access = await admission.meet(work.session, newcomer, work.officers, work.clock.now(), work.today)
    work.t = Wording(work.access.account.language)
    work.bot_name = update.get_bot().username
    if message is not None and update.callback_query is None:
        work.reply_to = message.message_id

"""The slash commands: one registry in `bot/data/commands.toml`, and here what each does."""

from __future__ import annotations

import re

from telegram import Update

from bot import data
from bot.chat.work import Context
from handlers import (
    binding,
    campaigns,
    cancel,
    export,
    figures,
    files,
    history,
    inquiring,
    log,
    mine,
    people,
    privacy,
    report,
    schools,
    settings,
    start,
)
from handlers import help as helping
from handlers.gate import Handler, needing

COMMANDS: dict[str, Handler] = {
    "start": start.command,
    "help": helping.command,
    "log": log.command,
    "mine": mine.command,
    "summary": inquiring.command,
    "campaigns": campaigns.command,
    "schools": schools.command,
    "people": people.command,
    "invite": binding.command,
    "import": files.command,
    "report": report.command,
    "export": export.command,
    "figures": figures.command,
    "history": history.command,
    "settings": settings.command,
    "privacy": privacy.command,
    "cancel": cancel.command,
}
"""What each command of the registry does; whoever gets that far may use it."""

SLASH = re.compile(r"^/(?P<name>[A-Za-z0-9_]+)(?:@(?P<bot>\w+))?(?:\s+(?P<words>.*))?$", re.DOTALL)


async def command(update: Update, context: Context) -> None:
    """Do what a command says; in a group nothing but point to the private chat: what people see is theirs."""
    message = update.effective_message
    said = SLASH.match((message.text if message else None) or "")
    if message is None or said is None:
        return
    known = COMMANDS.get(said["name"].lower())
    in_group = message.chat.type != message.chat.PRIVATE
    if (said["bot"] or context.bot.username) != context.bot.username or (in_group and known is None):
        return
    context.args = (said["words"] or "").split()
    if in_group:
        context.work.say(context.work.t("nothing.private"))
        return
    needs = data.commands()[said["name"].lower()].needs if known else "member"
    await needing(needs)(known or unknown)(update, context)


async def unknown(_update: Update, context: Context) -> None:
    """A command that there isn't."""
    context.work.say(context.work.t("nothing.command"))

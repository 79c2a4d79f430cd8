"""The report's Word template: taken, restyled in Word, given back, checked; the shipped one stays there."""

from __future__ import annotations

import asyncio

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat import papers
from bot.chat.buttons import Pressed, button
from bot.chat.work import Context, Work
from bot.reports import template
from bot.reports.material import wording
from db import history, templates
from db.history import Subject
from handlers import message
from handlers.gate import needing

NAMES = "template_names"
"""The button that lists the placeholders."""


@needing("member")
async def sent(update: Update, context: Context) -> None:
    """A Word file is the new template, if an officer sends it and all its placeholders are known.

    With any other the words count that came with it.
    """
    work, incoming, word = context.work, update.effective_message, context.work.word
    written = incoming is not None and bool(incoming.caption)
    if word is None or (written and not (word.placeholders or word.problem)):
        await message.message(update, context)
    elif word.trouble:
        work.say(work.t(f"template.{word.trouble}"))
    elif word.problem:
        text = work.t("template.problem", name=word.name, problem=papers.trouble(work.t, word.problem))
        work.say(text, ((button(work.t("template.names"), NAMES),),))
    elif word.placeholders:
        await _use(work, word.name, word.content)
        text = work.t("template.used", name=word.name, count=len(word.placeholders))
        work.say(text, ((button(work.t("template.shipped"), "template_shipped"),),))
    else:
        work.say(work.t("template.none"), ((button(work.t("report.template"), "template_get"),),))


async def shipped(work: Work, pressed: Pressed) -> None:
    """Use the shipped one again."""
    await _use(work, wording()["template"], None)
    work.say(work.t("template.back"))
    work.toast(pressed.callback_id)


async def _use(work: Work, name: str, content: bytes | None) -> None:
    before, act = await templates.in_force(work.session), work.act("message")
    await templates.put(work.session, name, content, act)
    names = (before[0] if before else wording()["template"], name)
    history.note(work.session, act, Subject("setting", None, "template"), {"name": names})


async def send(work: Work, pressed: Pressed) -> None:
    """The Word file that reports are made from."""
    own = await templates.in_force(work.session)
    name, content = own or (wording()["template"], await asyncio.to_thread(template.shipped))
    buttons = [button(work.t("template.names"), NAMES)]
    if own:
        buttons.append(button(work.t("template.shipped"), "template_shipped"))
    work.document(name, content, work.t("report.template_text"), (tuple(buttons),))
    work.toast(pressed.callback_id)


async def names(work: Work, pressed: Pressed) -> None:
    """Every placeholder and what it says."""
    lines = {
        **wording()["placeholders"],
        **{key: f"{row.zh}({row.unit})" for key, row in data.report_lines().items()},
        **{key: f"{row.name}({row.unit})" if row.unit else row.name for key, row in data.figures().items()},
    }
    listed = (work.t("template.placeholder", name=key, says=says) for key, says in lines.items())
    work.say(work.t("template.list") + Markup("\n").join(listed))
    work.toast(pressed.callback_id)

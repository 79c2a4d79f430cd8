"""A plan whose day is past: held or not, and for how many people (rule 6)."""

from __future__ import annotations

from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.records import Entry
from bot.services import asking, recording
from bot.services.reading import read_message, read_reply
from db import chats, entries
from db.chats import Asked, Message
from handlers.entry import changeable


async def done(work: Work, pressed: Pressed) -> None:
    """It was held; how many people is asked next."""
    entry = await changeable(work, pressed.number(0))
    if entry.state == "planned":
        entry = await recording.carry_out(work.session, entry, work.act("button"))
    work.toast(pressed.callback_id)
    await _show(work, entry)


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message says how the plan went: a headcount, or that and nothing of another event."""
    found = await entries.load(work.session, [asked.entry_id or 0])
    plan = next((one for one in found if one.state == "planned"), None)
    audience = await _audience(work, plan, said) if plan else None
    if plan is None or audience is None:
        return False
    await _show(work, await recording.carry_out(work.session, plan, work.act("message"), audience))
    return True


async def _audience(work: Work, plan: Entry, said: Message) -> int | None:
    answer = await read_reply(work.session, "audience", said.text, said.sent_at, work.clock.zone)
    if answer is not None:
        return int(answer.value)
    read = await read_message(work.session, said.text, said.sent_at, work.clock.zone)
    if read.intent != "log" or len(read.items) != 1:
        return None
    [item] = read.items
    elsewhere = item.school not in (None, plan.school and plan.school.name)
    return None if elsewhere or item.topics or item.held_on not in (None, plan.held_on) else item.audience


async def _show(work: Work, entry: Entry) -> None:
    question = await asking.next_question(work.session, work.me, [entry], {})
    await work.show([entry], question)
    if question is None:
        await chats.stop_asking(work.session, work.chat_id)

"""A message in plain words: an answer to the open question, or read afresh for what it means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from telegram import Message as Incoming
from telegram import Update

from bot.chat import changes
from bot.chat.work import Context, Work
from bot.records import Entry
from bot.services import amending, answering, asking, recording
from bot.services.reading import read_message
from bot.understanding import Understanding
from db import chats, entries, schools
from db.chats import Asked, Message
from handlers import (
    aliases,
    appointing,
    campaign_card,
    campaign_dates,
    changing,
    declaring,
    evidence,
    figures,
    filling,
    inquiring,
    merging,
    plans,
    privacy,
    stating,
    strangers,
    workdays,
)
from handlers import help as helping
from handlers.gate import needing


@needing("member")
async def message(update: Update, context: Context) -> None:
    """Read a message and do what it says."""
    work, incoming = context.work, update.effective_message
    assert incoming is not None
    said, work.attached = as_message(work, incoming), evidence.sent_with(incoming)
    about = await pointed_at(work, incoming)
    if said is None:
        await evidence.alone(work, incoming, about)
        return
    if not await answered(work, said, about) and not await stating.stated(work, said):
        read = await read_message(work.session, said.text, said.sent_at, work.clock.zone)
        await INTENTS[read.intent](work, said, read, about)


def as_message(work: Work, incoming: Incoming) -> Message | None:
    """The message with its text or caption; None where it has neither."""
    text = incoming.text or incoming.caption
    if not text or incoming.from_user is None:
        return None
    return Message(
        work.bot_id, incoming.chat.id, incoming.message_id, incoming.from_user.id, incoming.date, text
    )


TYPED: dict[str, Callable[[Work, Asked, Message], Awaitable[bool]]] = {
    "place": strangers.typed_place,
    campaign_card.FIELD: declaring.typed,
    campaign_dates.FIELD: campaign_dates.typed,
    workdays.FIELD: workdays.typed,
    "carried_out": plans.typed,
    "fill": changing.typed,
    "post_place": appointing.typed_place,
    "post_person": appointing.typed_person,
    "merge": merging.typed,
    figures.FIELD: figures.typed,
}
"""Questions about more than a field of an entry: what takes a typed answer, and says whether it was one."""


async def answered(work: Work, said: Message, about: list[int]) -> bool:
    """Whether the message wholly answers the open question; then it is settled here.

    One that replies to the card of another entry is about that one.
    """
    asked = await chats.asked(work.session, work.chat_id)
    if asked is None or (about and asked.entry_id not in about):
        return False
    if asked.field in TYPED:
        return await _typed(work, asked, said)
    changed = await answering.typed(work.session, asked, said, work.clock.zone, work.act("message"))
    if changed is None:
        return False
    await go_on(work, asked, changed)
    return True


async def _typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether it answers the question; what that was about may be gone meanwhile."""
    try:
        async with work.session.begin_nested():
            return await TYPED[asked.field](work, asked, said)
    except LookupError:
        return False


async def go_on(work: Work, asked: Asked, changed: list[Entry]) -> None:
    """Show what an answer completed, and ask the next thing that its card still needs."""
    ids = await chats.card_entries(work.session, asked.card_id) if asked.card_id else []
    shown = await entries.load(work.session, ids or [entry.id for entry in changed])
    await close_card(work, asked, shown)
    question = await asking.next_question(work.session, work.me, shown, asked.details)
    await work.show(shown, question)
    if question is None:
        await aliases.offer(work, asked, changed[0])


async def close_card(work: Work, asked: Asked, shown: list[Entry]) -> None:
    """Take the question off the card that asked it."""
    found = await chats.last_card_of(work.session, work.chat_id, shown[0].id)
    if found and found[0] == asked.card_id:
        await work.redraw(found[1], shown)


async def pointed_at(work: Work, incoming: Incoming) -> list[int]:
    """The entries of the message that this one replies to: a card of ours, or the writer's own."""
    replied = incoming.reply_to_message
    if replied is None:
        return []
    card_id = await chats.card_at(work.session, work.chat_id, replied.message_id)
    if card_id is not None:
        return await chats.card_entries(work.session, card_id)
    key = f"{work.bot_id}/{work.chat_id}/{replied.message_id}"
    return await entries.of_source(work.session, "message", key)


async def log(work: Work, said: Message, read: Understanding, _pointed_at: list[int]) -> None:
    """Keep what was done (or is planned), show it back, and ask for the one thing that is missing."""
    if not work.access_is("log"):
        work.say(work.t("nothing.may_not_log"))
        return
    if sums_up(read):
        await inquiring.compare(work)
        return
    made = await recording.record(work.session, await report(work, said, "log"), read)
    if not made:
        work.say(work.t("nothing.unclear", example=work.t("nothing.example")))
        return
    await evidence.keep(work, made)
    details = await carried(work, read, made)
    question = await asking.next_question(work.session, work.me, made, details)
    head = await privacy.remark(work, said.text)
    await work.show(made, question, head=Markup("\n").join(filter(None, (head, _unread(work, read)))))


def _unread(work: Work, read: Understanding) -> Markup:
    """That the message was too long to be read to its end."""
    return work.t("nothing.cut") if read.cut else Markup("")


def sums_up(read: Understanding) -> bool:
    """Whether the message claims figures of a period, which may be recorded one by one already."""
    undated = all(item.held_on is None for item in read.items)
    return read.cumulative and undated and any(item.sessions > 1 or item.cases for item in read.items)


async def report(work: Work, said: Message, how: str) -> recording.Report:
    """The message as a report, with its text kept."""
    text_id = await chats.keep_text(work.session, said)
    return recording.Report(work.me, said, text_id, work.act(how), work.clock.day(said.sent_at))


async def carried(work: Work, read: Understanding, made: list[Entry]) -> dict[str, Any]:
    """What the questions about these entries need to know of the message."""
    ids = {one.name: one.id for one in await schools.directory(work.session)}
    unclear, unknown = {}, {}
    for entry, item in zip(made, (*read.items, *read.plans), strict=True):
        if item.school_candidates:
            unclear[str(entry.id)] = [ids[name] for name in item.school_candidates if name in ids]
        elif item.school_said and item.school is None:
            unknown[str(entry.id)] = item.school_said
    found = {"schools": unclear, "unknown": unknown, "together": read.audience_together}
    return {key: value for key, value in found.items() if value}


async def correct(work: Work, said: Message, read: Understanding, replied_to: list[int]) -> None:
    """Change a field of an earlier entry."""
    if not read.fix:
        work.say(work.t("nothing.fix"))
    elif (entry := await _target(work, said, read, replied_to)) is not None:
        new = await amending.correct(work.session, entry, read.fix, work.act("message"))
        await changes.tell(work, entry, new)


async def cancel(work: Work, said: Message, read: Understanding, replied_to: list[int]) -> None:
    """Withdraw an earlier entry."""
    if (entry := await _target(work, said, read, replied_to)) is not None:
        withdrawn = await amending.withdraw(work.session, entry, work.act("message"))
        await changes.redraw_last(work, withdrawn)
        await work.show([withdrawn], head=work.t("changed.undone"))


async def _target(work: Work, said: Message, read: Understanding, replied_to: list[int]) -> Entry | None:
    """The one entry that is meant; where it is none or several, the person is told or asked."""
    found = await amending.target(work.session, work.me, read, replied_to)
    if len(found) == 1:
        return found[0]
    if not found:
        work.say(work.t("nothing.target"))
        return None
    options = tuple(asking.Option(str(one.id), name=changes.short(work, one)) for one in found[: asking.MANY])
    details = {"text": said.text, "sent_at": said.sent_at.isoformat()}
    await work.show(found, asking.Question(found[0], "which", options, details))
    return None


async def query(work: Work, said: Message, read: Understanding, _pointed_at: list[int]) -> None:
    """Answer a question with the totals that the asker may see."""
    await inquiring.answer(work, said.text, said.sent_at, read)


async def explain(work: Work, _said: Message, _read: Understanding, _pointed_at: list[int]) -> None:
    """Say how the assistant is used."""
    work.say(helping.text(work))


async def chat(work: Work, said: Message, read: Understanding, replied_to: list[int]) -> None:
    """Figures alone are what the last card lacks, a period alone asks for its totals.

    Else say that nothing was recorded: an open question stays so.
    """
    if await filling.filled(work, said, read, replied_to):
        return
    if await inquiring.asked(work, said.text, said.sent_at, read):
        return
    asked = await chats.asked(work.session, work.chat_id)
    if asked and asked.field == figures.FIELD:
        figures.again(work, asked)
        return
    text = "ask.again" if asked else "nothing.smalltalk"
    work.say(work.t(text, example=work.t("nothing.example")))


INTENTS: dict[str, Callable[[Work, Message, Understanding, list[int]], Awaitable[None]]] = {
    "log": log,
    "plan": log,
    "correct": correct,
    "cancel": cancel,
    "query": query,
    "help": explain,
    "smalltalk": chat,
}
"""What is done about a message, by what it means."""

"""The buttons of a card: open, change, undo an entry, settle a doubt, see where it comes from.

Whether somebody may is decided at the press; every press is idempotent, for it may come twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.chat import cards, changes
from bot.chat.buttons import Pressed
from bot.chat.story import story_text
from bot.chat.work import Work
from bot.records import Entry
from bot.services import amending, answering, asking
from bot.services.reading import read_message
from db import chats, duplicates, entries
from handlers import aliases

Press = Callable[[Work, Pressed], Awaitable[None]]


class NotYoursError(Exception):
    """Whoever presses may not do that with this entry."""


async def changeable(work: Work, entry_id: int) -> Entry:
    """The entry, for somebody who may change it.

    Raises:
        NotYoursError: they may not.
        LookupError: there is no such entry.
    """
    entry = await _entry(work, entry_id)
    if not work.me.may_change(entry):
        raise NotYoursError
    return entry


async def _entry(work: Work, entry_id: int) -> Entry:
    found = await entries.load(work.session, [entry_id])
    if not found:
        raise LookupError(entry_id)
    return found[0]


async def _shown(work: Work, pressed: Pressed, entry: Entry) -> list[Entry]:
    """The entries of the card under which the button was pressed."""
    card_id = await chats.card_at(work.session, work.chat_id, pressed.message_id)
    ids = await chats.card_entries(work.session, card_id) if card_id else []
    return await entries.load(work.session, ids if entry.id in ids else [entry.id])


async def refresh(
    work: Work, pressed: Pressed, entry: Entry, question: asking.Question | None = None
) -> None:
    """Bring the card up to date, with this question or what its entries still lack."""
    shown = await _shown(work, pressed, entry)
    if question is None:
        asked = await chats.asked(work.session, work.chat_id)
        question = await asking.next_question(work.session, work.me, shown, asked.details if asked else {})
    await work.redraw(pressed.message_id, shown, question)


async def open_entry(work: Work, pressed: Pressed) -> None:
    """A card of its own for an entry of a list."""
    entry = await _entry(work, pressed.number(0))
    if not work.me.may_see(entry):
        raise NotYoursError
    work.toast(pressed.callback_id)
    await work.show([entry])


async def back(work: Work, pressed: Pressed) -> None:
    """From the choice of fields to the card."""
    entry = await changeable(work, pressed.number(0))
    await refresh(work, pressed, entry)
    work.toast(pressed.callback_id)


async def edit(work: Work, pressed: Pressed) -> None:
    """Which field is to be changed?"""
    entry = await changeable(work, pressed.number(0))
    work.rewrite(
        pressed.message_id, cards.entry_text(work.view, entry), cards.field_buttons(work.view, entry)
    )
    work.toast(pressed.callback_id)


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask for a field that was chosen."""
    entry, name = await changeable(work, pressed.number(0)), pressed.arguments[1]
    await refresh(work, pressed, entry, await asking.question(work.session, work.me, entry, name))
    work.toast(pressed.callback_id)


async def set_field(work: Work, pressed: Pressed) -> None:
    """A likely answer, pressed."""
    _, name, value = pressed.arguments
    entry = await changeable(work, pressed.number(2 if name == "which" else 0))
    asked = await chats.asked(work.session, work.chat_id)
    details = asked.details if asked else {}
    if name == "which":
        await _which(work, pressed, entry, details)
        return
    if name == "split":
        await _split(work, pressed, asked, int(value))
        return
    changed = await answering.press(work.session, entry, name, value, work.act("button"))
    shown = await _shown(work, pressed, changed)
    question = await asking.next_question(work.session, work.me, shown, details)
    await work.redraw(pressed.message_id, shown, question)
    work.toast(pressed.callback_id, work.t("changed.set"))
    if question is None:
        await aliases.offer(work, asked, changed)


async def _which(work: Work, pressed: Pressed, entry: Entry, details: dict[str, str]) -> None:
    """The entry that a correction or withdrawal meant."""
    await chats.stop_asking(work.session, work.chat_id)
    sent_at = datetime.fromisoformat(details["sent_at"])
    read = await read_message(work.session, details["text"], sent_at, work.clock.zone)
    act = work.act("button")
    if read.intent == "cancel":
        changed = await amending.withdraw(work.session, entry, act)
    else:
        changed = await amending.correct(work.session, entry, read.fix, act)
    work.toast(pressed.callback_id, work.t("changed.set"))
    await work.show([changed], head=str(changes.summary(work, [(entry, changed)])))


async def _split(work: Work, pressed: Pressed, asked: chats.Asked | None, share: int) -> None:
    if asked is None or asked.field != "split":
        raise LookupError("split")
    shares = [share] * len(asked.details["entries"])
    shown = await answering.split(work.session, asked, shares, work.act("button"))
    await chats.stop_asking(work.session, work.chat_id)
    await work.redraw(pressed.message_id, shown or [])
    work.toast(pressed.callback_id, work.t("changed.set"))


async def undo(work: Work, pressed: Pressed) -> None:
    """Withdraw an entry."""
    await _undo(work, pressed, [await changeable(work, pressed.number(0))])


async def undo_all(work: Work, pressed: Pressed) -> None:
    """Withdraw every entry of the card."""
    first = await changeable(work, pressed.number(0))
    shown = await _shown(work, pressed, first)
    await _undo(work, pressed, [entry for entry in shown if work.me.may_change(entry)])


async def _undo(work: Work, pressed: Pressed, several: Sequence[Entry]) -> None:
    for entry in several:
        await amending.withdraw(work.session, entry, work.act("button"))
    await refresh(work, pressed, several[0])
    work.toast(pressed.callback_id, work.t("changed.undone"))


async def restore(work: Work, pressed: Pressed) -> None:
    """Take a withdrawal back, or a merge: then its own card shows the entry again."""
    entry = await changeable(work, pressed.number(0))
    kept = await duplicates.kept(work.session, entry.id)
    if entry.state == "withdrawn":
        entry = await amending.restore(work.session, entry, work.act("button"))
    card_id = await chats.card_at(work.session, work.chat_id, pressed.message_id)
    if kept and card_id:
        await chats.show_instead(work.session, card_id, kept, entry.id)
    await refresh(work, pressed, entry)
    work.toast(pressed.callback_id, work.t("changed.parted" if kept else "changed.restored"))


async def keep(work: Work, pressed: Pressed) -> None:
    """An entry that its edited message no longer mentions stays."""
    entry = await changeable(work, pressed.number(0))
    work.rewrite(pressed.message_id, cards.entry_text(work.view, entry))
    work.toast(pressed.callback_id)


async def story(work: Work, pressed: Pressed) -> None:
    """Where an entry comes from: its messages, their authors, every change."""
    entry = await _entry(work, pressed.number(0))
    if not work.me.may_see(entry):
        raise NotYoursError
    work.say(await story_text(work, entry))
    work.toast(pressed.callback_id)

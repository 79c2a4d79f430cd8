"""Two entries that may be one event: merged, or both kept."""

from __future__ import annotations

from bot.chat import cards
from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.records import Entry
from bot.services import duplicates
from db import chats
from handlers.entry import changeable, refresh


async def same(work: Work, pressed: Pressed) -> None:
    """Two entries are one event: the people of both are counted with it."""
    entry = await changeable(work, pressed.number(0))
    entry, merged = await duplicates.settle(work.session, entry, work.act("button"), same=True)
    card_id = await chats.card_at(work.session, work.chat_id, pressed.message_id)
    if merged and card_id:
        await chats.show_instead(work.session, card_id, entry.id, merged.id)
    await refresh(work, pressed, merged or entry)
    text = _merged(work, merged) if merged else ""
    work.toast(pressed.callback_id, text)


def _merged(work: Work, merged: Entry) -> str:
    """That two are one now; whose it is where several people share it."""
    if len(merged.people) > 1:
        return work.t("changed.merged", people=cards.names(work.t, merged))
    return work.t("changed.merged_same")


async def different(work: Work, pressed: Pressed) -> None:
    """Two entries are two events."""
    entry = await changeable(work, pressed.number(0))
    entry, _ = await duplicates.settle(work.session, entry, work.act("button"), same=False)
    await refresh(work, pressed, entry)
    work.toast(pressed.callback_id, work.t("changed.different"))

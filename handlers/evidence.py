"""Photos and files as evidence: sent with a message, as an album, or in reply to a card. Never required."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Message as Incoming

from bot.chat import changes
from bot.chat.work import Work
from bot.records import Entry
from db import entries, evidence, inbox
from db.evidence import Sent

TAKEN = ("image/", "video/", "application/pdf")
"""What a document must be to be kept."""


def sent_with(incoming: Incoming) -> list[Sent]:
    """The photo or file of a message, the photo in its largest size."""
    if incoming.photo:
        largest = max(incoming.photo, key=lambda one: one.width * one.height)
        name = f"{incoming.date:%Y%m%d}-{incoming.message_id}.jpg"
        return [Sent(largest.file_id, largest.file_unique_id, name, "image/jpeg", largest.file_size)]
    file = incoming.document or incoming.video
    mime = (file.mime_type or "") if file else ""
    if file is None or not mime.startswith(TAKEN):
        return []
    return [Sent(file.file_id, file.file_unique_id, file.file_name or "file", mime, file.file_size)]


async def keep(work: Work, several: Iterable[Entry]) -> bool:
    """Keep what came with the message for those of the entries that its sender may change; whether it was."""
    own = [one.id for one in several if work.attached and work.me.may_change(one)]
    await evidence.add(work.session, own, work.attached, work.act("message"))
    return bool(own)


async def later_of_album(work: Work, incoming: Incoming) -> bool:
    """Whether this is a further picture of an album; it belongs to what the first one's words made."""
    group = incoming.media_group_id
    first = await inbox.album_begun(work.session, work.inbox_id, work.chat_id, group) if group else None
    if first is None:
        return False
    ids = await entries.of_source(work.session, "message", f"{work.bot_id}/{work.chat_id}/{first}")
    await keep(work, await entries.load(work.session, ids))
    return True


async def for_card(work: Work, entry_ids: list[int]) -> bool:
    """Whether a picture without words, in reply to a card, was kept for what the card shows."""
    shown = await entries.load(work.session, entry_ids)
    kept = await keep(work, shown)
    if kept:
        await changes.redraw_last(work, shown[0])
        work.say(work.t("evidence.kept"))
    return kept

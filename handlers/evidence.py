"""Photos and files as evidence: sent with a message, as an album, or in reply to a card. Never required."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from telegram import Message as Incoming

from bot.chat import cards
from bot.chat.buttons import Pressed, button, in_rows
from bot.chat.work import Work
from bot.records import Entry
from bot.services import asking
from db import albums, chats, entries, evidence
from db.evidence import Sent
from handlers.entry import changeable

TAKEN = ("image/", "video/", "application/pdf")
"""What a document must be to be kept."""
LATELY, MOST_OFFERED = timedelta(days=1), 5
"""A card shown so long ago takes what comes alone; this many of its entries are offered for a picture."""


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


async def alone(work: Work, incoming: Incoming, about: list[int]) -> None:
    """A picture without words: of an album, in reply to a card, or neither: a tap keeps it then."""
    if await _later_of_album(work, incoming, about):
        return
    if about and await _for_card(work, about):
        work.say(work.t("evidence.kept"))
    elif work.attached:
        await _offer(work)
    elif incoming.document:
        work.say(work.t("evidence.not_taken"))
    else:
        work.say(work.t("nothing.media", example=work.t("nothing.example")))


async def _later_of_album(work: Work, incoming: Incoming, about: list[int]) -> bool:
    """Whether this is a further picture of an album; it belongs to what the first one's words meant."""
    group = incoming.media_group_id
    first = await albums.begun(work.session, work.inbox_id, work.chat_id, group) if group else None
    if first is None:
        return False
    key = f"{work.bot_id}/{work.chat_id}/{first}"
    ids = about or await entries.of_source(work.session, "message", key)
    await _for_card(work, ids)
    return True


async def _for_card(work: Work, entry_ids: list[int]) -> bool:
    """Whether what was sent was kept for these entries; then their card says so."""
    shown = await entries.load(work.session, entry_ids)
    kept = await keep(work, shown)
    if kept:
        await _redraw(work, shown[0])
    return kept


async def _redraw(work: Work, entry: Entry) -> None:
    """The newest card of an entry, delivered by now or not, with what is still asked about it."""
    card_id = await chats.newest_card(work.session, work.chat_id, entry.id)
    if card_id is None:
        return
    shown = await entries.load(work.session, await chats.card_entries(work.session, card_id))
    asked = await chats.asked(work.session, work.chat_id)
    question = None
    if asked and asked.entry_id in {one.id for one in shown}:
        question = await asking.next_question(work.session, work.me, shown, asked.details)
    await work.redraw_card(card_id, shown, question)


async def shown_lately(work: Work) -> list[Entry]:
    """The entries of the card shown last, if that is not long ago."""
    since = work.clock.now() - LATELY
    card_id = await chats.newest_card(work.session, work.chat_id, since=since)
    return await entries.load(
        work.session, await chats.card_entries(work.session, card_id) if card_id else []
    )


async def _offer(work: Work) -> None:
    """Say how a picture is kept, with a button for each entry of the card shown last."""
    own = [one for one in await shown_lately(work) if work.me.may_change(one)]
    buttons = [
        button(work.t("evidence.attach", entry=cards.line(work.view, one)), "attach", work.inbox_id, one.id)
        for one in own[:MOST_OFFERED]
    ]
    work.say(work.t("evidence.offer" if buttons else "evidence.alone"), in_rows(buttons, 1))


async def attach(work: Work, pressed: Pressed) -> None:
    """Keep a picture that came alone, or its whole album, for the entry that was chosen."""
    came = await albums.sent_together(work.session, work.chat_id, pressed.number(0))
    messages = [Incoming.de_json(one["message"]) for one in came if "message" in one]
    work.attached = [sent for message in messages for sent in sent_with(message)]
    if not work.attached:
        raise LookupError(pressed.arguments)
    chosen = await changeable(work, pressed.number(1))
    await _for_card(work, [chosen.id])
    work.rewrite(pressed.message_id, work.t("evidence.kept"))
    work.toast(pressed.callback_id)

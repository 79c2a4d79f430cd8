"""Figures alone (300人,两课时): the card shown last takes those that it still lacks."""

from __future__ import annotations

from bot.chat import changes
from bot.chat.work import Work
from bot.services import amending
from bot.understanding import Understanding
from db import entries
from db.chats import Message
from handlers.evidence import shown_lately


async def filled(work: Work, said: Message, read: Understanding, about: list[int]) -> bool:
    """Whether a message only gives what one entry lacks: that it replies to, or the last one shown.

    A figure that is there already is not replaced without a word that says so.
    """
    given = amending.figures_alone(said.text, read)
    if not given:
        return False
    several = await entries.load(work.session, about) if about else await shown_lately(work)
    own = [one for one in several if one.state != "withdrawn" and work.me.may_change(one)]
    if len(own) != 1 or any(getattr(own[0], name) is not None for name in given):
        return False
    new = await amending.correct(work.session, own[0], given, work.act("message"))
    await changes.tell(work, own[0], new)
    return True

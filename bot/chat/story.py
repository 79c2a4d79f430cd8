"""Where an entry comes from, in words: the messages behind it and its changes (rule 7)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bot.chat.work import Work
from bot.records import Entry
from db import chats, entries

QUOTED = 400
"""Characters of a message that are quoted: the quotation must not be cut by Telegram's limit."""


async def story_text(work: Work, entry: Entry) -> Markup:
    """The messages that made the entry, with their authors, and each change, oldest first."""
    t = work.t
    lines = [t("story.head")]
    for text in await chats.texts_of(work.session, entry.id):
        when = f"{text.sent_at.astimezone(work.clock.zone):%Y-%m-%d %H:%M}"
        quoted = text.text if len(text.text) <= QUOTED else text.text[:QUOTED] + "…"
        lines.append(t("story.text", when=when, name=text.author, text=quoted))
    if len(lines) == 1:
        lines.append(t("story.no_text"))
    for at, name, how, fields in await entries.history(work.session, entry.id):
        when = f"{at.astimezone(work.clock.zone):%Y-%m-%d %H:%M}"
        parts = Markup(";").join(_part(work, field, old, new) for field, (old, new) in fields.items())
        lines.append(t("story.change", when=when, name=name or "?", how=t(f"story.how.{how}"), changes=parts))
    return Markup("\n").join(lines)


def _part(work: Work, field: str, old: Any, new: Any) -> Markup:
    label = work.t(f"field.{field}") if work.t.has(f"field.{field}") else field
    return work.t("changed.one", field=label, before=_plain(work, field, old), after=_plain(work, field, new))


def _plain(work: Work, field: str, value: Any) -> str:
    if value in (None, []):
        return str(work.t("changed.empty"))
    key = f"{field}.{value}"
    return str(work.t(key)) if isinstance(value, str) and work.t.has(key) else str(value)

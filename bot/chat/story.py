"""Where an entry comes from, in words: the messages behind it and its changes (rule 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.chat.work import Work
from bot.records import Entry
from db import chats, entries, people

QUOTED = 400
"""Characters of a message that are quoted: the quotation must not be cut by Telegram's limit."""


async def story_text(work: Work, entry: Entry) -> Markup:
    """The messages that made the entry, with their authors, and each change, oldest first."""
    t = work.t
    lines = [t("story.head")]
    for text in await chats.texts_of(work.session, [entry.id]):
        when = f"{text.sent_at.astimezone(work.clock.zone):%Y-%m-%d %H:%M}"
        quoted = text.text if len(text.text) <= QUOTED else text.text[:QUOTED] + "…"
        lines.append(t("story.text", when=when, name=text.author, text=quoted))
    if len(lines) == 1:
        lines.append(t("story.no_text"))
    history = await entries.history(work.session, entry.id)
    ids = {id_ for *_, fields in history for ids in fields.get("people", ()) for id_ in ids or ()}
    known = {id_: one.name for id_, one in (await people.persons(work.session, ids)).items()}
    for at, name, how, fields in history:
        when = f"{at.astimezone(work.clock.zone):%Y-%m-%d %H:%M}"
        parts = Markup(";").join(
            _part(work, field, old, new, known)
            for field, (old, new) in fields.items()
            if t.has(f"field.{field}")
        )
        lines.append(t("story.change", when=when, name=name or "?", how=t(f"story.how.{how}"), changes=parts))
    return Markup("\n").join(lines)


def _part(work: Work, field: str, old: Any, new: Any, names: Mapping[int, str]) -> Markup:
    before, after = _plain(work, field, old, names), _plain(work, field, new, names)
    return work.t("changed.one", field=work.t(f"field.{field}"), before=before, after=after)


def _plain(work: Work, field: str, value: Any, names: Mapping[int, str]) -> str:
    """A value of the history as people read it: keys by their names, people by theirs."""
    if value in (None, []):
        return str(work.t("changed.empty"))
    if isinstance(value, list):
        return str(work.t("card.and")).join(
            names.get(one) or _plain(work, field, one, names) for one in value
        )
    key = f"{field.removesuffix('s')}.{value}" if field == "topics" else f"{field}.{value}"
    return str(work.t(key)) if work.t.has(key) else str(value)

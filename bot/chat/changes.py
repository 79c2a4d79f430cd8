"""Saying what changed: the card brought up to date, and a short answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.chat import cards
from bot.chat.work import Work
from bot.records import Entry
from bot.services import asking
from db import chats, entries

SHOWN = (
    *("kind", "held_on", "school", "people", "position", "topics"),
    *("quantity", "audience", "class_hours", "state"),
)


async def tell(work: Work, old: Entry, new: Entry) -> None:
    """Bring the last card of an entry up to date and show it again with what changed.

    What it lacks is asked; so is again what was open about it and has not changed.
    """
    asked = await chats.asked(work.session, work.chat_id)
    question = await asking.next_question(work.session, work.me, [new], asked.details if asked else {})
    if question is None and asked and asked.entry_id == new.id and _unchanged(old, new, asked.field):
        question = await asking.question(work.session, work.me, new, asked.field)
    await redraw_last(work, new)
    await work.show([new], question, head=summary(work, [(old, new)]))


def _unchanged(old: Entry, new: Entry, name: str) -> bool:
    return name in SHOWN and getattr(old, name) == getattr(new, name)


async def redraw_last(work: Work, entry: Entry) -> None:
    """Bring the newest card of this chat that shows the entry up to date."""
    found = await chats.last_card_of(work.session, work.chat_id, entry.id)
    if found is not None:
        card_id, message_id = found
        await work.redraw(
            message_id, await entries.load(work.session, await chats.card_entries(work.session, card_id))
        )


def summary(work: Work, changed: Sequence[tuple[Entry, Entry]]) -> Markup:
    """What changed, field by field: `人数 300 → 280`."""
    parts = [part for old, new in changed for part in _parts(work, old, new)]
    if not parts:
        return work.t("changed.none")
    return work.t("changed.head", changes=Markup(";").join(parts))


def _parts(work: Work, old: Entry, new: Entry) -> list[Markup]:
    return [
        work.t("changed.one", field=work.t(f"field.{name}"), before=value(work, old, name), after=after)
        for name in SHOWN
        if (after := value(work, new, name)) != value(work, old, name)
    ]


def value(work: Work, entry: Entry, name: str) -> str:
    """One field as people read it."""
    found = getattr(entry, name)
    if found is None or found == ():
        return work.t("changed.empty")
    if name in ("kind", "position", "state"):
        return work.t(f"{name}.{found}")
    return FORMS[name](work, entry) if name in FORMS else f"{found:.10g}"


FORMS: dict[str, Callable[[Work, Entry], str]] = {
    "held_on": lambda work, entry: work.t.date(entry.held_on, work.today) if entry.held_on else "",
    "school": lambda _, entry: entry.school.name if entry.school else "",
    "people": lambda work, entry: cards.names(work.t, entry),
    "topics": lambda work, entry: str(
        work.t("card.and").join(work.t(f"topic.{topic}") for topic in entry.topics)
    ),
}
"""How a field is shown that is neither a number nor a word of the registry."""


def short(work: Work, entry: Entry) -> str:
    """One entry in one line."""
    return cards.line(work.view, entry)

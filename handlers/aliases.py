"""Learning another name of a school: once somebody said what they meant by it, it is asked about, once."""

from __future__ import annotations

from bot.chat.buttons import Pressed, button
from bot.chat.work import Work
from bot.records import Entry
from bot.services.roster import keeping
from db import chats
from db.chats import Asked

FIELD = "alias"


async def offer(work: Work, answered: Asked | None, entry: Entry) -> None:
    """Ask whether the unknown name that a message used is this school's from now on."""
    said = answered.details.get("unknown", {}).get(str(entry.id)) if answered else None
    if not answered or answered.field != "school" or not said or entry.school is None:
        return
    yes = button(work.t("button.alias"), "alias", entry.id)
    work.say(work.t("ask.alias", said=said, school=entry.school.name), ((yes,),))
    details = {"said": said, "school": entry.school.id}
    await chats.ask(work.session, Asked(work.chat_id, entry.id, FIELD, details=details), work.clock.now())


async def learn(work: Work, pressed: Pressed) -> None:
    """Keep the name as an alias of the school, unless it is a school's already.

    The name is the one that was asked about last: a button can't bring another in.
    """
    asked = await chats.asked(work.session, work.chat_id)
    if asked is None or asked.field != FIELD or asked.entry_id != pressed.number(0):
        raise LookupError(FIELD)
    said, school_id, outcome = asked.details["said"], asked.details["school"], "changed.alias"
    try:
        await keeping.change(work.session, work.act("button"), "school", school_id, (FIELD, said))
    except keeping.TakenError:
        outcome = "changed.alias_taken"
    await chats.stop_asking(work.session, work.chat_id)
    work.rewrite(pressed.message_id, work.t(outcome, said=said))
    work.toast(pressed.callback_id)

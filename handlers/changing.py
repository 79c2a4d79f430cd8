"""Changing what the roster says of a school, person or appointment: a field is chosen, typed or tapped."""

from __future__ import annotations

from bot.chat import rosters
from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.work import Work
from bot.services.importing.cells import WORDS
from bot.services.roster import keeping
from db import appointments, particulars
from db.chats import Asked, Message
from handlers import roster

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(WORDS["school_kind"]),
    "model_level": (*WORDS["model_level"], ""),
}
"""What can be tapped for a field; the empty one clears it."""


async def fields(work: Work, pressed: Pressed) -> None:
    """Which field?"""
    kind, id_ = pressed.arguments[0], pressed.number(1)
    text = work.t("roster.ask_field", name=await _name(work, kind, id_))
    roster.put(work, pressed, text, rosters.field_buttons(work.t, kind, id_))


async def _name(work: Work, kind: str, id_: int) -> str:
    if kind == "school":
        return (await particulars.school(work.session, id_)).name
    if kind == "person":
        return (await particulars.person(work.session, id_)).name
    post = await appointments.load(work.session, id_)
    return f"{post.person} {rosters.post_name(work.t, post)}"


async def fill(work: Work, pressed: Pressed) -> None:
    """Ask for a field, or set it to what was tapped."""
    kind, field, id_ = pressed.arguments[0], pressed.arguments[2], pressed.number(1)
    if len(pressed.arguments) > 3:
        said = (field, CHOICES[field][pressed.number(3)])
        await keeping.change(work.session, work.act("button"), kind, id_, said)
        await roster.show(work, pressed, kind, id_, work.t("changed.set"))
        return
    label = work.t(f"roster.field.{kind}.{field}")
    text = work.t(f"roster.ask_{kind}_field", name=await _name(work, kind, id_), field=label)
    choices = [
        button(value or work.t("roster.nothing"), "fill", kind, id_, field, n)
        for n, value in enumerate(CHOICES.get(field, ()))
    ]
    back = button(work.t("button.back"), "post" if kind == "appointment" else kind, id_)
    rows: Rows = (*in_rows(choices, 4), (back,))
    details = {"kind": kind, "id": id_, "field": field}
    await roster.ask(work, pressed, Asked(work.chat_id, None, "fill", details=details), text, rows)


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message is a value of the field that was asked for."""
    written = await roster.plain(work, said)
    if written is None or not work.access_is("admit"):
        return False
    kind, id_, field = (asked.details[name] for name in ("kind", "id", "field"))
    try:
        await keeping.change(work.session, work.act("message"), kind, id_, (field, written))
    except keeping.TakenError:
        work.say(work.t("roster.taken", name=written))
        return True
    except ValueError:
        return False
    await roster.show(work, None, kind, id_)
    return True

"""Two schools, or two people, that are the same: which other, which of them stays, done."""

from __future__ import annotations

from markupsafe import Markup

from bot.chat.buttons import Button, Pressed, button
from bot.chat.work import Work
from bot.services.importing.cells import same
from bot.services.roster import finding, merging
from db import merging as counting
from db import particulars
from db.chats import Asked, Message
from db.particulars import Person, School
from handlers import roster

OFFERED = 6


async def merge(work: Work, pressed: Pressed) -> None:
    """Which other is the same? Likely ones can be tapped, any can be typed."""
    kind, id_ = pressed.arguments[0], pressed.number(1)
    if len(pressed.arguments) > 2:
        await _which_stays(work, pressed, kind, (id_, pressed.number(2)))
        return
    one = await _load(work, kind, id_)
    others = await finding.alike(work.session, kind, id_, OFFERED)
    rows = [(button(_label(other), "merge", kind, id_, other.id),) for other in others]
    asked = Asked(work.chat_id, None, "merge", details={"kind": kind, "id": id_})
    text = work.t(f"roster.ask_same_{kind}", name=one.name)
    await roster.ask(work, pressed, asked, text, (*rows, (button(work.t("button.back"), kind, id_),)))


async def _load(work: Work, kind: str, id_: int) -> School | Person:
    if kind == "school":
        return await particulars.school(work.session, id_)
    return await particulars.person(work.session, id_)


def _label(one: School | Person) -> str:
    where = one.employer if isinstance(one, Person) else one.township
    return " · ".join(filter(None, (one.name, where)))


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message names the other: one and only one school or person."""
    kind, id_, name = asked.details["kind"], asked.details["id"], same(said.text)
    everyone = particulars.schools if kind == "school" else particulars.people
    found = [one.id for one in await everyone(work.session) if same(one.name) == name and one.id != id_]
    if len(found) != 1 or not work.access_is("admit"):
        return False
    await _which_stays(work, None, kind, (id_, found[0]))
    return True


async def _which_stays(work: Work, pressed: Pressed | None, kind: str, pair: tuple[int, int]) -> None:
    lines, rows = [], list[tuple[Button, ...]]()
    for winner, loser in (pair, pair[::-1]):
        one = await _load(work, kind, winner)
        count = len(await counting.entries_of(work.session, kind, one.id))
        lines.append(work.t("roster.one_of_two", name=_label(one), id=one.id, count=count))
        label = work.t("button.stays", name=one.name, id=one.id).unescape()
        rows.append((button(label, "merged", kind, winner, loser),))
    text = Markup("\n").join([work.t("roster.which_stays"), *lines])
    rows.append((button(work.t("button.back"), kind, pair[0]),))
    roster.put(work, pressed, text, tuple(rows))


async def merged(work: Work, pressed: Pressed) -> None:
    """The first is both from now on."""
    kind, winner, loser = pressed.arguments[0], pressed.number(1), pressed.number(2)
    await merging.merge(work.session, work.act("merge"), kind, winner, loser)
    await roster.show(work, pressed, kind, winner, work.t("roster.merged"))

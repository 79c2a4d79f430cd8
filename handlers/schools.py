"""/schools: found by part of a name, opened as a card; added, closed, opened again."""

from __future__ import annotations

from telegram import Update

from bot.chat.buttons import Pressed, Rows, button
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of, turns
from bot.chat.work import Context, Work
from bot.services.roster import finding, keeping
from db import appointments, chats, particulars
from db.chats import Asked
from db.particulars import School
from handlers import people, roster


async def command(_update: Update, context: Context) -> None:
    work, part = context.work, people.sought(context.args or [])
    await roster.leave(work)
    found = await finding.schools(work.session, work.me, part)
    if len(found) == 1:
        await roster.school_card(work, None, found[0].id)
    elif found or not part:
        work.say(*_page(work, found, part[: people.LONGEST_PART], 0))
    else:
        await _unknown(work, part)


async def _unknown(work: Work, name: str) -> None:
    """No school is called like that: officers may add one."""
    rows: Rows = ()
    if work.access_is("admit") and keeping.is_name(name):
        rows = ((button(work.t("button.new_school", name=name), "addschool"),),)
        asked = Asked(work.chat_id, None, "addschool", details={"name": name})
        await chats.ask(work.session, asked, work.clock.now())
    work.say(work.t("roster.no_school", part=name), rows)


async def schools(work: Work, pressed: Pressed) -> None:
    """Another page of the schools found."""
    part, page = pressed.arguments[0], pressed.number(1, MOST_PAGES)
    found = await finding.schools(work.session, work.me, part)
    roster.put(work, pressed, *_page(work, found, part, page))


def _page(work: Work, found: list[School], part: str, page: int) -> tuple[str, Rows]:
    t = work.t
    sought = t("roster.sought", part=part) if part else ""
    lines: Rows = tuple((button(_line(work, one), "school", one.id),) for one in page_of(found, page))
    turning = turns(t, page, "schools", part, more=len(found) > (page + 1) * A_PAGE)
    overview = (button(t("button.coverage"), "coverage"),) if work.access_is("oversee") else ()
    return t("roster.schools", count=len(found), sought=sought), (overview, *lines, turning)


def _line(work: Work, school: School) -> str:
    closed = work.t("roster.closed_mark") if school.closed_on else ""
    return " ".join(filter(None, (school.name, closed)))


async def school(work: Work, pressed: Pressed) -> None:
    """A school's card."""
    await roster.school_card(work, pressed, pressed.number(0))


async def add(work: Work, pressed: Pressed) -> None:
    """Add the school that was asked about last."""
    asked = await chats.asked(work.session, work.chat_id)
    if asked is None or asked.field != "addschool":
        raise LookupError("addschool")
    new = await keeping.add_school(work.session, work.act("button"), asked.details["name"])
    await roster.school_card(work, pressed, new, work.t("changed.set"))


async def close(work: Work, pressed: Pressed) -> None:
    """A school is no more: asked once whether that is meant, then done."""
    school_id, sure = pressed.number(0), pressed.number(1)
    if sure:
        await keeping.close(work.session, work.act("button"), school_id, work.today)
        await roster.school_card(work, pressed, school_id, work.t("changed.set"))
        return
    known = await particulars.school(work.session, school_id)
    held = [one for one in await appointments.of_school(work.session, school_id) if one.in_force(work.today)]
    text = work.t("roster.ask_close", name=known.name, count=len(held))
    yes, no = (
        button(work.t("button.close"), "close", school_id, 1),
        button(work.t("button.back"), "school", school_id),
    )
    roster.put(work, pressed, text, ((yes, no),))


async def reopen(work: Work, pressed: Pressed) -> None:
    """It was closed by mistake."""
    await keeping.reopen(work.session, work.act("button"), pressed.number(0))
    await roster.school_card(work, pressed, pressed.number(0), work.t("changed.set"))

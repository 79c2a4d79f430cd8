"""/history: every change of roster, entries, figures and settings, newest first, for officers to read."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat.buttons import Button, Pressed, Rows, button, in_rows
from bot.chat.history import Known, lines_text
from bot.chat.paging import A_PAGE, MOST_PAGES, turns
from bot.chat.work import Context, Work
from bot.services.figures import SUBJECT as FIGURE
from bot.services.roster import finding
from bot.understanding.figures import names as figure_names
from db import entries, history, particulars, people
from db.history import GROUPS, About, Line
from handlers import roster

ALL = "all"
EVERYTHING: About = ("", 0)
OPENS = {"entry": "open", "school": "school", **dict.fromkeys(history.PERSONAL, "person")}
"""What the number of a line opens."""


async def command(_update: Update, context: Context) -> None:
    work, part = context.work, "".join(context.args or [])
    about = await _about(work, part) if part else EVERYTHING
    if about is None:
        work.say(work.t("history.which", part=part))
    else:
        work.say(*await _page(work, ALL, about, 0))


async def _about(work: Work, part: str) -> About | None:
    """What is called so: a figure by its whole name, a school, the first person, a figure by a part."""
    if figure := figure_names.named(part):
        return FIGURE, figure.key
    for school in await finding.schools(work.session, work.me, part):
        return "school", school.id
    for listed in await finding.everyone(work.session, work.me, part):
        return "person", listed.person.id
    keys = figure_names.called(part).keys
    return (FIGURE, keys[0]) if len(keys) == 1 else None


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page, or another part of it all."""
    group, kind = pressed.arguments[0], pressed.arguments[1]
    id_ = data.figures()[pressed.arguments[2]].key if kind == FIGURE else pressed.number(2)
    page = pressed.number(3, MOST_PAGES)
    roster.put(work, pressed, *await _page(work, group, (kind, id_), page))


async def _page(work: Work, group: str, about: About, page: int) -> tuple[Markup, Rows]:
    part = slice(page * A_PAGE, (page + 1) * A_PAGE + 1)
    kind, id_ = about
    whose = (kind, data.figures()[id_].name if isinstance(id_, str) else id_) if kind else None
    found = await history.page(work.session, part, "" if group == ALL else group, whose)
    lines, more = found[:A_PAGE], len(found) > A_PAGE
    name = work.t("history.about", name=await _name(work, *about)) if whose else ""
    shown = lines_text(work.t, work.clock.zone, lines, await _known(work, lines))
    text = Markup("\n").join([work.t("history.head", about=name), shown or work.t("history.empty")])
    opens = [_opening(n, line) for n, line in enumerate(lines, 1) if _opens(line)]
    turning = turns(work.t, page, "history", group, *about, more=more)
    return text, (*in_rows(opens, 5), turning, tuple(_groups(work, group, about)))


def _groups(work: Work, group: str, about: About) -> Iterator[Button]:
    """What the history can be narrowed to; what it is narrowed to now is marked."""
    for key in (ALL, *GROUPS):
        label = work.t(f"history.group.{key}")
        yield button(f"· {label} ·" if key == group else label, "history", key, *about, 0)


def _opens(line: Line) -> bool:
    return line.subject.kind in OPENS and bool(line.subject.id)


def _opening(number: int, line: Line) -> Button:
    return button(number, OPENS[line.subject.kind], line.subject.id)


async def _name(work: Work, kind: str, id_: int | str) -> str:
    if isinstance(id_, str):
        return data.figures()[id_].name
    if kind == "school":
        return (await particulars.school(work.session, id_)).name
    return (await particulars.person(work.session, id_)).name


async def _known(work: Work, lines: list[Line]) -> Known:
    """The entries that the lines are about, and the people whom they name by number."""
    of_entries = [line for line in lines if line.subject.kind == "entry"]
    found = await entries.load(work.session, [line.subject.id or 0 for line in of_entries])
    sides = [side for line in of_entries for side in line.fields.get("people", ())]
    named = await people.persons(work.session, {id_ for side in sides for id_ in side or ()})
    return Known({one.id: one for one in found}, {id_: one.name for id_, one in named.items()})

"""/figures: the numbers that the bureau keeps itself: listed, asked for in turn."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat import figure_words
from bot.chat.buttons import Button, Pressed, Rows, button, in_rows
from bot.chat.paging import page_of, turns
from bot.chat.work import Context, Work
from bot.reports.material import Figure
from bot.reports.placeholders import said as in_words
from bot.services import figure_years, figures
from bot.understanding.figures.stated import read_answer, read_figures
from db import chats
from db.chats import Asked, Message
from db.figures import Kept

FIELD = "figure"
SHOWN = 60
"""Characters of it in the list."""


async def command(_update: Update, context: Context) -> None:
    """The figures of a year, blank ones first."""
    work, words = context.work, context.args or []
    if not words:
        work.say(*await _listed(work, figures.due(work.today)))
    elif re.fullmatch(r"[0-9]{4}年?", words[0]) and MINYEAR < int(words[0][:4]) < MAXYEAR:
        work.say(*await _listed(work, int(words[0][:4])))
    else:
        work.say(work.t("figures.which"))


async def show(work: Work, pressed: Pressed) -> None:
    """The list of a year, in a message of its own."""
    work.say(*await _listed(work, year_of(pressed)))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page of the buttons."""
    work.rewrite(pressed.message_id, *await _listed(work, year_of(pressed), pressed.number(1, 100)))
    work.toast(pressed.callback_id)


def year_of(pressed: Pressed) -> int:
    """The year that a button is about."""
    return max(pressed.number(0, MAXYEAR - 1), MINYEAR + 1)


async def _listed(work: Work, year: int, page: int = 0) -> tuple[Markup, Rows]:
    """What is known of a year, which is then the one that figures are typed of."""
    await figure_years.hold(work.session, work.chat_id, year, work.today)
    known = await figures.of_year(work.session, year)
    blank = figures.unfilled(known)
    lines = [work.t("figures.head", year=year)]
    if blank:
        names = "、".join(one.row.name for one in blank)
        lines.append(work.t("figures.blank", count=len(blank), names=names))
    filled = [one for one in known.values() if not one.blank]
    if filled:
        lines.append(work.t("figures.filled"))
    for one in filled:
        value = in_words(one)
        short = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        lines.append(
            work.t("figures.text" if one.row.text else "figures.line", name=one.row.name, value=short)
        )
    typed = [*blank, *(one for one in filled if not one.row.parts)]
    shown = page_of(typed, page)
    buttons = [button(work.t("figures.button", name=one.row.name), FIELD, year, one.row.key) for one in shown]
    more = len(page_of(typed, page + 1)) > 0
    paging = turns(work.t, page, "figurespage", year, more=more)
    return Markup("\n").join(lines), (*in_rows(buttons, 2), (*_years(work, year), *paging))


def _years(work: Work, year: int) -> list[Button]:
    """The buttons to the year before, and to the year after unless that is still to come."""
    after = [button(work.t("figures.year_after", year=year + 1), "figures", year + 1)]
    return [
        button(work.t("figures.year", year=year - 1), "figures", year - 1),
        *after * (year < work.today.year),
    ]


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask for one figure."""
    year, row = year_of(pressed), data.figures()[pressed.arguments[1]]
    await figure_years.hold(work.session, work.chat_id, year, work.today)
    known = await figures.of_year(work.session, year)
    work.say(*await _question(work, year, known[row.key]))
    work.toast(pressed.callback_id)


async def _question(work: Work, year: int, figure: Figure) -> tuple[Markup, Rows]:
    """The question for a figure, which is then open."""
    row = figure.row
    key = "figures.ask_text" if row.text else "figures.ask"
    text = work.t(key, year=year, name=row.name, unit=row.unit)
    if not figure.blank:
        text += Markup("\n") + work.t("figures.now", value=in_words(figure))
    asked = Asked(work.chat_id, None, FIELD, details={"year": year, "key": row.key})
    await chats.ask(work.session, asked, work.clock.now())
    following = _following(await figures.of_year(work.session, year), row.key)
    onward = [button(work.t("figures.skip"), FIELD, year, following.row.key)] if following else []
    return text, ((*onward, to_list(work, year)),)


def to_list(work: Work, year: int) -> Button:
    """The button to the list of a year."""
    return button(work.t("figures.list"), "figures", year)


def _following(known: dict[str, Figure], key: str) -> Figure | None:
    """The next blank one after this, from the first again at the end."""
    order, blank = list(known), figures.unfilled(known)
    later = [one for one in blank if order.index(one.row.key) > order.index(key)]
    return next((one for one in (*later, *blank) if one.row.key != key), None)


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message is the figure that was asked for; the next blank one is asked then.

    What it can't be is refused with the reason, and the question stays; so it does for one that is blanked.
    """
    year, row = asked.details["year"], data.figures()[asked.details["key"]]
    answer = read_answer(said.text)
    if not work.access_is("admit") or not (answer or row.text) or _is_other(said.text, row, year):
        return False
    kept = (
        Kept(answer.value)
        if answer and (answer.value is None or not row.text)
        else Kept(note=said.text.strip())
    )
    unit = answer.unit if answer and not row.text else ""
    if problem := figure_words.problem(work.t, year, row, kept, unit):
        work.say(problem)
        return True
    before = await figures.keep(work.session, year, row.key, kept, work.act("message"))
    text = figure_words.kept(work.t, year, row, before, kept)
    if kept == Kept():
        work.say(text)
        return True
    await chats.stop_asking(work.session, work.chat_id)
    await _go_on(work, year, row, text)
    return True


def _is_other(text: str, row: data.Figure, year: int) -> bool:
    """Whether a message, while the words of the report are asked for, gives other figures by their names."""
    return row.text and any(row.key not in one.keys for one in read_figures(text, year))


async def _go_on(work: Work, year: int, row: data.Figure, text: Markup) -> None:
    """Ask for the next blank figure, below what is said of this one."""
    following = _following(await figures.of_year(work.session, year), row.key)
    if following is None:
        work.say(text + Markup("\n") + work.t("figures.complete", year=year))
        return
    question, rows = await _question(work, year, following)
    work.say(text + Markup("\n") + question, rows)


def again(work: Work, asked: Asked) -> None:
    """Say what is waited for, to a message that says nothing."""
    row = data.figures()[asked.details["key"]]
    work.say(work.t("figures.again", year=asked.details["year"], name=row.name, unit=row.unit))

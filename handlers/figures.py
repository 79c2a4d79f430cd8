"""/figures: the numbers that the bureau keeps itself: listed, asked for in turn, typed by message."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.paging import page_of, turns
from bot.chat.work import Context, Work
from bot.reports.material import Figure
from bot.reports.placeholders import said as in_words
from bot.services import figures
from bot.understanding.figures import read_figures, read_value
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
        work.say(*await _listed(work, work.today.year))
    elif re.fullmatch(r"[0-9]{4}年?", words[0]) and MINYEAR < int(words[0][:4]) < MAXYEAR:
        work.say(*await _listed(work, int(words[0][:4])))
    else:
        work.say(work.t("figures.which"))


async def show(work: Work, pressed: Pressed) -> None:
    """The list of a year, in a message of its own."""
    work.say(*await _listed(work, _year(pressed)))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page of the buttons."""
    work.rewrite(pressed.message_id, *await _listed(work, _year(pressed), pressed.number(1, 100)))
    work.toast(pressed.callback_id)


def _year(pressed: Pressed) -> int:
    return max(pressed.number(0, MAXYEAR - 1), MINYEAR + 1)


async def _listed(work: Work, year: int, page: int = 0) -> tuple[Markup, Rows]:
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
    before = button(work.t("figures.year", year=year - 1), "figures", year - 1)
    return Markup("\n").join(lines), (
        *in_rows(buttons, 2),
        (before, *turns(work.t, page, "figurespage", year, more=more)),
    )


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask for one figure."""
    year, row = _year(pressed), data.figures()[pressed.arguments[1]]
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
    return text, ((*onward, button(work.t("figures.list"), "figures", year)),)


def _following(known: dict[str, Figure], key: str) -> Figure | None:
    """The next blank one after this, from the first again at the end."""
    order, blank = list(known), figures.unfilled(known)
    later = [one for one in blank if order.index(one.row.key) > order.index(key)]
    return next((one for one in (*later, *blank) if one.row.key != key), None)


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message is the figure that was asked for; the next blank one is asked then."""
    year, row = asked.details["year"], data.figures()[asked.details["key"]]
    if not work.access_is("admit"):
        return False
    if row.text:
        if len(said.text) > figures.LONGEST:
            work.say(work.t("figures.too_long", most=figures.LONGEST))
            return True
        kept = Kept(note=said.text.strip())
    elif (value := read_value(said.text, row)) is not None:
        kept = Kept(value)
    else:
        return False
    await chats.stop_asking(work.session, work.chat_id)
    lines = [await _keep(work, year, row, kept)]
    rows: Rows = ()
    following = _following(await figures.of_year(work.session, year), row.key)
    if following is None:
        lines.append(work.t("figures.complete", year=year))
    else:
        question, rows = await _question(work, year, following)
        lines.append(question)
    work.say(Markup("\n").join(lines), rows)
    return True


async def stated(work: Work, said: Message) -> bool:
    """Whether a message is nothing but yearly figures, from whoever may keep them; then they are kept."""
    found = read_figures(said.text) if work.access_is("admit") else []
    for one in found:
        row, year = data.figures()[one.key], one.year or work.today.year
        work.say(await _keep(work, year, row, Kept(one.value)), _to_list(work, year))
    return bool(found)


def _to_list(work: Work, year: int) -> Rows:
    return ((button(work.t("figures.list"), "figures", year),),)


async def _keep(work: Work, year: int, row: data.Figure, kept: Kept) -> Markup:
    """Keep a figure, and say what it is now and was."""
    try:
        before = await figures.keep(work.session, year, row.key, kept, work.act("message"))
    except figures.SumError:
        parts = "、".join(data.figures()[part].zh for part in row.parts)
        return work.t("figures.sum", name=row.name, parts=parts)
    now, was = Figure(row, kept.value, kept.note), Figure(row, before.value, before.note)
    text = work.t("figures.kept", year=year, name=row.name, value=in_words(now))
    if was == now:
        return text + work.t("figures.same")
    return text if was.blank else text + work.t("figures.was", value=in_words(was))

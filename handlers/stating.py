"""Yearly figures in a message of their own: kept, refused with the reason, or asked about; never guessed."""

from __future__ import annotations

from markupsafe import Markup

from bot import data
from bot.chat import figure_words
from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.work import Work
from bot.records import Act
from bot.services import figure_years, figures
from bot.understanding.figures.stated import Stated, read_figures
from db import history
from db.chats import Message
from db.figures import Kept
from handlers.figures import to_list, year_of

NEWLINE = Markup("\n")


async def stated(work: Work, said: Message) -> bool:
    """Whether a message is nothing but yearly figures, from whoever may keep them; then they are kept."""
    found = read_figures(said.text, work.today.year) if work.access_is("admit") else []
    if not found:
        return False
    meant = await figure_years.meant(work.session, work.chat_id, work.today)
    act, first = work.act("message"), await history.last(work.session) + 1
    lines = [await _keep(work, one, one.year or meant, act) for one in found if one.key]
    year = found[-1].year or meant
    if lines:
        moves = await _moving(work, meant, first) if not all(one.year for one in found) else ()
        work.say(NEWLINE.join(lines), (*moves, (to_list(work, year),)))
    for one in found:
        if not one.key:
            _ask_which(work, one, one.year or meant)
    await figure_years.hold(work.session, work.chat_id, year, work.today)
    return True


async def _moving(work: Work, year: int, first: int) -> Rows:
    """The button that moves to another year what has been noted since."""
    last, today = await history.last(work.session), work.today.year
    other = today if year != today else today - 1
    return ((button(work.t("figures.move", year=other), "figuremove", other, first, last),),) * (
        last >= first
    )


async def _keep(work: Work, one: Stated, year: int, act: Act) -> Markup:
    """Keep one figure, and say what it is now and was; or why it can't be kept."""
    row, kept = data.figures()[one.key], Kept(one.value, one.note)
    if problem := figure_words.problem(work.t, year, row, kept, one.unit):
        return problem if row.text else problem + work.t("figures.or_work")
    try:
        before = await figures.keep(work.session, year, row.key, kept, act)
    except figures.SumError:
        return await _added_up(work, year, row)
    return figure_words.kept(work.t, year, row, before, kept)


async def _added_up(work: Work, year: int, row: data.Figure) -> Markup:
    """That a sum is not typed, and what it comes to."""
    known = await figures.of_year(work.session, year)
    parts = "、".join(data.figures()[part].zh for part in row.parts)
    text = work.t("figures.sum", name=row.name, parts=parts)
    value = known[row.key].value
    return text if value is None else text + work.t("figures.comes_to", value=f"{value:.10g}{row.unit}")


def _ask_which(work: Work, one: Stated, year: int) -> None:
    """Ask which figure is meant."""
    value = "" if one.value is None else f"{one.value:.12g}"
    rows = [data.figures()[key] for key in one.keys]
    buttons = [
        button(work.t("figures.button", name=row.name), "figureput", year, row.key, value) for row in rows
    ]
    work.say(work.t("figures.which_one", year=year, said=one.said), in_rows(buttons, 2))


async def put(work: Work, pressed: Pressed) -> None:
    """Keep a number for the figure that was chosen."""
    year, row, value = year_of(pressed), data.figures()[pressed.arguments[1]], pressed.arguments[2]
    if row.text and value:
        raise LookupError(row.key)
    one = Stated((row.key,), float(value) if value else None)
    work.say(await _keep(work, one, year, work.act("message")), ((to_list(work, year),),))
    work.toast(pressed.callback_id)


async def move(work: Work, pressed: Pressed) -> None:
    """Keep for another year what a message gave."""
    to = year_of(pressed)
    changes = pressed.number(1), pressed.number(2)
    moved = await figure_years.move(work.session, changes, to, work.act("message"))
    lines = [figure_words.kept(work.t, to, one.row, one.before, one.now) for one in moved]
    await figure_years.hold(work.session, work.chat_id, to, work.today)
    work.say(NEWLINE.join([work.t("figures.moved"), *lines]), ((to_list(work, to),),))
    work.toast(pressed.callback_id)

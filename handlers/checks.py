"""The checks before a report is compiled (officers): counts, then entries, each opened or settled."""

from __future__ import annotations

from markupsafe import Markup

from bot.chat import cards
from bot.chat.buttons import Button, Pressed, Rows, button
from bot.chat.paging import page_of, turns
from bot.chat.work import Work
from bot.records import Period
from bot.services.checks import CHECKS, SETTLED_BY_A_TAP, check
from db import checks, entries

MOST_NAMED = 60
"""Schools named at the most."""


async def overview(work: Work, pressed: Pressed) -> None:
    """What should be looked at in a year."""
    year = pressed.number(0, 9998)
    text, rows = await _overview(work, year)
    work.say(text, rows)
    work.toast(pressed.callback_id)


async def _overview(work: Work, year: int) -> tuple[Markup, Rows]:
    found, silent = await check(work.session, Period.year(year), work.today)
    lines = [work.t("checks.head", year=year)]
    lines += [work.t(f"checks.{one.check}", count=len(one.entry_ids)) for one in found]
    if silent:
        names = work.t("card.and").join(one.name for one in silent[:MOST_NAMED])
        lines.append(work.t("checks.silent", count=len(silent), names=names))
    if len(lines) == 1:
        lines.append(work.t("checks.nothing"))
    buttons = tuple((_button(work, year, one.check),) for one in found)
    return Markup("\n").join(lines), buttons


def _button(work: Work, year: int, name: str) -> Button:
    what = work.t(f"checks.short.{name}")
    return button(work.t("checks.button", what=what), "check", year, name, 0)


async def one(work: Work, pressed: Pressed) -> None:
    """The entries that one check found, a page of them."""
    year, name, page = pressed.number(0, 9998), pressed.arguments[1], pressed.number(2)
    work.say(*await _entries(work, year, name, page))
    work.toast(pressed.callback_id)


async def _entries(work: Work, year: int, name: str, page: int) -> tuple[Markup, Rows]:
    ids = await CHECKS[name](work.session, Period.year(year), work.today)
    shown = await entries.load(work.session, page_of(ids, page))
    rows: list[tuple[Button, ...]] = []
    for entry in shown:
        row = [button(cards.line(work.view, entry), "open", entry.id)]
        if name in SETTLED_BY_A_TAP:
            row.append(button(work.t("checks.right"), "seen", entry.id, name, year))
        rows.append(tuple(row))
    more = len(ids) > (page + 1) * len(shown) > 0
    rows.append(turns(work.t, page, "check", year, name, more=more))
    return work.t(f"checks.{name}", count=len(ids)), tuple(rows)


async def seen(work: Work, pressed: Pressed) -> None:
    """The entry is right as it is."""
    entry_id, name, year = pressed.number(0), pressed.arguments[1], pressed.number(2, 9998)
    if name not in SETTLED_BY_A_TAP or not await entries.load(work.session, [entry_id]):
        raise LookupError(name)
    await checks.seen(work.session, entry_id, name)
    work.rewrite(pressed.message_id, *await _entries(work, year, name, 0))
    work.toast(pressed.callback_id, work.t("checks.settled"))

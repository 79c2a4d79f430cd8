"""What a period adds up to, in one way or another; each line opens its entries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.chat import cards
from bot.chat.buttons import Pressed, Rows, button
from bot.chat.inquiries import arguments, inquiry
from bot.chat.paging import A_PAGE, turns
from bot.chat.work import Work
from bot.records import NO_ID, NONE, Dimension, Part, Period
from bot.services.inquiries import Inquiry, View
from db import entries, people, sums
from db.compilations import Asked
from db.totals import count_behind, entries_behind
from handlers import quota, report, summary_compare, summary_schools
from handlers import summary_views as views
from handlers.shown import Shown

EVER = Period(date.min, date.max)

VIEWS: dict[View, Callable[[Work, Inquiry], Awaitable[Shown]]] = {
    "overview": views.overview,
    "month": views.by("month"),
    "school": views.by("school"),
    "person": views.by("person"),
    "topic": views.by("topic"),
    "campaign": views.by("campaign"),
    "position": views.by("position"),
    "compare": summary_compare.compare,
    "gaps": summary_schools.gaps,
    "lines": views.lines,
    "quota": quota.everybody,
}
"""What each view shows."""


async def show(work: Work, wanted: Inquiry, head: str = "", below: str = "", more: Rows = ()) -> None:
    """Say what the period adds up to within what the asker sees, with `more` buttons below."""
    text, buttons = await _message(work, wanted)
    work.say(Markup("\n\n").join(filter(None, (head, text, below))), (*buttons, *more))


async def look(work: Work, pressed: Pressed) -> None:
    """The same in another way, or another page of it, in place."""
    text, buttons = await _message(work, inquiry(pressed.arguments))
    work.rewrite(pressed.message_id, text, buttons)
    work.toast(pressed.callback_id)


async def chart(work: Work, pressed: Pressed) -> None:
    """Have the chart of what is shown drawn, of what the asker sees."""
    wanted = inquiry(pressed.arguments)
    of = {"inquiry": arguments(wanted), "about": (await _about(work, wanted.part)).unescape()}
    asked = Asked(0, wanted.period, None, work.chat_id, work.inbox_id, paper="chart", of=of)
    await report.order(work, asked)
    work.toast(pressed.callback_id, work.t("summary.drawing"))


async def _message(work: Work, wanted: Inquiry) -> tuple[Markup, Rows]:
    shown = await VIEWS[wanted.view](work, wanted)
    lines = [await _head(work, wanted), *shown.lines]
    if shown.pages > 1:
        lines.append(work.t("summary.page", page=wanted.page + 1, pages=shown.pages))
    pages = views.paging(work, wanted, shown.pages)
    return Markup("\n").join(lines), (*shown.buttons, *pages, *views.tabs(work, wanted))


async def _head(work: Work, wanted: Inquiry) -> Markup:
    """The period and what narrows it; of a quota only the latter: each rule has a period of its own."""
    period, about = wanted.period, await _about(work, wanted.part)
    if wanted.view == "quota":
        return work.t("summary.head_quota", about=about)
    return work.t("summary.head", start=period.start, end=period.end, about=about)


async def _about(work: Work, part: Part) -> Markup:
    """What narrows a part, and whose entries the asker sees."""
    scope = Markup("") if work.me.sees_all else work.t("summary.scope_own")
    return Markup("").join(work.t("summary.about", name=name) for name in await named(work, part)) + scope


async def named(work: Work, part: Part) -> list[str]:
    """What narrows a part, in words."""
    t = work.t
    said = [str(t(f"kind.{key}")) for key in part.kinds]
    said += [str(t(f"position.{key}")) for key in part.positions]
    said += [part.month] if part.month else []
    ids: dict[Dimension, int | None] = {
        "school": part.school_id,
        "person": part.person_id,
        "campaign": part.campaign_id,
    }
    for by, id_ in ids.items():
        if id_ is not None:
            if by == "person" and not await _may_name(work, id_):
                said.append("?")
                continue
            known = await sums.names(work.session, by, [id_])
            said.append(known.get(id_) or str(t(f"summary.none.{by}")))
    if part.topic:
        said.append(str(t("summary.none.topic" if part.topic == NONE else f"topic.{part.topic}")))
    said += [str(t(f"summary.missing.{part.missing}"))] if part.missing else []
    return said + ([str(t(f"state.{part.state}"))] if part.state != "recorded" else [])


async def _may_name(work: Work, person_id: int) -> bool:
    """Whether somebody's name may head a page: a guessed id isn't answered with whose it is (rule 11)."""
    if work.me.sees_all or person_id == NO_ID:
        return True
    known = await people.persons(work.session, [person_id])
    beside = person_id in known and work.me.may_see_person(known[person_id])
    return beside or bool(await count_behind(work.session, work.me.scope, EVER, Part(person_id=person_id)))


async def list_entries(work: Work, pressed: Pressed) -> None:
    """The entries behind a line, in a message of their own."""
    work.say(*await _page(work, inquiry(pressed.arguments)))
    work.toast(pressed.callback_id)


async def turn(work: Work, pressed: Pressed) -> None:
    """Another page of them."""
    work.rewrite(pressed.message_id, *await _page(work, inquiry(pressed.arguments)))
    work.toast(pressed.callback_id)


async def _page(work: Work, wanted: Inquiry) -> tuple[Markup, Rows]:
    scope, first = work.me.scope, wanted.page * A_PAGE
    behind = (work.session, scope, wanted.period, wanted.part)
    count = await count_behind(*behind)
    ids = await entries_behind(*behind, slice(first, first + A_PAGE))
    period = f"{wanted.period.start}—{wanted.period.end}"
    text = work.t(
        "summary.list",
        title=" · ".join([period, *await named(work, wanted.part)]),
        first=first + bool(ids),
        last=first + len(ids),
        count=count,
    )
    rows: Rows = tuple(
        (button(cards.line(work.view, entry), "open", entry.id),)
        for entry in await entries.load(work.session, ids)
    )
    paging = turns(
        work.t, wanted.page, "turn", *arguments(replace(wanted, page=0))[:-1], more=count > first + A_PAGE
    )
    return text, (*rows, paging)

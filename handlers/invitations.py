"""One-time links: for a person, for a school in messages ready to forward, or for everybody in a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.buttons import Pressed, button, in_rows
from bot.chat.paging import page_of, turns
from bot.chat.posts import place, posts_text
from bot.chat.work import Work
from bot.services import binding
from db import bindings
from db import schools as directory
from db.bindings import Member
from handlers.binding import back

A_MESSAGE = 20
"""Links in one message: more would not fit into 4,096 characters."""
BUREAU = 0


async def one(work: Work, pressed: Pressed) -> None:
    """A new link for one person, in a message ready to forward."""
    member = await bindings.member(work.session, pressed.number(0), work.today)
    await _say(work, posts_text(work.t, member.posts), [member])
    work.toast(pressed.callback_id)


async def schools(work: Work, pressed: Pressed) -> None:
    """The places with somebody who is not bound, to choose from."""
    page, places, names = pressed.number(0), _by_place(await _unbound(work)), await _names(work)
    known = [id_ for id_ in names if id_ in places]
    rows = [button(f"{names[id_]} ({len(places[id_])})", "links", id_) for id_ in page_of(known, page)]
    turning = turns(work.t, page, "schoollinks", more=bool(page_of(known, page + 1)))
    work.rewrite(
        pressed.message_id, work.t("binding.which_school"), (*in_rows(rows, 2), turning, back(work.t))
    )
    work.toast(pressed.callback_id)


async def school(work: Work, pressed: Pressed) -> None:
    """A link for everybody of one school who is not bound, in messages ready to forward."""
    school_id = pressed.number(0)
    name, people = (await _names(work))[school_id], _by_place(await _unbound(work))[school_id]
    for start in range(0, len(people), A_MESSAGE):
        await _say(work, name, people[start : start + A_MESSAGE])
    work.toast(pressed.callback_id)


async def everybody(work: Work, pressed: Pressed) -> None:
    """A link for everybody who is not bound, in a table."""
    people = await _unbound(work)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(
        str(work.t(f"binding.column.{name}")) for name in ("place", "name", "posts", "link", "until")
    )
    until = work.clock.day(work.clock.now() + binding.LASTS)
    for member in people:
        places = "、".join(place(work.t, one) for one in member.posts)
        link = await _link(work, member)
        table.writerow((places, member.person.name, posts_text(work.t, member.posts), link, until))
    content = text.getvalue().encode("utf-8-sig")  # with a mark, so that Excel reads it as UTF-8
    name = str(work.t("binding.file", day=f"{work.today:%Y-%m-%d}"))
    work.document(name, content, work.t("binding.file_text", count=len(people)))
    work.toast(pressed.callback_id)


async def _unbound(work: Work) -> list[Member]:
    return [one for one in await bindings.members(work.session, work.today) if not one.accounts]


def _by_place(people: Sequence[Member]) -> dict[int, list[Member]]:
    """Who is of which school."""
    places: dict[int, list[Member]] = {}
    for member in people:
        for id_ in dict.fromkeys(one.school_id or BUREAU for one in member.posts):
            places.setdefault(id_, []).append(member)
    return places


async def _names(work: Work) -> dict[int, str]:
    """The bureau and every open school, in the order of the directory."""
    known = await directory.directory(work.session)
    return {BUREAU: str(work.t("stranger.bureau")), **{one.id: one.name for one in known}}


async def _say(work: Work, head: str, people: Sequence[Member]) -> None:
    until = work.t.date(work.clock.day(work.clock.now() + binding.LASTS), work.today)
    lines = [work.t("binding.forward", place=head, until=until)]
    for member in people:
        posts = posts_text(work.t, member.posts)
        lines.append(
            work.t("binding.line", name=member.person.name, posts=posts, link=await _link(work, member))
        )
    work.say(Markup("\n\n").join(lines))


async def _link(work: Work, member: Member) -> str:
    token = await binding.invite(work.session, member, work.act("button"))
    return f"https://t.me/{work.bot_name}?start={token}"

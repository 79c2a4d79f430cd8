"""/invite: who of the roster is bound to an account, who is not, who can't be reached; one person's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from telegram import Update

from bot.chat.buttons import LARGEST_ACCOUNT, Button, Pressed, Rows, button
from bot.chat.paging import page_of, turns
from bot.chat.posts import posts_text
from bot.chat.wording import Wording
from bot.chat.work import Context, Work
from bot.services import binding
from db import bindings, invitations, people
from db.bindings import Member

FILTERS: dict[str, Callable[[Member], bool]] = {
    "unbound": lambda one: not one.accounts,
    "bound": lambda one: bool(one.accounts),
    "lost": lambda one: one.lost,
}
"""Whom a list shows."""


async def command(_update: Update, context: Context) -> None:
    work = context.work
    work.say(*await _overview(work))


async def overview(work: Work, pressed: Pressed) -> None:
    """Back from a list."""
    work.rewrite(pressed.message_id, *await _overview(work))
    work.toast(pressed.callback_id)


async def _overview(work: Work) -> tuple[Markup, Rows]:
    everybody = await bindings.members(work.session, work.today)
    counts = {name: sum(map(chosen, everybody)) for name, chosen in FILTERS.items()}
    invited = await invitations.open_until(work.session, work.clock.now())
    waiting = sum(one.person.id in invited and not one.accounts for one in everybody)
    text = work.t("binding.head", total=len(everybody), invited=waiting, **counts)
    lists = tuple(
        button(work.t(f"binding.{name}", count=count), "members", name, 0)
        for name, count in counts.items()
        if count
    )
    links = (
        button(work.t("binding.by_school"), "schoollinks", 0),
        button(work.t("binding.all_links"), "alllinks"),
    )
    return text, (lists, links if counts["unbound"] else ())


async def members(work: Work, pressed: Pressed) -> None:
    """A page of those who are bound, unbound or out of reach."""
    name, page = pressed.arguments[0], pressed.number(1)
    chosen = [one for one in await bindings.members(work.session, work.today) if FILTERS[name](one)]
    rows = tuple(
        (button(_label(work.t, one), "member", one.person.id, name, page),) for one in page_of(chosen, page)
    )
    text = work.t(f"binding.{name}", count=len(chosen))
    turning = turns(work.t, page, "members", name, more=bool(page_of(chosen, page + 1)))
    work.rewrite(pressed.message_id, text, (*rows, turning, back(work.t)))
    work.toast(pressed.callback_id)


def back(t: Wording) -> tuple[Button, ...]:
    """The way back to the counts."""
    return (button(t("button.back"), "bindings"),)


def _label(t: Wording, member: Member) -> str:
    return f"{member.person.name} · {posts_text(t, member.posts[:1])}"


async def member(work: Work, pressed: Pressed) -> None:
    """The card of one person: their accounts, their link, and what can be done about them."""
    origin = pressed.arguments[1:]
    await _card(work, pressed, pressed.number(0), origin)
    work.toast(pressed.callback_id)


async def _card(work: Work, pressed: Pressed, person_id: int, origin: Sequence[str]) -> None:
    found = await bindings.member(work.session, person_id, work.today)
    until = (await invitations.open_until(work.session, work.clock.now())).get(found.person.id)
    lines = [work.t("binding.card", name=found.person.name, posts=posts_text(work.t, found.posts) or "—")]
    for phone in found.accounts:
        state = work.t("binding.reachable" if phone.reachable else "binding.unreachable")
        lines.append(work.t("binding.account", name=phone.name, id=phone.id, state=state))
    if not found.accounts:
        lines.append(work.t("binding.no_account"))
    if until:
        lines.append(work.t("binding.open_link", day=work.t.date(work.clock.day(until), work.today)))
    id_ = found.person.id
    links = [button(work.t("binding.new_link"), "newlink", id_, *origin)]
    links += [button(work.t("binding.revoke"), "unlink", id_, *origin)] if until else []
    releases = tuple(
        (button(work.t("binding.release", name=phone.name), "release", id_, phone.id, *origin),)
        for phone in found.accounts
    )
    to_list = (button(work.t("button.back"), *(("members", *origin) if origin else ("bindings",))),)
    work.rewrite(pressed.message_id, Markup("\n").join(lines), (tuple(links), *releases, to_list))


async def revoke(work: Work, pressed: Pressed) -> None:
    """Take the open links of somebody back."""
    found = await bindings.member(work.session, pressed.number(0), work.today)
    await binding.revoke(work.session, found, work.act("button"))
    await _card(work, pressed, found.person.id, pressed.arguments[1:])
    work.toast(pressed.callback_id, work.t("binding.revoked"))


async def release(work: Work, pressed: Pressed) -> None:
    """Take an account from somebody; it is told so, and is a stranger's again."""
    account_id = pressed.number(1, LARGEST_ACCOUNT)
    found = await bindings.member(work.session, pressed.number(0), work.today)
    try:
        released = await binding.release(work.session, account_id, found, work.act("button"))
    except binding.LastOfficerError:
        work.toast(pressed.callback_id, work.t("binding.last_officer"), alert=True)
        return
    account = await people.account(work.session, account_id)
    if released and account:
        work.tell(account_id, Wording(account.language)("binding.you_are_released"))
    if work.access_is("admit") and account_id != work.chat_id:
        await _card(work, pressed, found.person.id, pressed.arguments[2:])
    work.toast(pressed.callback_id, work.t("binding.released"))

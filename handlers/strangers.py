"""Strangers: told how to ask, held, and let in by an officer.

One tap where they are somebody of the roster, else two: role, then place.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import Update

from bot import data
from bot.chat.buttons import LARGEST_ACCOUNT, Pressed, Rows, button, in_rows
from bot.chat.paging import page_of, turns
from bot.chat.posts import posts_text
from bot.chat.wording import Wording
from bot.chat.work import Work
from bot.services import admission, binding
from bot.services.access import Access
from db import chats, people, schools
from db.bindings import Member
from db.chats import Asked, Message

QUOTED = 200
"""Characters of a stranger's message that an officer is shown."""
MOST_NAMESAKES = 3
BUREAU = 0


async def greet(update: Update, work: Work) -> None:
    """Hold what a stranger writes; the first time, pass their wish on to the officers."""
    assert work.access is not None
    account, message = work.access.account, update.effective_message
    work.held = True
    first = await people.asks_access(work.session, account.id, work.clock.now())
    welcome = "stranger.ended" if account.person else "stranger.welcome"
    work.say(work.t(welcome if first else "stranger.again"))
    if first:
        text = ((message.text or message.caption or "") if message else "")[:QUOTED]
        known = await binding.namesakes(work.session, f"{account.name}\n{text}", work.today)
        for officer in await people.admitting(work.session, work.today):
            t = Wording(officer.language)
            request = t("stranger.request", name=account.name, id=account.id, text=text)
            work.tell(officer.id, request, choices(t, account.id, known[:MOST_NAMESAKES]))


def choices(t: Wording, account_id: int, known: Sequence[Member]) -> Rows:
    """Whom of the roster a stranger may be; else the roles that they can be given, and a refusal."""
    same = [(button(_is(t, one), "match", account_id, one.person.id),) for one in known]
    roles = [button(t(f"role.{key}"), "place", account_id, key, 0) for key in data.roles()]
    return (*same, *in_rows(roles, 2), (button(t("button.refuse"), "refuse", account_id),))


def _is(t: Wording, member: Member) -> str:
    posts = posts_text(t, member.posts)
    return t("binding.is", name=member.person.name, posts=posts).unescape()


async def match(work: Work, pressed: Pressed) -> None:
    """The stranger is somebody of the roster: no second person is made, and what they wrote is read."""
    account_id, person_id = pressed.number(0, LARGEST_ACCOUNT), pressed.number(1)
    act = work.act("button")
    account = await binding.match(work.session, account_id, person_id, act, work.today)
    if account is None or account.person is None:
        work.rewrite(pressed.message_id, work.t("stranger.settled"))
    else:
        theirs, access = Wording(account.language), Access(account, work.today)
        work.tell(account_id, welcome(theirs, access))
        work.released.append(account_id)
        posts = posts_text(work.t, access.appointments)
        text = work.t("binding.matched", account=account.name, name=account.person.name, posts=posts)
        work.rewrite(pressed.message_id, text)
    work.toast(pressed.callback_id)


def welcome(t: Wording, access: Access) -> Markup:
    """Tell somebody as whom they are known now, and how a log is made."""
    assert access.person is not None
    if not access.roles:
        return t("link.not_in_post", name=access.person.name)
    posts = posts_text(t, access.appointments)
    return t("link.bound", name=access.person.name, posts=posts, example=t("nothing.example"))


async def place(work: Work, pressed: Pressed) -> None:
    """First tap, the role: ask for the place."""
    account_id, role, page = pressed.number(0, LARGEST_ACCOUNT), pressed.arguments[1], pressed.number(2)
    account = await people.account(work.session, account_id)
    name = account.name if account else "?"
    text = work.t("stranger.request_school", name=name, role=work.t(f"role.{role}"))
    work.rewrite(pressed.message_id, text, await place_buttons(work, account_id, role, page))
    work.toast(pressed.callback_id)
    details = {"account": account_id, "role": role}
    await chats.ask(work.session, Asked(work.chat_id, None, "place", details=details), work.clock.now())


async def place_buttons(work: Work, account_id: int, role: str, page: int) -> Rows:
    """The bureau and a page of schools."""
    known = await schools.directory(work.session)
    places = [button(one.name, "admit", account_id, role, one.id) for one in page_of(known, page)]
    more = bool(page_of(known, page + 1))
    return (
        (button(work.t("stranger.bureau"), "admit", account_id, role, BUREAU),),
        *in_rows(places, 2),
        turns(work.t, page, "place", account_id, role, more=more),
    )


async def admit(work: Work, pressed: Pressed) -> None:
    """Second tap, the place: the stranger is in, and what they wrote is read."""
    account_id, role, school_id = pressed.number(0, LARGEST_ACCOUNT), pressed.arguments[1], pressed.number(2)
    text = await let_in(work, account_id, role, school_id or None)
    work.rewrite(pressed.message_id, text)
    work.toast(pressed.callback_id)


async def let_in(work: Work, account_id: int, role: str, school_id: int | None) -> str:
    """Admit the account, tell it so, and say what was done."""
    await chats.stop_asking(work.session, work.chat_id)
    act = work.act("button")
    account = await admission.admit(work.session, act, account_id, (role, school_id), work.today)
    if account is None:
        return work.t("stranger.settled")
    school = await admission.place(work.session, school_id)
    theirs = Wording(account.language)
    where = school or theirs("stranger.bureau")
    work.tell(account_id, theirs("stranger.you_are_in", role=theirs(f"role.{role}"), place=where))
    work.released.append(account_id)
    where = school or work.t("stranger.bureau")
    return work.t("stranger.admitted", name=account.name, role=work.t(f"role.{role}"), place=where)


async def typed_place(work: Work, asked: Asked, said: Message) -> bool:
    """Whether an officer typed the school at which a stranger is let in."""
    name = said.text.strip()
    known = {key: one.id for one in await schools.directory(work.session) for key in (one.name, *one.aliases)}
    if name not in known or not work.me.admits:
        return False
    work.say(await let_in(work, asked.details["account"], asked.details["role"], known[name]))
    return True


async def refuse(work: Work, pressed: Pressed) -> None:
    """Leave a stranger outside."""
    account = await people.account(work.session, pressed.number(0, LARGEST_ACCOUNT))
    work.rewrite(pressed.message_id, work.t("stranger.refused", name=account.name if account else "?"))
    work.toast(pressed.callback_id)

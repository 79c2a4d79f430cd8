"""The cards of the roster: a school, a person, an appointment, put up in place of a message or anew."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from bot.chat import rosters
from bot.chat.buttons import Pressed, Rows
from bot.chat.cards import View
from bot.chat.work import Work
from bot.records import Part, Period, Scope
from bot.services.reading import read_message
from db import appointments, chats, particulars, people
from db.appointments import Post
from db.chats import Asked, Message
from db.totals import count_behind

QUESTIONS = ("fill", "post_place", "post_person", "merge", "recruit", "addschool")
"""What is asked about the roster: answered, or left, once a card is put up."""


class NotSeenError(Exception):
    """Whoever looks may not see this card."""


def put(work: Work, pressed: Pressed | None, text: str, rows: Rows = (), toast: str = "") -> None:
    """Show this in place of the message whose button was pressed, or as a new one."""
    if pressed is None:
        work.say(text, rows)
    else:
        work.rewrite(pressed.message_id, text, rows)
        work.toast(pressed.callback_id, toast)


def view(work: Work) -> View:
    """Who looks; officers may change."""
    return replace(work.view, may_change=work.access_is("admit"))


async def person_card(work: Work, pressed: Pressed | None, person_id: int, toast: str = "") -> None:
    """Somebody's card, for whoever may see it.

    Raises:
        NotSeenError: they may not.
        LookupError: there is no such person.
    """
    person = await particulars.person(work.session, person_id)
    known = await people.persons(work.session, [person.id])
    if not work.me.may_see_person(known[person.id]):
        raise NotSeenError
    posts = await appointments.of_person(work.session, person.id)
    accounts = await people.accounts_of(work.session, [person.id])
    await leave(work)
    text = rosters.person_text(view(work), person, posts, len(accounts))
    put(work, pressed, text, rosters.person_buttons(view(work), person, posts), toast)


async def school_card(work: Work, pressed: Pressed | None, school_id: int, toast: str = "") -> None:
    """A school's card, for whoever may see it.

    Raises:
        NotSeenError: they may not.
        LookupError: there is no such school.
    """
    school = await particulars.school(work.session, school_id)
    if not work.me.may_see_school(school.id):
        raise NotSeenError
    posts = await appointments.of_school(work.session, school.id)
    year = Period.year(work.today.year)
    count = await count_behind(work.session, Scope(everything=True), year, Part(school_id=school.id))
    await leave(work)
    text = rosters.school_text(view(work), school, posts, count)
    put(work, pressed, text, rosters.school_buttons(view(work), school, posts), toast)


async def post_card(work: Work, pressed: Pressed | None, post: Post, toast: str = "") -> None:
    """The card of an appointment."""
    await leave(work)
    put(work, pressed, rosters.post_text(view(work), post), rosters.post_buttons(view(work), post), toast)


async def show(work: Work, pressed: Pressed | None, kind: str, id_: int, toast: str = "") -> None:
    """The card of a school, person or appointment."""
    if kind == "appointment":
        await post_card(work, pressed, await appointments.load(work.session, id_), toast)
    else:
        await {"school": school_card, "person": person_card}[kind](work, pressed, id_, toast)


async def leave(work: Work) -> None:
    """Whoever looks at a card is not being asked about the roster any more."""
    asked = await chats.asked(work.session, work.chat_id)
    if asked is not None and asked.field in QUESTIONS:
        await chats.stop_asking(work.session, work.chat_id)


async def ask(work: Work, pressed: Pressed, asked: Asked, text: Markup, rows: Rows = ()) -> None:
    """Ask something below which an answer can be tapped; it can be typed as well."""
    await chats.ask(work.session, asked, work.clock.now())
    put(work, pressed, text, rows)


async def plain(work: Work, said: Message) -> str | None:
    """What a message says where it is a name or a word, and no report, question or correction of its own."""
    read = await read_message(work.session, said.text, said.sent_at, work.clock.zone)
    tells = any(item.held_on or item.topics or item.audience for item in (*read.items, *read.plans))
    speaks = read.by_words in ("query", "cancel", "correct", "help")
    return None if tells or speaks or "\n" in said.text.strip() else said.text.strip()

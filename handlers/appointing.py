"""Appointing: somebody to a place, or for a place somebody; led by buttons, or ordered in one line."""

from __future__ import annotations

from dataclasses import asdict

from bot import data
from bot.chat import rosters
from bot.chat.buttons import Pressed, Rows, button, in_rows
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of, turns
from bot.chat.work import Work
from bot.services.roster import finding, keeping, orders, terms
from bot.services.roster.orders import Order
from db import appointments, chats, particulars, schools
from db.chats import Asked, Message
from handlers import roster

OFFERED = 6
"""People who may be meant, at most."""
BUREAU = 0


def _roles(work: Work, action: str, *arguments: object) -> Rows:
    return in_rows([button(work.t(f"role.{key}"), action, *arguments, key) for key in data.roles()], 2)


async def appoint(work: Work, pressed: Pressed) -> None:
    """For somebody: first the role, then the place; then it is done."""
    person = await particulars.person(work.session, pressed.number(0))
    match pressed.arguments[1:]:
        case ():
            text = work.t("roster.ask_role", name=person.name)
            roster.put(work, pressed, text, _roles(work, "appointat", person.id, 0))
        case (role, _):
            await _settle(work, pressed, person.id, Order(person.name, role, (pressed.number(2) or None,)))


async def appointat(work: Work, pressed: Pressed) -> None:
    """The role is known: where? The school can be typed, too."""
    person_id, page, role = pressed.number(0), pressed.number(1, MOST_PAGES), pressed.arguments[2]
    await _ask_place(work, pressed, person_id, role, page)


async def _ask_place(work: Work, pressed: Pressed | None, person_id: int, role: str, page: int = 0) -> None:
    person, role = await particulars.person(work.session, person_id), data.roles()[role].key
    known = await schools.directory(work.session)
    places = [button(one.name, "appoint", person.id, role, one.id) for one in page_of(known, page)]
    turning = [
        button(one.label, "appointat", person.id, one.press.arguments[-1], role)
        for one in turns(work.t, page, "appointat", more=len(known) > (page + 1) * A_PAGE)
    ]
    rows: Rows = (
        (button(work.t("stranger.bureau"), "appoint", person.id, role, BUREAU),),
        *in_rows(places, 2),
        tuple(turning),
    )
    details = {"person": person.id, "role": role}
    await chats.ask(work.session, Asked(work.chat_id, None, "post_place", details=details), work.clock.now())
    text = work.t("roster.ask_place", name=person.name, role=work.t(f"role.{role}"))
    roster.put(work, pressed, text, rows)


async def typed_place(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message names the school, or the bureau, at which somebody is appointed."""
    name = said.text.strip()
    school_id = await keeping.owner_of(work.session, name)
    if (school_id is None and not orders.is_bureau(name)) or not work.access_is("admit"):
        return False
    order = Order(name, asked.details["role"], (school_id,))
    await _settle(work, None, asked.details["person"], order)
    return True


async def hire(work: Work, pressed: Pressed) -> None:
    """For a school: first the role, then who; a name is typed."""
    school = await particulars.school(work.session, pressed.number(0))
    if len(pressed.arguments) == 1:
        text = work.t("roster.ask_role", name=school.name)
        roster.put(work, pressed, text, _roles(work, "hire", school.id))
        return
    role = data.roles()[pressed.arguments[1]].key
    asked = Asked(work.chat_id, None, "post_person", details={"school": school.id, "role": role})
    text = work.t("roster.ask_person", school=school.name, role=work.t(f"role.{role}"))
    await roster.ask(work, pressed, asked, text, ((button(work.t("button.back"), "school", school.id),),))


async def typed_person(work: Work, asked: Asked, said: Message) -> bool:
    """Whether a message names who is to be appointed at a school: somebody of the roster, or new."""
    name = await roster.plain(work, said)
    if name is None or not keeping.is_name(name) or not work.access_is("admit"):
        return False
    await offer(work, None, Order(name, asked.details["role"], (asked.details["school"],)))
    return True


async def carry_out(work: Work, order: Order) -> None:
    """An order in one line: somebody new is added at once; where the name is known, who is meant is asked."""
    if order.unknown:
        work.say(work.t("ask.unknown_school", said=order.unknown))
        return
    namesakes = await particulars.people(work.session)
    if any(one.name == order.name for one in namesakes):
        await offer(work, None, order)
    else:
        person_id = await keeping.add_person(work.session, work.act("message"), order.name)
        await _settle(work, None, person_id, order)


async def offer(work: Work, pressed: Pressed | None, order: Order) -> None:
    """Who is meant: the people whose name has this in it, or somebody new."""
    found = await finding.everyone(work.session, work.me, order.name)
    rows = [(button(_who(work, one), "recruit", one.person.id),) for one in found[:OFFERED]]
    new = (button(work.t("button.new_person", name=order.name), "recruit", 0),)
    details = asdict(order)
    await chats.ask(work.session, Asked(work.chat_id, None, "recruit", details=details), work.clock.now())
    text = work.t("roster.who" if found else "roster.nobody", part=order.name)
    roster.put(work, pressed, text, (*rows, new))


def _who(work: Work, listed: finding.Listed) -> str:
    posts = str(work.t("card.and")).join(rosters.post_name(work.t, post) for post in listed.posts)
    return " · ".join(filter(None, (listed.person.name, listed.person.employer, posts)))


async def recruit(work: Work, pressed: Pressed) -> None:
    """This one is meant, or somebody new; the name is the one that was asked about last."""
    asked = await chats.asked(work.session, work.chat_id)
    if asked is None or asked.field != "recruit":
        raise LookupError("recruit")
    person_id, said = pressed.number(0), asked.details
    order = Order(said["name"], said["role"], tuple(said["places"]))
    if not person_id:
        person_id = await keeping.add_person(work.session, work.act("button"), order.name)
    await _settle(work, pressed, person_id, order)


async def _settle(work: Work, pressed: Pressed | None, person_id: int, order: Order) -> None:
    """Appoint somebody as ordered, and show what they are now; what was not said is asked."""
    if not order.role:
        await roster.person_card(work, pressed, person_id)
    elif not order.places:
        await _ask_place(work, pressed, person_id, order.role)
    else:
        act = work.act("message" if pressed is None else "button")
        posts = [
            await terms.appoint(work.session, act, person_id, (order.role, place), (work.today, None))
            for place in order.places
        ]
        if len(posts) == 1:
            await roster.post_card(work, pressed, posts[0])
        else:
            await roster.person_card(work, pressed, person_id)


async def post(work: Work, pressed: Pressed) -> None:
    """The card of an appointment."""
    await roster.post_card(work, pressed, await appointments.load(work.session, pressed.number(0)))

"""Appointments: begun, given a term, renewed, ended (聘任; 教育部令第52号, art. 11)."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act
from db import appointments, particulars, people
from db.appointments import Post, Term
from db.history import Subject, note

YEARS = (1, 3)
"""Lengths of a term that are offered; a term is generally three years."""
A_DAY = timedelta(days=1)


class LastOfficerError(Exception):
    """Nobody would be left who can let others in."""


def subject(post: Post) -> Subject:
    """An appointment as the history calls it."""
    role = data.roles()[post.role].zh
    return Subject("appointment", post.person_id, " · ".join(filter(None, (post.person, role, post.school))))


def overlap(one: Term, other: Term) -> bool:
    """Whether there is a day on which both hold."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


async def appoint(
    session: AsyncSession, act: Act, person_id: int, place: tuple[str, int | None], term: Term
) -> Post:
    """Appoint somebody to a role at a school (None: the bureau), unless they hold that on the first day.

    Raises:
        LookupError: there is no such role, school or person, or the school is closed.
    """
    role, school_id = place
    person = await particulars.person(session, person_id)
    if school_id is not None and (await particulars.school(session, school_id)).closed_on is not None:
        raise LookupError(school_id)
    for post in await appointments.of_person(session, person.id):
        holds = post.in_force(term[0]) if term[0] else overlap(post.term, term)
        if (post.role, post.school_id) == place and holds:
            return post
    new = await appointments.add(session, person.id, data.roles()[role].key, school_id, term)
    post = await appointments.load(session, new)
    note(session, act, subject(post), {"starts_on": (None, term[0]), "ends_on": (None, term[1])})
    return post


async def last(session: AsyncSession, act: Act, post: Post, years: int) -> Post:
    """Give an appointment that has no end a term of so many years from its beginning."""
    if post.ends_on is not None or post.starts_on is None:
        return post
    return await change(session, act, post, (post.starts_on, _end(post.starts_on, years)))


async def renew(session: AsyncSession, act: Act, post: Post, years: int, today: date) -> Post:
    """A further term of so many years: from the day after the old one, or from today if that has passed.

    It is an appointment of its own, unless there is one already. One without an end needs none.
    """
    if post.ends_on is None:
        return post
    start = max(post.ends_on + A_DAY, today)
    place = (post.role, post.school_id)
    for other in await appointments.of_person(session, post.person_id):
        if (other.role, other.school_id) == place and (other.ends_on or date.max) > post.ends_on:
            return other
    return await appoint(session, act, post.person_id, place, (start, _end(start, years)))


def _end(start: date, years: int) -> date:
    return start + relativedelta(years=years) - A_DAY


async def end(session: AsyncSession, act: Act, post: Post, today: date) -> Post | None:
    """Today is the last day; None for one that was yet to begin: that never holds, and is taken back.

    Raises:
        LastOfficerError: nobody else lets others in tomorrow.
    """
    if post.ends_on is not None and post.ends_on <= today:
        return post
    if data.roles()[post.role].admits and not await _others_admit(session, post, today + A_DAY):
        raise LastOfficerError
    if post.starts_on is not None and post.starts_on > today:
        fields = {"starts_on": (post.starts_on, None), "ends_on": (post.ends_on, None)}
        note(session, act, subject(post), fields)
        await appointments.remove(session, post.id)
        return None
    return await change(session, act, post, (post.starts_on, today))


async def _others_admit(session: AsyncSession, post: Post, day: date) -> bool:
    roles = [key for key, role in data.roles().items() if role.admits]
    return any(one.id != post.person_id for one in await people.appointed(session, roles, day))


async def change(session: AsyncSession, act: Act, post: Post, term: Term) -> Post:
    """Set the first and the last day.

    Raises:
        ValueError: it would end before it begins.
    """
    if (term[0] or date.min) > (term[1] or date.max):
        raise ValueError(term)
    fields = {"starts_on": (post.starts_on, term[0]), "ends_on": (post.ends_on, term[1])}
    note(session, act, subject(post), fields)
    await appointments.set_term(session, post.id, term)
    return await appointments.load(session, post.id)

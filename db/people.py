"""Persons with their appointments, and the accounts they write from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import data, records
from db.base import rows_changed
from db.models import Account, Appointment, Person, Preference, School

LANGUAGE = "language"


async def persons(session: AsyncSession, ids: Iterable[int]) -> dict[int, records.Person]:
    """The persons of these ids with every appointment they ever had; one merged has the other's name."""
    wanted = set(ids)
    if not wanted:
        return {}
    now = aliased(Person)
    rows = await session.execute(
        select(Person.id, func.coalesce(now.name, Person.name))
        .outerjoin(now, now.id == Person.merged_into)
        .where(Person.id.in_(wanted))
    )
    appointments = await _appointments(session, wanted)
    return {id_: records.Person(id_, name, tuple(appointments.get(id_, ()))) for id_, name in rows}


async def _appointments(
    session: AsyncSession, person_ids: Iterable[int]
) -> dict[int, list[records.Appointment]]:
    query = (
        select(Appointment, School.name)
        .outerjoin(School, School.id == Appointment.school_id)
        .where(Appointment.person_id.in_(person_ids))
        .order_by(Appointment.id)
    )
    found: dict[int, list[records.Appointment]] = {}
    for row, school in await session.execute(query):
        found.setdefault(row.person_id, []).append(
            records.Appointment(row.role, row.school_id, school, row.starts_on, row.ends_on, row.id)
        )
    return found


async def appointed(
    session: AsyncSession, roles: Sequence[str], day: date, school_id: int | None = None
) -> list[records.Person]:
    """Who holds one of these roles on `day`, at that school if one is given, in the order appointed."""
    query = (
        select(Appointment.person_id)
        .where(
            Appointment.role.in_(roles),
            or_(Appointment.starts_on.is_(None), Appointment.starts_on <= day),
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day),
        )
        .order_by(Appointment.id)
    )
    if school_id is not None:
        query = query.where(Appointment.school_id == school_id)
    ids = list(dict.fromkeys(await session.scalars(query)))
    found = await persons(session, ids)
    return [found[id_] for id_ in ids]


async def posts(session: AsyncSession, roles: Sequence[str], day: date) -> list[tuple[int, int]]:
    """Who holds one of these roles at which school on `day`: pairs of person and school."""
    query = select(Appointment.person_id, Appointment.school_id).where(
        Appointment.role.in_(roles),
        Appointment.school_id.is_not(None),
        or_(Appointment.starts_on.is_(None), Appointment.starts_on <= day),
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= day),
    )
    return [(person, school) for person, school in await session.execute(query) if school]


async def reachable(session: AsyncSession) -> set[int]:
    """The persons who have an account that takes our messages, as far as is known."""
    query = select(Account.person_id).where(Account.unreachable_at.is_(None), Account.person_id.is_not(None))
    return {id_ for id_ in await session.scalars(query) if id_}


async def named_in(session: AsyncSession, text: str) -> list[records.Person]:
    """Persons whose whole name stands in `text`, in the order of the text.

    A name inside a longer one is not that person's; of those who share a name, all are given.
    """
    query = select(Person.id, Person.name).where(Person.erased_at.is_(None))
    rows = await session.execute(query.where(literal(text).contains(Person.name)))
    hits = [(text.index(name), name, id_) for id_, name in rows if len(name) > 1 and name in text]
    longer = {name for _, name, _ in hits}
    left = [hit for hit in hits if not any(hit[1] in name and hit[1] != name for name in longer)]
    found = await persons(session, [id_ for *_, id_ in left])
    return [found[id_] for *_, id_ in sorted(left)]


async def account(session: AsyncSession, account_id: int) -> records.Account | None:
    """The account, and whoever it is bound to."""
    row = await session.get(Account, account_id)
    if row is None:
        return None
    found = await persons(session, [row.person_id] if row.person_id else [])
    person = found.get(row.person_id) if row.person_id else None
    return records.Account(row.id, row.name, row.language, person)


async def meet(
    session: AsyncSession, account_id: int, name: str, language: str, now: datetime
) -> records.Account:
    """The account that writes, made known at its first message and reachable again from now on.

    It is answered in its client's language, unless it chose another. The account is locked until the work is
    done: whoever lets it in meanwhile waits, and finds what it wrote (`inbox.release`).
    """
    row = await session.get(Account, account_id, with_for_update=True)
    if row is None:
        session.add(Account(id=account_id, name=name, language=language, first_seen_at=now))
        await session.flush()
        return records.Account(account_id, name, language)
    row.name, row.unreachable_at = name, None
    if row.language != language and not await _chose_language(session, account_id):
        row.language = language
    known = await account(session, account_id)
    assert known is not None
    return known


async def speak(session: AsyncSession, account_id: int, language: str) -> None:
    """The account chose to be answered in `language`."""
    await session.execute(update(Account).where(Account.id == account_id).values(language=language))
    if not await _chose_language(session, account_id):
        session.add(Preference(account_id=account_id, name=LANGUAGE, value=language))
        await session.flush()


async def preference(session: AsyncSession, account_id: int, name: str) -> str | None:
    """What the account set in /settings under this name."""
    found = select(Preference.value).where(Preference.account_id == account_id, Preference.name == name)
    return await session.scalar(found)


async def person_preference(session: AsyncSession, person_id: int, name: str) -> str | None:
    """What somebody set under this name, from whichever of their accounts."""
    query = select(Preference.value).join(Account, Account.id == Preference.account_id)
    return await session.scalar(query.where(Account.person_id == person_id, Preference.name == name).limit(1))


async def prefer(session: AsyncSession, account_id: int, name: str, value: str | None) -> None:
    """Keep what the account sets under this name; None takes it back."""
    this = (Preference.account_id == account_id, Preference.name == name)
    await session.execute(delete(Preference).where(*this))
    if value is not None:
        session.add(Preference(account_id=account_id, name=name, value=value))
    await session.flush()


async def taking(session: AsyncSession, account_ids: Iterable[int]) -> list[int]:
    """Those of these accounts that take our messages, as far as is known."""
    query = select(Account.id).where(Account.id.in_(set(account_ids)), Account.unreachable_at.is_(None))
    return list(await session.scalars(query))


async def _chose_language(session: AsyncSession, account_id: int) -> bool:
    chosen = select(Preference.id).where(Preference.account_id == account_id, Preference.name == LANGUAGE)
    return await session.scalar(chosen) is not None


async def lost(session: AsyncSession, account_id: int, now: datetime) -> None:
    """Telegram refuses what we send to this account."""
    await session.execute(update(Account).where(Account.id == account_id).values(unreachable_at=now))


async def asks_access(session: AsyncSession, account_id: int, now: datetime) -> bool:
    """Note that a stranger asks to be let in; whether this is the first time."""
    changed = await rows_changed(
        session,
        update(Account).where(Account.id == account_id, Account.asked_at.is_(None)).values(asked_at=now),
    )
    return changed == 1


async def accounts_of(session: AsyncSession, person_ids: Iterable[int]) -> list[records.Account]:
    """The accounts bound to these persons."""
    ids = await session.scalars(select(Account.id).where(Account.person_id.in_(set(person_ids))))
    found = [await account(session, id_) for id_ in ids]
    return [one for one in found if one]


async def admitting(session: AsyncSession, day: date) -> list[records.Account]:
    """The accounts of those who let others in, on that day."""
    roles = [key for key, role in data.roles().items() if role.admits]
    return await accounts_of(session, [one.id for one in await appointed(session, roles, day)])


async def bind(session: AsyncSession, account_id: int, name: str) -> int:
    """A new person for the account, until the roster names them; the person's id."""
    person = Person(name=name, provisional=True)
    session.add(person)
    await session.flush()
    await session.execute(update(Account).where(Account.id == account_id).values(person_id=person.id))
    return person.id

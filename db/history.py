"""The history: what was changed, by whom, when, from what to what. It is added to and read, never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from db import people
from db.models import Change, Entry, EntryPerson, Noted, Person

PERSONAL = ("person", "appointment", "account")
"""Subjects that are somebody's: their `id` is the person's."""
TELEPHONE = "telephone"
GROUPS: dict[str, tuple[str, ...]] = {
    "roster": ("school", *PERSONAL),
    "entries": ("entry",),
    "settings": ("figure", "setting", "campaign"),
}
"""What the history can be narrowed to."""


About = tuple[str, int | str]
"""What the history is narrowed to: a school or person by id, a figure by its name without the year."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is changed: a school, person, appointment, account, figure, setting or campaign.

    `id` is its own; of an appointment or account the id of the person whose it is.
    """

    kind: str
    id: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change as it is read: of an entry, or of anything else that is noted."""

    at: datetime
    by: str | None
    """The name of who made it; None: the assistant itself, by the settings or the command line."""
    how: str
    subject: Subject
    """Of an entry, kind `entry`, its id and no label."""
    fields: dict[str, list[Any]]


def note(session: AsyncSession, act: Act, subject: Subject, fields: Mapping[str, Sequence[Any]]) -> None:
    """Add one change to the history; nothing where nothing differs. It is written with the unit of work.

    Args:
        session: of the caller's unit of work.
        act: who changes it, how, when.
        subject: what is changed.
        fields: each field as (before, after): plain values or days; telephones are masked here.
    """
    changed = {
        name: [_plain(name, old), _plain(name, new)] for name, (old, new) in fields.items() if old != new
    }
    if changed:
        of = {"subject": subject.kind, "subject_id": subject.id, "label": subject.label}
        session.add(Noted(at=act.at, by=act.by, how=act.how, fields=changed, **of))


def _plain(name: str, value: Any) -> Any:
    if name == TELEPHONE and value:
        return masked(value)
    return value.isoformat() if isinstance(value, date) else value


def masked(telephone: str) -> str:
    """A telephone as people are shown it: its first three and last two characters (rule 12)."""
    return f"{telephone[:3]}****{telephone[-2:]}" if len(telephone) > 6 else "****" if telephone else ""


async def page(session: AsyncSession, part: slice, group: str = "", about: About | None = None) -> list[Line]:
    """Changes of everything in one list, newest first.

    Args:
        session: of the caller's unit of work.
        part: which of them, by number.
        group: a key of `GROUPS`; all where it is empty.
        about: only what concerns this ("school" or "person", id): what was done of them or their
            entries, and what that person did; or a figure by its name, of any year.
    """
    wanted = [query for query in (_noted(group, about), _changes(group, about)) if query is not None]
    if not wanted:
        return []
    both = union_all(*wanted).subquery()
    query = select(both.c.entry, both.c.id).order_by(both.c.at.desc(), both.c.entry, both.c.id.desc())
    keys = (await session.execute(query.limit(part.stop - part.start).offset(part.start))).all()
    ids = [[id_ for entry, id_ in keys if entry == table] for table in (0, 1)]
    noted = await session.scalars(select(Noted).where(Noted.id.in_(ids[0])))
    changed = await session.scalars(select(Change).where(Change.id.in_(ids[1])))
    rows: dict[tuple[int, int], Noted | Change] = {(0, row.id): row for row in noted}
    rows |= {(1, row.id): row for row in changed}
    return await _read(session, [rows[entry, id_] for entry, id_ in keys])


def _line(row: Noted | Change, name: str | None) -> Line:
    if isinstance(row, Noted):
        subject = Subject(row.subject, row.subject_id, row.label)
    else:
        subject = Subject("entry", row.entry_id, "")
    return Line(row.at, name, row.how, subject, row.fields)


async def last(session: AsyncSession) -> int:
    """The number of the newest change that is noted; 0 where there is none."""
    await session.flush()
    return await session.scalar(select(func.max(Noted.id))) or 0


async def lines(session: AsyncSession, kind: str, first: int, last: int) -> list[Line]:
    """The changes of subjects of a kind with these numbers, oldest first."""
    query = select(Noted).where(Noted.subject == kind, Noted.id.between(first, last)).order_by(Noted.id)
    return await _read(session, list(await session.scalars(query)))


async def newest(session: AsyncSession, subject: Subject) -> Line | None:
    """The last change of a subject without a number of its own."""
    of_it = (Noted.subject == subject.kind, Noted.label == subject.label)
    row = await session.scalar(select(Noted).where(*of_it).order_by(Noted.id.desc()).limit(1))
    return (await _read(session, [row]))[0] if row else None


async def _read(session: AsyncSession, rows: Sequence[Noted | Change]) -> list[Line]:
    known = await people.persons(session, {row.by for row in rows if row.by})
    return [_line(row, known[row.by].name if row.by in known else None) for row in rows]


def _noted(group: str, about: About | None) -> Select[datetime, int, int] | None:
    subjects = GROUPS[group] if group else ()
    if subjects == GROUPS["entries"]:
        return None
    query = select(Noted.at, literal(0).label("entry"), Noted.id)
    if subjects:
        query = query.where(Noted.subject.in_(subjects))
    if about is None:
        return query
    kind, id_ = about
    if isinstance(id_, str):
        return query.where(Noted.subject == kind, Noted.label.endswith(f" {id_}", autoescape=True))
    of_it = Noted.subject.in_(PERSONAL if kind == "person" else (kind,)) & (Noted.subject_id == id_)
    return query.where(of_it | (Noted.by == id_) if kind == "person" else of_it)


def _changes(group: str, about: About | None) -> Select[datetime, int, int] | None:
    if group not in ("", "entries"):
        return None
    query = select(Change.at, literal(1).label("entry"), Change.id)
    if about is None:
        return query
    kind, id_ = about
    if isinstance(id_, str):
        return None
    if kind == "person":
        done = select(EntryPerson.entry_id).where(EntryPerson.person_id == id_)
        return query.where((Change.by == id_) | Change.entry_id.in_(done))
    return query.where(Change.entry_id.in_(select(Entry.id).where(Entry.school_id == id_)))


async def forget(session: AsyncSession, person_id: int) -> None:
    """Blank what is said of a person who is erased; when and by whom they were changed stays (rule 12)."""
    ids = select(Person.id).where((Person.id == person_id) | (Person.merged_into == person_id))
    theirs = Noted.subject.in_(PERSONAL) & Noted.subject_id.in_(ids)
    await session.execute(update(Noted).where(theirs).values(label="", fields={}))


async def before(session: AsyncSession, kind: str, moment: datetime) -> dict[str, dict[str, Any]]:
    """What the fields that were changed after a moment were at it, by the labels of subjects of this kind."""
    later = select(Noted.label, Noted.fields).where(Noted.subject == kind, Noted.at > moment)
    found: dict[str, dict[str, Any]] = {}
    for label, fields in await session.execute(later.order_by(Noted.id.desc())):
        found.setdefault(label, {}).update({name: old for name, (old, _) in fields.items()})
    return found

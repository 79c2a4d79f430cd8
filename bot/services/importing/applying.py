"""Carrying out a plan: schools, people and past entries, each change with its line of history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Entry
from bot.services import figures
from bot.services.entries import completed
from bot.services.importing.plan import Change, Item, Past, Plan
from bot.services.recording import carried_out
from db import entries, history, past
from db.history import Subject
from db.roster import PERSON_COLUMNS, SCHOOL_COLUMNS, Person, keep_people, keep_schools

Ids = Mapping[int, int]
"""From an id in the plan, below 0 for what was new, to the one in the database."""


async def apply(session: AsyncSession, plan: Plan, act: Act) -> None:
    """Write the plan, made in the same unit of work.

    Raises:
        ValueError: it has problems.
    """
    if plan.problems:
        raise ValueError("a plan with problems is not applied")
    act = replace(act, how=past.SOURCE)
    schools, people = _differing(plan.schools), _differing(plan.people)
    school_ids = await keep_schools(session, [one.after for one in schools])
    person_ids = await keep_people(session, [one.after for one in people], act.at)
    for school, id_ in zip(schools, school_ids, strict=True):
        fields = _fields(school.before, school.after, (*SCHOOL_COLUMNS, "aliases"))
        history.note(session, act, Subject("school", id_, school.after.name), fields)
    for person, id_ in zip(people, person_ids, strict=True):
        _note_person(session, act, person, id_)
    ids = {"schools": _ids(schools, school_ids), "people": _ids(people, person_ids)}
    await _keep_past(session, plan.entries, ids, act)
    for one in plan.figures:
        await figures.keep(session, one.year, one.key, one.after, act)
    await session.flush()


def _ids(changes: Sequence[Change[Item]], kept: Sequence[int]) -> Ids:
    return {one.after.id: id_ for one, id_ in zip(changes, kept, strict=True)}


def _differing(changes: Sequence[Change[Item]]) -> list[Change[Item]]:
    return [one for one in changes if one.outcome != "unchanged"]


def _note_person(session: AsyncSession, act: Act, person: Change[Person], id_: int) -> None:
    """What the roster says of somebody, the accounts newly theirs, and each appointment that differs."""
    before, after = person.before, person.after

    def note(kind: str, label: str, fields: Mapping[str, tuple[Any, Any]]) -> None:
        history.note(session, act, Subject(kind, id_, label), fields)

    said = [name for name in PERSON_COLUMNS if name != "provisional"]
    note("person", after.name, _fields(before, after, said))
    for account in sorted(after.accounts - (before.accounts if before else frozenset())):
        note("account", after.name, {"account": (None, account)})
    held = {post.id: post for post in before.appointments} if before else {}
    for post in after.appointments:
        parts = (after.name, data.roles()[post.role].zh, post.school)
        label = " · ".join(part for part in parts if part)
        note("appointment", label, _fields(held.get(post.id), post, ("role", "starts_on", "ends_on")))


def _fields(before: object, after: object, columns: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """Each column from what to what; what says nothing is None."""
    return {name: (_plain(getattr(before, name, None)), _plain(getattr(after, name))) for name in columns}


def _plain(value: Any) -> Any:
    plain = list(value) if isinstance(value, tuple) else value
    return None if plain in ("", []) else plain


async def _keep_past(session: AsyncSession, rows: Sequence[Past], ids: Mapping[str, Ids], act: Act) -> None:
    """Keep what is new at once, then tie what belongs to something that is there already."""
    new = [(_kept(row.entry, ids, act), row) for row in rows if row.entry and not row.plan]
    made = await past.keep(session, [(entry, row.source, act) for entry, row in new])
    entry_ids = {row.entry.id: id_ for (_, row), id_ in zip(new, made, strict=True) if row.entry}
    for row in rows:
        if row.entry and row.plan:
            await entries.add_source(session, row.plan.id, row.source)
            done = completed(carried_out(row.plan, _kept(row.entry, ids, act)))
            await entries.change(session, row.plan, done, replace(act, how="plan"))
            entry_ids[row.entry.id] = row.plan.id
    doubted = [(row.entry.id, row.earlier) for row in rows if row.entry and row.earlier]
    await past.suspect(session, [(entry_ids[one], entry_ids.get(other, other)) for one, other in doubted])


def _kept(entry: Entry, ids: Mapping[str, Ids], act: Act) -> Entry:
    """The entry with the ids that its school and people have by now."""
    school = entry.school and replace(entry.school, id=ids["schools"].get(entry.school.id, entry.school.id))
    people = tuple(replace(one, id=ids["people"].get(one.id, one.id)) for one in entry.people)
    return replace(entry, school=school, people=people, logged_by=act.by)

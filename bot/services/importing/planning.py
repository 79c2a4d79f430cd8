"""What a reading would do to the district as it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Entry
from bot.services.importing.drafting import District
from bot.services.importing.everyone import Everyone
from bot.services.importing.past import drafted, surroundings, weighed
from bot.services.importing.people import plan_people
from bot.services.importing.plan import Change, Item, Plan, fingerprint, in_force
from bot.services.importing.remarks import Remark
from bot.services.importing.schools import Names, plan_schools
from bot.services.importing.tables import Reading
from bot.services.importing.yearly import Years, plan_figures
from db import figures, past
from db.roster import Person, Roster, roster


async def plan_import(session: AsyncSession, reading: Reading, today: date) -> Plan:
    """What this reading would do; writes nothing. Nobody waits for the arithmetic: it is a thread's."""
    kept = await roster(session)
    imported = await past.keys(session) if reading.rows["entries"] else set()
    years = {row.says["year"] for row in reading.rows["figures"] if row.says["year"]}
    yearly = {year: await figures.of_year(session, year) for year in years}
    plan = await asyncio.to_thread(_planned, reading, kept, imported, yearly, today)
    met = surroundings(plan.entries)
    around = await past.between(session, *met) if met else []
    return await asyncio.to_thread(_doubted, plan, around)


def _planned(
    reading: Reading, kept: Roster, imported: Collection[tuple[str, int]], yearly: Years, today: date
) -> Plan:
    """The plan, but for the entries' doubts."""
    named = {key: [row for row in reading.rows[key] if row.says["name"]] for key in ("schools", "people")}
    schools, about_schools = plan_schools(named["schools"], kept.schools)
    schools = _numbered(schools)
    all_schools = _after(kept.schools, schools)
    names = Names(all_schools)
    people, about_people = plan_people(named["people"], kept.people, names)
    people = _numbered(people)
    ids = {school.name: school.id for school in all_schools}
    after = _after(kept.people, people)
    everyone = Everyone(after, ids)
    entries, about_entries = drafted(reading.rows["entries"], District(names, ids, everyone, imported, today))
    given, about_figures = plan_figures(reading.rows["figures"], yearly)
    remarks = [*reading.remarks, *about_schools, *about_people, *about_entries, *about_figures]
    if _admits(kept.people, today) and not _admits(after, today):
        remarks.append(Remark(replace(named["people"][0].place, row=0), "last_officer"))
    return Plan(tuple(schools), tuple(people), tuple(entries), tuple(given), tuple(remarks))


def _doubted(plan: Plan, around: Sequence[Entry]) -> Plan:
    """The plan with what its entries may be the same as, and everything to be said in the files' order."""
    entries, doubts = weighed(plan.entries, around)
    remarks = sorted([*plan.remarks, *doubts], key=lambda remark: remark.place)
    plan = replace(plan, entries=tuple(entries), remarks=tuple(remarks))
    return replace(plan, fingerprint=fingerprint(plan))


def _admits(people: Sequence[Person], today: date) -> bool:
    """Whether one of them lets others in."""
    posts = [post for one in people if one.accounts for post in one.appointments if in_force(post, today)]
    return any(data.roles()[post.role].admits for post in posts)


def _numbered(changes: Sequence[Change[Item]]) -> list[Change[Item]]:
    """The changes, with ids below 0 for what is new: -1 for the first …"""
    return [
        one if one.before else replace(one, after=replace(one.after, id=-number))
        for number, one in enumerate(changes, 1)
    ]


def _after(kept: Sequence[Item], changes: Sequence[Change[Item]]) -> list[Item]:
    """All of them, as the plan would leave them."""
    every: dict[int, Item] = {one.id: one for one in kept}
    every.update((change.after.id, change.after) for change in changes)
    return list(every.values())

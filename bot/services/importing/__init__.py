"""Rosters from files: reading → checking → a plan that can be looked at → applying it.

A file says what it says: an empty cell leaves things as they are, nobody and nothing is removed, and a row
that was applied already changes nothing. With one problem anywhere, nothing may be written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.importing.files import Source
from bot.services.importing.forms import forms
from bot.services.importing.people import plan_people
from bot.services.importing.plan import Change, Plan
from bot.services.importing.remarks import Place, Remark, sentences
from bot.services.importing.schools import Names, plan_schools
from bot.services.importing.tables import read
from db.roster import keep_people, keep_schools, roster

__all__ = ["Change", "Place", "Plan", "Remark", "Source", "apply", "forms", "plan_import", "sentences"]


async def plan_import(session: AsyncSession, sources: Iterable[Source]) -> Plan:
    """What these files would do to the roster as it stands; writes nothing."""
    reading = read(sources)
    kept = await roster(session)
    schools, about_schools = plan_schools(reading.rows["schools"], kept.schools)
    after = {school.name: school for school in kept.schools} | {
        change.after.name: change.after for change in schools
    }
    people, about_people = plan_people(reading.rows["people"], kept.people, Names(list(after.values())))
    remarks = sorted([*reading.remarks, *about_schools, *about_people], key=lambda remark: remark.place)
    return Plan(tuple(schools), tuple(people), tuple(remarks))


async def apply(session: AsyncSession, plan: Plan, now: datetime) -> None:
    """Write the plan, made in the same unit of work.

    Raises:
        ValueError: it has problems.
    """
    if plan.problems:
        raise ValueError("a plan with problems is not applied")
    await keep_schools(session, [c.after for c in plan.schools if c.outcome != "unchanged"])
    await keep_people(session, [c.after for c in plan.people if c.outcome != "unchanged"], now)

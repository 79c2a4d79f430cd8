"""How a campaign goes, school by school: done, planned, declined, silent or unreachable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Campaign, School
from db import campaigns, people, schools, ties

State = Literal["done", "planned", "declined", "silent", "unreachable"]
STATES: tuple[State, ...] = ("done", "planned", "declined", "silent", "unreachable")
OPEN: tuple[State, ...] = ("planned", "silent", "unreachable")
"""Whose people are still reminded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The schools that a campaign concerns, and how far each is."""

    campaign: Campaign
    schools: Mapping[int, School]
    states: Mapping[int, State]

    def of(self, state: State) -> list[School]:
        """The schools in this state, in the directory's order."""
        return [school for id_, school in self.schools.items() if self.states[id_] == state]


def reminded_roles() -> list[str]:
    """The roles that are reminded of campaigns."""
    return [role.key for role in data.roles().values() if role.reminded]


async def concerned(session: AsyncSession, campaign: Campaign, day: date) -> dict[int, set[int]]:
    """Whom a campaign concerns on a day: persons, each with the schools they are reminded for."""
    asked = {one.id for one in await schools.directory(session) if campaign.concerns(one)}
    found: dict[int, set[int]] = {}
    for person_id, school_id in await people.posts(session, reminded_roles(), day):
        if school_id in asked:
            found.setdefault(person_id, set()).add(school_id)
    return found


async def progress(session: AsyncSession, campaign: Campaign, day: date) -> Progress:
    """How far every school is that the campaign concerns."""
    asked = {one.id: one for one in await schools.directory(session) if campaign.concerns(one)}
    done = await ties.schools_with(session, campaign.id, ["recorded"])
    planned = await ties.schools_with(session, campaign.id, ["planned"])
    said = await campaigns.replies(session, campaign.id)
    reached = await people.reachable(session)
    heard = {
        school_id
        for person_id, ids in (await concerned(session, campaign, day)).items()
        if person_id in reached
        for school_id in ids
    }

    def state(id_: int) -> State:
        if id_ in done:
            return "done"
        if id_ in planned or said.get(id_) == "planned":
            return "planned"
        if said.get(id_) == "declined":
            return "declined"
        return "silent" if id_ in heard else "unreachable"

    return Progress(campaign, asked, {id_: state(id_) for id_ in asked})

"""What is expected of people in post: met, short, or not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Part, Scope
from bot.services.quota import Standing, standings
from db.totals import entries_behind
from db.work import Database
from tests.district import add, appoint, entry, people, schools

DAY = date(2024, 12, 31)
LED: dict[str, Any] = {"school_id": 1, "position": "vice_principal"}


async def in_post(session: AsyncSession) -> None:
    """Two schools; person 1 leads at both, person 2 at the first."""
    await schools(session, 2)
    await people(session, 2)
    for person, school in ((1, 1), (1, 2), (2, 1)):
        await appoint(session, person, "vice_principal", school)


async def found(session: AsyncSession, person_id: int | None = None) -> dict[tuple[int, int], Standing]:
    rows = await standings(session, DAY, Part(person_id=person_id))
    return {(one.given.person_id, one.given.school_id): one for one in rows}


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        ([], "short"),
        ([2, 1], "short"),
        ([2, 2], "met"),
        ([2.5, 1.5], "met"),
        ([2, None], "unknown"),
        ([None], "unknown"),
        ([4, None], "met"),
    ],
)
async def test_nobody_is_short_while_unsaid_hours_could_close_the_gap(
    database: Database, hours: list[float | None], state: str
) -> None:
    async with database.write() as session:
        await in_post(session)
        await add(session, *(entry("lecture", 1, class_hours=n, **LED) for n in hours))
        assert (await found(session))[1, 1].state == state


async def test_each_school_is_counted_by_itself(database: Database) -> None:
    async with database.write() as session:
        await in_post(session)
        await add(session, entry("lecture", 1, class_hours=4, **LED))
        states = {key: one.state for key, one in (await found(session)).items()}
    assert states == {(1, 1): "met", (2, 1): "short", (1, 2): "short"}


async def test_a_joint_lecture_counts_for_each_of_its_people(database: Database) -> None:
    async with database.write() as session:
        await in_post(session)
        await add(session, entry("lecture", 1, 2, class_hours=4, **LED))
        states = await found(session)
    assert states[1, 1].state == states[2, 1].state == "met"


async def test_what_does_not_count_and_other_kinds_and_years_close_no_gap(database: Database) -> None:
    async with database.write() as session:
        await in_post(session)
        await add(
            session,
            entry("lecture", 1, class_hours=4, state="withdrawn", **LED),
            entry("consultation", 1, class_hours=4, **LED),
            entry("lecture", 1, class_hours=4, held_on=date(2023, 12, 31), **LED),
        )
        one = (await found(session))[1, 1]
    assert (one.state, one.given.amount, one.given.unsaid) == ("short", 0, 0)


async def test_only_those_in_post_are_expected_to(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 3)
        await appoint(session, 1, "vice_principal", 1, ends_on=date(2024, 8, 31))
        await appoint(session, 2, "vice_principal", None)
        await appoint(session, 3, "instructor", 1)
        assert await found(session) == {}


async def test_a_standing_opens_the_entries_that_it_counts(database: Database) -> None:
    async with database.write() as session:
        await in_post(session)
        await add(
            session,
            entry("lecture", 1, class_hours=2, **LED),
            entry("activity", 1, 2, class_hours=1, **LED),
            entry("lecture", 2, class_hours=1, **LED),
            entry("lecture", 1, class_hours=1, school_id=2, position="vice_principal"),
        )
        for key, opened in {(1, 1): [1, 2], (2, 1): [2, 3], (1, 2): [4]}.items():
            one = (await found(session))[key]
            assert await entries_behind(session, Scope(everything=True), one.period, one.part) == opened


async def test_one_persons_standings_are_theirs_alone(database: Database) -> None:
    async with database.write() as session:
        await in_post(session)
        assert {person for person, _ in await found(session, 2)} == {2}


def test_every_quota_concerns_a_role_and_kinds_that_there_are() -> None:
    for rule in data.quotas().values():
        assert rule.role in data.roles()
        assert set(rule.kinds) <= set(data.kinds())

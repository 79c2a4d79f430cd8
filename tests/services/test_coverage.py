"""What the roster lacks: each rule finds what it speaks of, and nothing at its limit."""

from datetime import date, timedelta

import pytest

from bot import data
from bot.services.coverage import RULES, findings
from db import particulars
from db.models import School
from db.work import Database
from tests.district import add, appoint, people, schools

TODAY = date(2024, 6, 26)
VP = "vice_principal"


async def found(database: Database, rule: str) -> list[tuple[str, int, int]]:
    """What the rule finds: of which kind, which id, and its number."""
    async with database.read() as session:
        return [(one.kind, one.id, one.number) for one in (await findings(session, TODAY))[rule]]


def test_every_rule_of_the_registry_is_worked_out() -> None:
    assert list(RULES) == list(data.coverage())


async def test_a_school_without_a_vice_principal_in_office_is_found(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 5)
        await people(session, 4)
        await appoint(session, 1, VP, 1)
        await appoint(session, 2, VP, 2, ends_on=TODAY - timedelta(days=1))
        await appoint(session, 3, VP, 3, starts_on=TODAY + timedelta(days=1))
        await appoint(session, 4, "contact", 4)
        await add(session, School(id=6, name="第6幼儿园", kind="幼儿园"))
        await add(session, School(id=7, name="第7小学", closed_on=TODAY))
    assert await found(database, "without") == [("school", number, 0) for number in (2, 3, 4, 5)]


@pytest.mark.parametrize(("count", "expected"), [(5, []), (6, [("school", 1, 6)])])
async def test_more_than_five_vice_principals_are_many(
    database: Database, count: int, expected: list[object]
) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, count)
        for person in range(1, count + 1):
            await appoint(session, person, VP, 1)
            await appoint(session, person, "adviser", 1)
    assert await found(database, "crowded") == expected


@pytest.mark.parametrize(("count", "expected"), [(2, []), (3, [("person", 1, 3)])])
async def test_one_person_at_more_than_two_schools_is_found(
    database: Database, count: int, expected: list[object]
) -> None:
    async with database.write() as session:
        await schools(session, 4)
        await people(session, 1)
        await appoint(session, 1, "adviser", 4)
        for school in range(1, count + 1):
            await appoint(session, 1, VP, school)
    assert await found(database, "spread") == expected


async def test_terms_that_end_within_sixty_days_are_found_the_nearest_first(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 4)
        for person, days in ((1, 60), (2, 0), (3, 61), (4, -1)):
            await appoint(session, person, VP, 1, ends_on=TODAY + timedelta(days=days))
    assert [id_ for _, id_, _ in await found(database, "ending")] == [2, 1]


async def test_a_term_that_is_renewed_already_is_not_found(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 1)
        await appoint(session, 1, VP, 1, ends_on=TODAY)
        await appoint(session, 1, VP, 1, starts_on=TODAY + timedelta(days=1))
    assert await found(database, "ending") == []


@pytest.mark.parametrize(("born", "expected"), [(1959, []), (1958, [("person", 1, 1958)])])
async def test_whoever_turns_over_sixty_five_this_year_is_found(
    database: Database, born: int, expected: list[object]
) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 2)
        await appoint(session, 1, VP, 1)
        await appoint(session, 2, VP, 1)
        await particulars.change(session, "person", 1, {"born": born})
    assert await found(database, "aged") == expected

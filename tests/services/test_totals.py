"""The totals of a period, and the form other programs rely on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.data import report_lines
from bot.records import Measures, Period, Scope, Totals
from bot.services.totals import as_json, behind, totals
from db.models import Appointment, Person, School
from db.totals import entries_behind
from db.work import Database
from tests.district import add, appoint, entry, people, schools

EVERYTHING = Scope(everything=True)
YEAR = Period.year(2024)
TODAY = date(2026, 11, 23)
EXAMPLE = json.loads(Path(__file__).with_name("summary.json").read_text(encoding="utf-8"))
"""The published example. It is abridged: one month of the year, three lines of the report."""


async def the_example(session: AsyncSession) -> None:
    """A district whose 2024 is the example's."""
    await schools(session, 99)
    await people(session, 135)
    for number in range(1, 100):
        await appoint(session, number, "vice_principal", number)
    await appoint(session, 100, "adviser", None)
    for number in range(101, 136):
        await appoint(session, number, "adviser", number - 100)
    led = {"position": "vice_principal", "held_on": date(2024, 6, 26)}
    may = date(2024, 5, 31)
    await add(
        session,
        entry("lecture", 1, school_id=1, quantity=2, class_hours=4, audience=460, **led),
        entry("lecture", 2, school_id=2, audience=300, audience_approximate=True, **led),
        entry("lecture", 2, school_id=3, state="planned", **led),
        entry(
            "consultation",
            100,
            position="bureau_adviser",
            quantity=4,
            quantity_approximate=True,
            held_on=may,
        ),
        entry("consultation", 101, school_id=1, position="school_adviser", held_on=may),
    )


async def found(session: AsyncSession, scope: Scope = EVERYTHING, period: Period = YEAR) -> Totals:
    return await totals(session, period, scope, TODAY)


async def answer(database: Database) -> dict[str, Any]:
    async with database.write() as session:
        await the_example(session)
        return as_json(await found(session))


async def test_the_form_is_the_published_one(database: Database) -> None:
    given = await answer(database)
    assert list(given) == list(EXAMPLE)
    abridged = ("months", "lines")
    whole = [{key: value for key, value in one.items() if key not in abridged} for one in (given, EXAMPLE)]
    assert json.dumps(whole[0]) == json.dumps(whole[1])
    for key in abridged:
        assert [json.dumps(one) for one in given[key] if one in EXAMPLE[key]] == [
            json.dumps(one) for one in EXAMPLE[key]
        ]


async def test_every_report_line_is_there_in_order(database: Database) -> None:
    lines = (await answer(database))["lines"]
    assert [line["key"] for line in lines] == list(report_lines())


async def test_months_are_those_that_occur_in_their_order(database: Database) -> None:
    months = (await answer(database))["months"]
    assert [month["month"] for month in months] == ["2024-05", "2024-06"]


async def test_positions_and_none_add_up_to_the_kinds(database: Database) -> None:
    async with database.write() as session:
        for position in ("vice_principal", "instructor", "contact", None):
            await add(session, entry("lecture", position=position, audience=100, class_hours=1.5))
        whole = await found(session)
    parts = [by_kind["lecture"] for by_kind in whole.positions.values() if by_kind]
    assert len(parts) == 4
    assert whole.positions["none"]["lecture"].entries == 1
    assert sum(parts, Measures()) == whole.kinds["lecture"]


async def test_kinds_come_in_the_order_of_the_registry(database: Database) -> None:
    async with database.write() as session:
        await add(session, *(entry(kind) for kind in ("other", "essay", "visit", "lecture")))
        assert list((await found(session)).kinds) == ["lecture", "visit", "essay", "other"]


async def test_a_line_is_approximate_when_any_part_is(database: Database) -> None:
    async with database.write() as session:
        await add(
            session,
            entry("lecture", position="vice_principal", quantity=600),
            entry("activity", position="instructor", quantity=42, quantity_approximate=True),
            entry("lesson", position="contact", quantity=15),
            entry("visit", position=None, audience=4000, audience_approximate=True),
        )
        lines = {line.key: (line.value, line.approximate) for line in (await found(session)).lines}
    assert lines["lectures"] == (642, True)
    assert lines["model_lessons"] == (15, False)
    assert lines["base_visitors"] == (4000, True)


async def test_a_line_opens_the_entries_it_counts(database: Database) -> None:
    async with database.write() as session:
        await add(
            session,
            entry("lecture", position="vice_principal"),
            entry("lecture", position="contact"),
            entry("activity", position="instructor"),
        )
        part = behind(report_lines()["lectures"])
        assert part is not None
        assert await entries_behind(session, EVERYTHING, YEAR, part) == [1, 3]


def test_a_line_of_people_opens_no_entries() -> None:
    assert behind(report_lines()["vice_principals"]) is None


async def test_somebody_in_post_at_two_schools_is_one_person(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 2)
        await people(session, 1)
        await appoint(session, 1, "vice_principal", 1)
        await appoint(session, 1, "vice_principal", 2)
        whole = await found(session)
    assert whole.people["vice_principal"] == 1
    assert whole.schools.with_vice_principal == 2


async def test_people_are_those_in_post_on_the_last_day_of_the_period(database: Database) -> None:
    async with database.write() as session:
        await people(session, 2)
        await appoint(session, 1, "instructor", None, ends_on=date(2024, 12, 30))
        await appoint(session, 2, "instructor", None, starts_on=date(2024, 12, 31))
        assert (await found(session)).people["instructor"] == 1


async def test_people_are_those_in_post_today_while_the_period_is_not_over(database: Database) -> None:
    async with database.write() as session:
        await people(session, 2)
        await appoint(session, 1, "instructor", None)
        await appoint(session, 2, "instructor", None, starts_on=date(2026, 12, 1))
        assert (await found(session, period=Period.year(2026))).people["instructor"] == 1


async def test_a_closed_school_is_left_out_of_coverage(database: Database) -> None:
    async with database.write() as session:
        await add(
            session,
            School(name="龙洲小学"),
            School(name="旧小学", closed_on=date(2024, 7, 1)),
            Person(name="王敏"),
            Appointment(person_id=1, school_id=2, role="vice_principal"),
            entry("lecture", school_id=2, held_on=date(2024, 3, 1)),
        )
        whole = await found(session)
        before = await found(session, period=Period.month(2024, 6))
    assert (whole.schools.total, whole.schools.with_vice_principal, whole.schools.with_entries) == (1, 0, 0)
    assert (before.schools.total, before.schools.with_vice_principal) == (2, 1)
    assert whole.kinds["lecture"].entries == 1


async def test_a_contact_sees_the_figures_of_the_school(database: Database) -> None:
    async with database.write() as session:
        await the_example(session)
        whole = await found(session, Scope(person_id=1, school_ids=frozenset({1})))
    assert {kind: sums.entries for kind, sums in whole.kinds.items()} == {"lecture": 1, "consultation": 1}
    assert (whole.schools.total, whole.schools.with_entries) == (1, 1)
    assert (whole.people["vice_principal"], whole.people["school_adviser"]) == (1, 1)


async def test_whoever_may_see_nothing_gets_nothing(database: Database) -> None:
    async with database.write() as session:
        await the_example(session)
        whole = await found(session, Scope())
    assert whole.kinds == {}
    assert set(whole.people.values()) == {0}
    assert (whole.schools.total, whole.planned) == (0, 0)

"""Figures and the entries behind them, as the database finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from bot.data import kinds
from bot.records import Measures, Part, Period, Scope
from db import sums, totals
from db.models import Duplicate, Entry, School
from db.work import Database
from tests.district import SOME_DAY, add, appoint, entry, people, schools

EVERYTHING = Scope(everything=True)
YEAR = Period.year(2024)


async def test_an_undated_entry_belongs_to_the_day_it_was_sent(database: Database) -> None:
    async with database.write() as session:
        await add(session, entry(state="incomplete", held_on=None, counted_on=date(2024, 12, 31)))
        assert await totals.states(session, EVERYTHING, YEAR) == {"incomplete": 1}
        assert await totals.states(session, EVERYTHING, Period.year(2025)) == {}


async def test_only_recorded_entries_add_up(database: Database) -> None:
    states = ("recorded", "incomplete", "planned", "withdrawn")
    async with database.write() as session:
        await add(session, *(entry(state=state) for state in states))
        (group,) = await sums.groups(session, EVERYTHING, YEAR)
        assert group.measures.entries == 1
        assert await totals.states(session, EVERYTHING, YEAR) == dict.fromkeys(states[1:], 1)


async def test_a_field_is_missing_only_where_the_kind_asks_for_it(database: Database) -> None:
    async with database.write() as session:
        await add(session, entry("lecture"), entry("consultation"))
        found = {g.kind: g.measures for g in await sums.groups(session, EVERYTHING, YEAR)}
    assert (found["lecture"].class_hours_missing, found["lecture"].audience_missing) == (1, 1)
    assert (found["consultation"].class_hours_missing, found["consultation"].audience_missing) == (0, 0)


async def test_a_joint_lecture_counts_once(database: Database) -> None:
    async with database.write() as session:
        await people(session, 3)
        await add(session, entry("lecture", 1, 2, 3, position="vice_principal"))
        (group,) = await sums.groups(session, Scope(person_id=2), YEAR)
    assert (group.measures.entries, group.measures.quantity) == (1, 1)


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (EVERYTHING, [1, 2, 3, 4]),
        (Scope(), []),
        (Scope(person_id=1), [1, 2]),
        (Scope(school_ids=frozenset({2})), [2, 3]),
        (Scope(person_id=1, school_ids=frozenset({2})), [1, 2, 3]),
    ],
)
async def test_people_see_their_own_entries_and_those_of_their_schools(
    database: Database, scope: Scope, seen: list[int]
) -> None:
    async with database.write() as session:
        await schools(session, 2)
        await people(session, 2)
        await add(
            session,
            entry("lecture", 1, school_id=1),
            entry("lecture", 1, 2, school_id=2),
            entry("lecture", 2, school_id=2),
            entry("lecture", 2, school_id=1),
        )
        assert await totals.entries_behind(session, scope, YEAR) == seen
        assert await totals.count_behind(session, scope, YEAR) == len(seen)
        assert sum(g.measures.entries for g in await sums.groups(session, scope, YEAR)) == len(seen)


async def test_entries_open_page_by_page_in_the_order_of_their_days(database: Database) -> None:
    async with database.write() as session:
        await add(session, *(entry(held_on=date(2024, 6, day)) for day in (3, 1, 2)))
        first = await totals.entries_behind(session, EVERYTHING, YEAR, rows=slice(0, 2))
        rest = await totals.entries_behind(session, EVERYTHING, YEAR, rows=slice(2, 4))
    assert (first, rest) == ([2, 3], [1])


async def test_a_possible_duplicate_is_one_whose_two_entries_count(database: Database) -> None:
    async with database.write() as session:
        await add(session, entry(), entry(), entry(state="withdrawn"), entry(held_on=date(2023, 6, 26)))
        await add(
            session,
            Duplicate(entry_id=2, earlier_id=1),
            Duplicate(entry_id=2, earlier_id=3),
            Duplicate(entry_id=3, earlier_id=1),
            Duplicate(entry_id=4, earlier_id=1),
            Duplicate(entry_id=1, earlier_id=4, state="different"),
        )
        assert await totals.possible_duplicates(session, EVERYTHING, YEAR) == [1]


async def test_an_appointment_is_in_force_from_its_first_to_its_last_day(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 1)
        term = {"starts_on": date(2024, 2, 1), "ends_on": date(2024, 8, 31)}
        await appoint(session, 1, "vice_principal", 1, **term)
        days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 8, 31), date(2024, 9, 1)]
        assert [len(await totals.posts(session, EVERYTHING, day)) for day in days] == [0, 1, 1, 0]


async def test_the_bureaus_adviser_and_a_schools_are_counted_apart(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 1)
        await people(session, 3)
        await appoint(session, 1, "adviser", None)
        await appoint(session, 2, "adviser", 1)
        await appoint(session, 3, "officer", None)
        posts = await totals.posts(session, EVERYTHING, date(2024, 1, 1))
    assert {post.person_id: post.position for post in posts} == {1: "bureau_adviser", 2: "school_adviser"}


async def test_people_see_their_own_appointments_and_those_at_their_schools(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 2)
        await people(session, 3)
        await appoint(session, 1, "instructor", None)
        await appoint(session, 2, "instructor", 2)
        await appoint(session, 3, "instructor", 1)
        posts = await totals.posts(session, Scope(person_id=1, school_ids=frozenset({2})), SOME_DAY)
    assert {post.person_id for post in posts} == {1, 2}


async def test_a_school_is_open_until_the_day_it_closes(database: Database) -> None:
    async with database.write() as session:
        await add(session, School(name="龙洲小学", closed_on=date(2024, 7, 1)))
        assert await totals.open_schools(session, EVERYTHING, date(2024, 6, 30)) == {1}
        assert await totals.open_schools(session, EVERYTHING, date(2024, 7, 1)) == set()


ENTRIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["lecture", "visit", "lesson", "consultation"]),
        "position": st.sampled_from([None, "vice_principal", "bureau_adviser"]),
        "state": st.sampled_from(["recorded", "recorded", "incomplete", "planned", "withdrawn"]),
        "held_on": st.integers(0, 120).map(lambda days: date(2023, 11, 1) + timedelta(days)),
        "school_id": st.sampled_from([None, 1, 2]),
        "quantity": st.integers(1, 50),
        "quantity_approximate": st.booleans(),
        "class_hours": st.none() | st.integers(1, 99).map(lambda tenths: tenths / 10),
        "audience": st.none() | st.integers(0, 4000),
        "audience_approximate": st.booleans(),
        "people": st.sets(st.integers(1, 3)),
    }
)
SCOPES = st.sampled_from(
    [EVERYTHING, Scope(person_id=1), Scope(school_ids=frozenset({2})), Scope(False, 3, frozenset({1}))]
)
PERIODS = st.sampled_from(
    [YEAR, Period.school_year(2023), Period.month(2023, 12), Period(date(2023, 12, 20), date(2024, 1, 10))]
)


def added_up(rows: Sequence[Entry]) -> Measures:
    """The sums, worked out again the plain way."""
    return Measures(
        entries=len(rows),
        quantity=sum(row.quantity or 0 for row in rows),
        quantity_approximate=any(row.quantity_approximate for row in rows),
        class_hours=round(sum(row.class_hours or 0 for row in rows), 1),
        class_hours_missing=sum(
            row.class_hours is None and "class_hours" in kinds()[row.kind].asks for row in rows
        ),
        audience=sum(row.audience or 0 for row in rows),
        audience_approximate=any(row.audience_approximate for row in rows),
        audience_missing=sum(row.audience is None and "audience" in kinds()[row.kind].asks for row in rows),
    )


def seen(row: Entry, scope: Scope, period: Period) -> bool:
    own = any(one.person_id == scope.person_id for one in row.people)
    mine = scope.everything or own or row.school_id in scope.school_ids
    return mine and period.start <= row.counted_on <= period.end


@pytest.fixture
async def district(database: Database) -> Database:
    """A database with two schools and three people; every example brings its own entries."""
    async with database.write() as session:
        await schools(session, 2)
        await people(session, 3)
    return database


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(ENTRIES, max_size=25), scope=SCOPES, period=PERIODS)
async def test_every_figure_equals_the_entries_it_opens(
    district: Database, entries: list[dict[str, Any]], scope: Scope, period: Period
) -> None:
    async with district.write() as session:
        await session.execute(delete(Entry))
        await add(
            session,
            *(
                entry(e["kind"], *e["people"], **{k: e[k] for k in e.keys() - {"kind", "people"}})
                for e in entries
            ),
        )
        groups = await sums.groups(session, scope, period)
        uncounted = await totals.states(session, scope, period)
        rows = {
            row.id: row for row in await session.scalars(select(Entry).options(selectinload(Entry.people)))
        }

        async def opened(part: Part) -> list[Entry]:
            ids = await totals.entries_behind(session, scope, period, part)
            assert len(ids) == await totals.count_behind(session, scope, period, part)
            return [rows[id_] for id_ in ids]

        recorded = await opened(Part())
        assert {row.id for row in recorded} == {
            row.id for row in rows.values() if row.state == "recorded" and seen(row, scope, period)
        }
        assert added_up(recorded) == sum((g.measures for g in groups), Measures())
        for group in groups:
            part = Part(kinds=(group.kind,), positions=(group.position,), month=group.month)
            assert added_up(await opened(part)) == group.measures
            for field in ("class_hours", "audience"):
                lacking = await opened(replace(part, missing=field))
                assert len(lacking) == getattr(group.measures, f"{field}_missing")
        for state in ("incomplete", "planned", "withdrawn"):
            assert len(await opened(Part(state=state))) == uncounted.get(state, 0)
        visited = await totals.schools_with_entries(session, EVERYTHING, period)
        assert visited == {
            n for n in (1, 2) if await totals.count_behind(session, EVERYTHING, period, Part(school_id=n))
        }

"""Totals by one dimension, and that every figure equals the rows it opens, whatever happened before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.data import kinds
from bot.records import Act, Campaign, Dimension, Entry, Measures, Part, Period, Person, School, Scope, Table
from bot.services import amending, duplicates, recording
from bot.services.entries import completed
from bot.services.tables import table
from bot.services.totals import totals
from db import campaigns, entries, ties
from db import models as rows
from db.parts import RECORDED
from db.totals import count_behind, entries_behind
from db.work import Database
from tests.district import add, entry, people, schools

EVERYTHING = Scope(everything=True)
YEAR = Period.year(2024)
ACT = Act(None, "button", datetime(2024, 6, 26, tzinfo=UTC))
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


async def by(
    session: AsyncSession, dimension: Dimension, part: Part = RECORDED, scope: Scope = EVERYTHING
) -> Table:
    return await table(session, YEAR, scope, dimension, part)


async def test_rows_come_in_the_order_of_the_roster_and_not_by_size(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 2)
        await add(session, entry(school_id=2), entry(school_id=2), entry(school_id=1), entry())
        found = await by(session, "school")
    assert [(row.key, row.name, row.whole.entries) for row in found.rows] == [
        (1, "第1小学", 1),
        (2, "第2小学", 2),
        (0, "", 1),
    ]


async def test_a_joint_lecture_counts_for_each_of_its_people_and_says_that_rows_overlap(
    database: Database,
) -> None:
    async with database.write() as session:
        await people(session, 3)
        await add(session, entry("lecture", 1, 2), entry("lecture"))
        found = await by(session, "person")
        months = await by(session, "month")
    assert [(row.key, row.whole.entries) for row in found.rows] == [(1, 1), (2, 1), (0, 1)]
    assert (found.overlapping, months.overlapping) == (True, False)


async def test_a_table_within_one_of_its_own_rows_is_that_row(database: Database) -> None:
    async with database.write() as session:
        await people(session, 2)
        await add(session, entry("lecture", 1, 2), entry("lecture", 2))
        found = await by(session, "person", Part(person_id=1))
    assert [(row.key, row.whole.entries) for row in found.rows] == [(1, 1)]


@pytest.mark.parametrize("dimension", DIMENSIONS)
async def test_a_table_within_a_part_counts_that_part(database: Database, dimension: Dimension) -> None:
    async with database.write() as session:
        await set_up(session)
        await add(session, *(entry(kind, school_id=1) for kind in ("lecture", "lecture", "visit")))
        found = await by(session, dimension, Part(kinds=("lecture",), school_id=1))
    assert {kind for row in found.rows for kind in row.kinds} <= {"lecture"}


async def test_a_campaign_counts_its_days_and_what_was_tied_by_hand(database: Database) -> None:
    async with database.write() as session:
        ids = await set_up(session)
        inside, outside = (entry("lecture", held_on=date(2024, month, 26)) for month in (6, 10))
        untied = entry("lecture", held_on=date(2024, 6, 26))
        await add(session, inside, outside, untied)
        await ties.by_hand(session, outside.id, ids[1], ACT, tied=True)
        await ties.by_hand(session, untied.id, ids[1], ACT, tied=False)
        found = await by(session, "campaign")
    assert [(row.key, row.name, row.whole.entries) for row in found.rows if row.key == ids[1]] == [
        (ids[1], "暑假安全", 2)
    ]


async def set_up(session: AsyncSession) -> list[int]:
    """Two schools, three people, two campaigns: one of a topic, one of any."""
    await schools(session, 2)
    await people(session, 3)
    june = Period(date(2024, 6, 20), date(2024, 7, 10))
    kept = [
        await campaigns.keep(session, Campaign("禁毒日", june, topics=("drugs",)), june),
        await campaigns.keep(session, Campaign("暑假安全", june), june),
    ]
    return [one.id for one in kept]


PEOPLE = tuple(Person(id_, f"王{id_}") for id_ in (1, 2, 3))
DOINGS = ["log", "log", "log", "import", "plan", "edit", "withdraw", "restore", "merge", "tie", "untie"]
PARTS = (Part(), Part(kinds=("lecture",)), Part(topic="drugs"), Part(school_id=1, person_id=1))
DETAILS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["lecture", "visit", "lesson", "consultation"]),
        "position": st.sampled_from([None, "vice_principal", "bureau_adviser", "school_adviser"]),
        "held_on": st.none() | st.integers(0, 200).map(lambda days: date(2023, 12, 1) + timedelta(days)),
        "school": st.sampled_from([None, School("第1小学", id=1), School("第2小学", id=2)]),
        "people": st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
        "topics": st.sets(st.sampled_from(["drugs", "fire", "fraud"])).map(lambda keys: tuple(sorted(keys))),
        "quantity": st.integers(1, 50),
        "quantity_approximate": st.booleans(),
        "class_hours": st.none() | st.integers(1, 99).map(lambda tenths: tenths / 10),
        "audience": st.none() | st.integers(0, 4000),
        "audience_approximate": st.booleans(),
        "logged_by": st.sampled_from([None, 1, 2]),
    }
)
STEPS = st.tuples(st.sampled_from(DOINGS), st.integers(0, 30), DETAILS)


class History:
    """Does one thing after another to the entries of a district, by the services that do it in life."""

    def __init__(self, session: AsyncSession, campaign_ids: Sequence[int]) -> None:
        self.session, self.campaign_ids, self.ids = session, campaign_ids, list[int]()

    async def step(self, name: str, which: int, details: dict[str, Any]) -> None:
        if name in ("log", "import", "plan"):
            await self._log(name, details)
        elif self.ids:
            [one] = await entries.load(self.session, [self.ids[which % len(self.ids)]])
            await getattr(self, f"_{name}")(one, details)

    async def _log(self, name: str, details: dict[str, Any]) -> None:
        counted_on = details["held_on"] or date(2024, 3, 1)
        state = "planned" if name == "plan" else "recorded"
        made = completed(Entry(state=state, counted_on=counted_on, **details))
        source = entries.Source("import" if name == "import" else "message", "test", len(self.ids))
        kept = await entries.keep(self.session, made, source, ACT)
        await duplicates.check(self.session, kept, ACT)
        self.ids.append(kept.id)

    async def _edit(self, one: Entry, details: dict[str, Any]) -> None:
        counted_on = details["held_on"] or one.counted_on
        new = completed(replace(one, counted_on=counted_on, **details))
        await recording.change(self.session, one, new, ACT)

    async def _withdraw(self, one: Entry, _details: dict[str, Any]) -> None:
        await amending.withdraw(self.session, one, ACT)

    async def _restore(self, one: Entry, _details: dict[str, Any]) -> None:
        if one.state == "withdrawn":
            await amending.restore(self.session, one, ACT)

    async def _merge(self, one: Entry, _details: dict[str, Any]) -> None:
        await duplicates.settle(self.session, one, ACT, same=True)

    async def _tie(self, one: Entry, details: dict[str, Any], *, tied: bool = True) -> None:
        campaign_id = self.campaign_ids[details["quantity"] % 2]
        await ties.by_hand(self.session, one.id, campaign_id, ACT, tied=tied)

    async def _untie(self, one: Entry, details: dict[str, Any]) -> None:
        await self._tie(one, details, tied=False)


def added_up(several: Sequence[Entry]) -> dict[str, Measures]:
    """The sums by kind, worked out again the plain way."""
    sums: defaultdict[str, Measures] = defaultdict(Measures)
    for one in several:
        asks = kinds()[one.kind].asks
        sums[one.kind] += Measures(
            1,
            one.quantity or 0,
            one.quantity_approximate,
            one.class_hours or 0,
            one.class_hours is None and "class_hours" in asks,
            one.audience or 0,
            one.audience_approximate,
            one.audience is None and "audience" in asks,
        )
    return dict(sums)


BELONGS: dict[str, Any] = {
    "kind": lambda one, key: one.kind == key,
    "position": lambda one, key: (one.position or "none") == key,
    "month": lambda one, key: f"{one.counted_on:%Y-%m}" == key,
    "school": lambda one, key: (one.school.id if one.school else 0) == key,
    "person": lambda one, key: key in ({person.id for person in one.people} or {0}),
    "topic": lambda one, key: key in (one.topics or ("none",)),
}
"""Whether an entry belongs to a row, said the plain way; of campaigns `ties.of_entry` says it."""


@pytest.fixture
async def district(database: Database) -> Database:
    """A database with schools, people and campaigns; every example brings its own history."""
    async with database.write() as session:
        await set_up(session)
    return database


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(STEPS, max_size=25),
    scope=st.sampled_from([EVERYTHING, Scope(person_id=1), Scope(False, 3, frozenset({1}))]),
    period=st.sampled_from([YEAR, Period.month(2024, 1), Period(date(2023, 12, 20), date(2024, 6, 10))]),
    part=st.sampled_from(PARTS),
)
async def test_every_figure_equals_the_entries_it_opens_after_any_history(
    district: Database, steps: list[Any], scope: Scope, period: Period, part: Part
) -> None:
    async with district.write() as session:
        await session.execute(delete(rows.Entry))
        ids = [one.id for one in await campaigns.of_year(session, 2024)]
        history = History(session, ids)
        for step in steps:
            await history.step(*step)
        known = {one.id: one for one in await entries.load(session, history.ids)}
        counted = [known[id_] for id_ in await entries_behind(session, scope, period, part)]
        assert {one.id for one in counted} == {
            one.id for one in known.values() if belongs(one, scope, period, part)
        }
        whole = await totals(session, period, scope, date(2026, 1, 1), part)
        assert whole.kinds == added_up(counted)
        for dimension in DIMENSIONS:
            found = await table(session, period, scope, dimension, part)
            for row in found.rows:
                for kind, sums in row.kinds.items():
                    opened = await entries_behind(session, scope, period, row.cell(kind))
                    assert len(opened) == await count_behind(session, scope, period, row.cell(kind))
                    assert added_up([known[id_] for id_ in opened]) == {kind: sums}
            await all_are_in_their_rows(session, found, counted)


def belongs(one: Entry, scope: Scope, period: Period, part: Part) -> bool:
    return (
        one.state == "recorded"
        and scope.includes(one)
        and period.start <= one.counted_on <= period.end
        and (not part.kinds or one.kind in part.kinds)
        and (part.topic is None or part.topic in one.topics)
        and (part.school_id is None or (one.school is not None and one.school.id == part.school_id))
        and (part.person_id is None or part.person_id in {person.id for person in one.people})
    )


async def all_are_in_their_rows(session: AsyncSession, found: Table, counted: Sequence[Entry]) -> None:
    """Each row holds the entries that belong to it, and no entry is left out that a row could hold."""
    held = {row.key: row.whole.entries for row in found.rows}
    if found.by == "campaign":
        tied = [id_ for one in counted for id_, _ in await ties.of_entry(session, one.id)]
        assert held == Counter(tied)
        return
    assert held == {key: sum(BELONGS[found.by](one, key) for one in counted) for key in held}
    if not (found.within.person_id or found.within.topic):
        assert all(any(BELONGS[found.by](one, key) for key in held) for one in counted)

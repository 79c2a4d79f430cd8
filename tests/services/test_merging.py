"""Two schools or people that are one: whatever is merged into whatever, the totals stay as they are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Period, Scope
from bot.services.roster import keeping, terms
from bot.services.roster.merging import merge
from bot.services.totals import totals
from db import appointments, entries, history, particulars, people
from db.merging import references
from db.models import Account, Change, Entry, Reminder, School, SchoolAlias
from db.work import Database
from tests.district import SOME_DAY, add, appoint, entry
from tests.district import people as some_people
from tests.district import schools as some_schools

NOW = datetime(2024, 6, 26, 8, tzinfo=UTC)
ACT = Act(None, "merge", NOW)


async def figures(session: AsyncSession) -> list[Any]:
    """What entries add up to; how many schools and people there are does change."""
    found = await totals(session, Period.year(2024), Scope(everything=True), SOME_DAY)
    lines = [line for line in found.lines if data.report_lines()[line.key].people is None]
    return [
        found.kinds,
        found.positions,
        found.months,
        lines,
        found.incomplete,
        found.planned,
        found.withdrawn,
    ]


class UndoneError(Exception):
    """What a property test wrote is not kept."""


days = st.integers(0, 6).map(lambda back: SOME_DAY - timedelta(days=back))
some_entries = st.lists(
    st.tuples(
        st.sampled_from(["lecture", "consultation", "essay"]),
        st.lists(st.integers(1, 4), max_size=4, unique=True),
        st.sampled_from([None, 1, 2, 3]),
        days,
        st.sampled_from(["recorded", "recorded", "incomplete", "withdrawn"]),
        st.sampled_from([None, "vice_principal", "school_adviser"]),
    ),
    max_size=12,
)
some_posts = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(["vice_principal", "adviser", "officer"]),
        st.sampled_from([None, 1, 2, 3]),
        st.sampled_from([None, date(2023, 9, 1), date(2024, 1, 1)]),
        st.sampled_from([None, date(2024, 5, 31), date(2026, 8, 31)]),
    ),
    max_size=6,
)


@given(
    kept=some_entries,
    posts=some_posts,
    kind=st.sampled_from(["school", "person"]),
    pair=st.permutations([1, 2, 3]).map(lambda order: order[:2]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_totals_are_the_same_before_and_after_a_merge(
    database: Database, kept: list[Any], posts: list[Any], kind: str, pair: list[int]
) -> None:
    with pytest.raises(UndoneError):
        async with database.write() as session:
            await some_schools(session, 3)
            await some_people(session, 4)
            for person, role, school, starts_on, ends_on in posts:
                await appoint(session, person, role, school, starts_on=starts_on, ends_on=ends_on)
            for what, whose, school, day, state, position in kept:
                given_fields = {"school_id": school, "held_on": day, "state": state, "position": position}
                session.add(entry(what, *whose, **given_fields))
            await session.flush()
            before, whole = await figures(session), len(await all_entries(session))
            await merge(session, ACT, kind, *pair)
            assert await figures(session) == before
            assert len(await all_entries(session)) == whole
            raise UndoneError


async def all_entries(session: AsyncSession) -> list[int]:
    return list(await session.scalars(select(Entry.id)))


async def test_a_merged_school_leaves_entries_aliases_posts_and_its_name_to_the_other(
    database: Database,
) -> None:
    async with database.write() as session:
        aliases = [SchoolAlias(alias="龙小")]
        await add(session, School(name="龙洲小学"), School(name="龙洲完小", pupils=300, aliases=aliases))
        await some_people(session, 1)
        session.add(entry("lecture", 1, school_id=2))
        post = await terms.appoint(session, ACT, 1, ("vice_principal", 2), (SOME_DAY, None))
        await merge(session, ACT, "school", 1, 2)
        school = await particulars.school(session, 1)
        assert (school.pupils, set(school.aliases)) == (300, {"龙小", "龙洲完小"})
        assert [one.school for one in await entries.load(session, await all_entries(session)) if one.school]
        assert (await appointments.load(session, post.id)).school == "龙洲小学"
        with pytest.raises(LookupError):
            await particulars.school(session, 2)
        [line, *_] = await history.page(session, slice(0, 9), about=("school", 1))
        assert line.fields == {"merged": ["龙洲完小", "龙洲小学"], "entries": [None, 1]}


async def test_what_was_reported_under_both_names_is_asked_about_and_counts_until_then(
    database: Database,
) -> None:
    async with database.write() as session:
        await some_schools(session, 2)
        await some_people(session, 2)
        await add(session, entry("lecture", 1, school_id=1), entry("lecture", 2, school_id=2))
        await merge(session, ACT, "school", 1, 2)
        found = await totals(session, Period.year(2024), Scope(everything=True), SOME_DAY)
        assert (found.kinds["lecture"].quantity, found.possible_duplicates) == (2, 1)


async def test_a_merged_person_leaves_accounts_entries_and_reminders_and_what_they_did_stays_told(
    database: Database,
) -> None:
    async with database.write() as session:
        await some_people(session, 2)
        await some_schools(session, 1)
        session.add(Account(id=7, person_id=2, name="zhang", first_seen_at=NOW))
        both = entry("lecture", 2, 1, school_id=1, logged_by=2)
        both.changes = [Change(at=NOW, by=2, how="log", fields={"state": [None, "recorded"]})]
        session.add_all(
            [both, reminder("person:1", "day"), reminder("person:2", "day"), reminder("person:2", "end")]
        )
        await session.flush()
        await merge(session, ACT, "person", 1, 2)
        [kept] = await entries.load(session, await all_entries(session))
        assert [one.id for one in kept.people] == [1]
        assert kept.logged_by == 1
        assert [
            (one.person.id if one.person else None) for one in await people.accounts_of(session, [1])
        ] == [1]
        reminded = list(await session.scalars(select(Reminder.recipient)))
        assert reminded == ["person:1", "person:1"]
        [(_, name, _, _)] = await entries.history(session, kept.id)
        assert name == "王1"
        assert (await particulars.person(session, 2)).id == 1


def reminder(recipient: str, step: str) -> Reminder:
    return Reminder(subject="campaign:1", step=step, recipient=recipient, due_at=NOW)


async def test_whoever_was_merged_before_is_merged_along(database: Database) -> None:
    async with database.write() as session:
        await some_people(session, 3)
        await merge(session, ACT, "person", 2, 3)
        await merge(session, ACT, "person", 1, 2)
        assert (await particulars.person(session, 3)).id == 1
        assert [one.id for one in await particulars.people(session)] == [1]


async def test_terms_that_overlap_become_one_and_others_stay_apart(database: Database) -> None:
    async with database.write() as session:
        await some_people(session, 2)
        await some_schools(session, 1)
        for person, start, end in ((1, 2018, 2020), (1, 2021, 2024), (2, 2023, 2026)):
            await appoint(
                session, person, "adviser", 1, starts_on=date(start, 9, 1), ends_on=date(end, 8, 31)
            )
        await merge(session, ACT, "person", 1, 2)
        assert [post.term for post in await appointments.of_person(session, 1)] == [
            (date(2018, 9, 1), date(2020, 8, 31)),
            (date(2021, 9, 1), date(2026, 8, 31)),
        ]


@pytest.mark.parametrize(("kind", "pair"), [("school", (1, 1)), ("person", (1, 9)), ("entry", (1, 2))])
async def test_what_is_one_already_or_is_not_there_is_not_merged(
    database: Database, kind: str, pair: tuple[int, int]
) -> None:
    async with database.write() as session:
        await some_schools(session, 2)
        await some_people(session, 2)
        with pytest.raises(LookupError):
            await merge(session, ACT, kind, *pair)


async def test_a_merge_done_by_two_officers_is_done_once(database: Database) -> None:
    async with database.write() as session:
        await some_people(session, 2)
        await merge(session, ACT, "person", 1, 2)
        with pytest.raises(LookupError):
            await merge(session, ACT, "person", 1, 2)
        assert len(await history.page(session, slice(0, 9))) == 1


def test_every_table_that_points_at_schools_or_people_is_moved_but_the_histories() -> None:
    assert {str(column) for column in references("schools")} >= {
        "entries.school_id",
        "appointments.school_id",
    }
    assert "history.by" not in {str(column) for column in references("people")}


async def test_an_erased_person_is_blank_in_the_history(database: Database) -> None:
    async with database.write() as session:
        await some_people(session, 2)
        await keeping.change(session, ACT, "person", 1, ("employer", "区法院"))
        await keeping.change(session, ACT, "person", 2, ("employer", "区法院"))
        await history.forget(session, 1)
    async with database.read() as session:
        other, gone = await history.page(session, slice(0, 9))
        assert (gone.subject.label, gone.fields, gone.at) == ("", {}, NOW)
        assert other.subject.label == "王2"

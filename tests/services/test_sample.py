"""The sample district, made once on each kind of database and then looked at from many sides."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import data
from bot.records import Entry, Part, Period, Scope, Totals
from bot.services.reading import read_message
from bot.services.sampling import NotEmptyError, district, done, write_sample
from bot.services.totals import behind, totals
from db import chats, entries, marks, people
from db.totals import entries_behind
from db.work import Database
from tests.conftest import BACKENDS, statement

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY = NOW.date()
YEAR = Period.year(2024)
EVERYTHING = Scope(everything=True)
REFERENCE = [
    ("vice_principals", 99, False, "名"),
    ("lectures", 642, False, "场次"),
    ("bureau_advisers", 1, False, "名"),
    ("bureau_consultations", 38, True, "次"),
    ("bureau_matters", 8, False, "件"),
    ("school_advisers", 35, False, "名"),
    ("school_consultations", 104, False, "次"),
    ("school_matters", 13, False, "件"),
    ("model_lessons", 15, False, "堂"),
    ("essays", 40, False, "篇"),
    ("base_visitors", 4000, True, "人次"),
]
"""The published year of 2024: what the district's people logged. 38 次 and 4000 人次 are "and more"."""
LECTURES = behind(data.report_lines()["lectures"]) or Part()


@pytest.fixture(scope="module", params=BACKENDS)
def sample_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database that holds the sample district as of `NOW`."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("sample") / "practice.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        server: str = request.getfixturevalue("postgres_server")
        name = "s" + os.urandom(6).hex()
        asyncio.run(statement(server.format("postgres"), f"CREATE DATABASE {name} TEMPLATE template"))
        url = server.format(name)
    asyncio.run(fill(url))
    return url


async def fill(url: str) -> None:
    database = Database(url)
    try:
        async with database.write() as session:
            await write_sample(session, NOW, ZONE)
    finally:
        await database.close()


@pytest.fixture
async def sample(sample_url: str) -> AsyncIterator[Database]:
    database = Database(sample_url)
    yield database
    await database.close()


async def summed(database: Database, period: Period = YEAR) -> Totals:
    async with database.read() as session:
        return await totals(session, period, EVERYTHING, TODAY)


async def recorded(database: Database, part: Part, period: Period = YEAR) -> list[Entry]:
    async with database.read() as session:
        return await entries.load(session, await entries_behind(session, EVERYTHING, period, part))


async def test_the_report_lines_of_2024_are_those_of_the_published_report(sample: Database) -> None:
    lines = (await summed(sample)).lines
    assert [(line.key, line.value, line.approximate, line.unit) for line in lines] == REFERENCE


async def test_the_lectures_are_many_entries_by_vice_principals_and_instructors(sample: Database) -> None:
    found = await recorded(sample, LECTURES)
    assert len(found) >= 600
    assert {one.kind for one in found} == {"lecture", "activity"}
    assert {one.position for one in found} == {"vice_principal", "instructor"}


async def test_every_school_has_a_vice_principal_a_contact_and_something_to_show(sample: Database) -> None:
    whole = await summed(sample)
    assert (whole.schools.total, whole.schools.with_vice_principal, whole.schools.with_entries) == (99,) * 3
    assert whole.people["contact"] == 99


async def test_some_entries_are_incomplete_planned_withdrawn_or_doubted(sample: Database) -> None:
    whole = await summed(sample)
    assert min(whole.incomplete, whole.planned, whole.withdrawn, whole.possible_duplicates) > 0
    assert whole.possible_duplicates <= 3


async def test_the_terms_are_busy_and_the_holidays_quiet(sample: Database) -> None:
    months = {
        key: sum(m.entries for m in kinds.values()) for key, kinds in (await summed(sample)).months.items()
    }
    holidays = {key: months.get(key, 0) for key in ("2024-01", "2024-02", "2024-07", "2024-08")}
    assert max(holidays.values()) < min(count for key, count in months.items() if key not in holidays)


async def test_the_busiest_days_are_theme_days(sample: Database) -> None:
    days = Counter(one.held_on for one in await recorded(sample, LECTURES))
    themes = {date(2024, 4, 15), date(2024, 6, 26), date(2024, 11, 8), date(2024, 12, 4)}
    assert {day for day, _ in days.most_common(4)} == themes  # 9 November was a Saturday


async def test_later_years_are_lighter_and_end_today(sample: Database) -> None:
    found = await recorded(sample, LECTURES, Period.year(2026))
    assert 20 < len(found) < 200
    assert max(one.held_on for one in found if one.held_on) <= TODAY


async def test_every_entry_has_a_message_that_is_read_as_what_is_recorded(sample: Database) -> None:
    async with sample.read() as session:
        ids = await entries_behind(session, EVERYTHING, Period(date(2024, 1, 1), TODAY))
        for entry in await entries.load(session, ids):
            said = (await chats.texts_of(session, [entry.id]))[-1]
            (item,) = (await read_message(session, said.text, said.sent_at, ZONE)).items
            count = item.cases if data.kinds()[entry.kind].quantity == "cases" else item.sessions
            told = (item.kind, item.held_on, item.school, item.audience, count)
            school = entry.school.name if entry.school else None
            assert told == (entry.kind, entry.held_on, school, entry.audience, entry.quantity)
            assert said.author != "?"


async def test_a_plan_that_was_carried_out_is_one_entry_of_two_messages(sample: Database) -> None:
    async with sample.read() as session:
        ids = await entries_behind(session, EVERYTHING, YEAR, LECTURES)
        told = [len(await chats.texts_of(session, [id_])) for id_ in ids]
    assert Counter(told) == {1: len(ids) - 6, 2: 6}


async def test_the_personas_are_known_and_the_stranger_is_not(sample: Database) -> None:
    roles = {}
    async with sample.read() as session:
        for key, persona in data.load("personas").items():
            account = await people.account(session, persona["telegram_id"])
            roles[key] = account and account.person and account.person.appointments[0]
    assert roles.pop("stranger") is None
    assert {key: (one.role, one.school) for key, one in roles.items() if one} == {
        "officer": ("officer", None),
        "vice_principal": ("vice_principal", "龙洲小学"),
        "school_adviser": ("adviser", "龙洲小学"),
        "bureau_adviser": ("adviser", None),
        "contact": ("contact", "龙洲小学"),
    }


async def test_the_database_is_marked(sample: Database) -> None:
    async with sample.read() as session:
        assert await marks.is_sample(session)


async def test_a_database_with_something_in_it_is_refused(sample: Database) -> None:
    with pytest.raises(NotEmptyError):
        await fill(sample.url.render_as_string(hide_password=False))


def test_the_same_seed_makes_the_same_district() -> None:
    invented = district(TODAY)
    one, same, other = (list(done(invented, TODAY, ZONE, seed)) for seed in ("1", "1", "2"))
    assert one == same
    assert one != other
    assert district(TODAY) == invented


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_whatever_the_seed_the_sums_are_right(seed: str) -> None:
    """By construction: a sum is divided among entries, whatever chance makes of each."""
    sums: Counter[str] = Counter()
    for deed in done(district(TODAY), date(2024, 12, 31), ZONE, seed):
        if deed.state == "recorded":
            at_bureau = "" if deed.school else "bureau "
            sums[at_bureau + deed.kind] += deed.quantity
            sums[f"{deed.kind} audience"] += deed.audience or 0
    assert sums["lecture"] + sums["activity"] == 642
    assert (sums["bureau consultation"], sums["consultation"]) == (38, 104)
    assert (sums["bureau legal_matter"], sums["legal_matter"]) == (8, 13)
    assert (sums["lesson"], sums["essay"], sums["visit audience"]) == (15, 40, 4000)

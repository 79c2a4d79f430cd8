"""What an import makes of appointments and accounts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db import models
from db.roster import Appointment, School
from db.work import Database
from tests.services.importing import (
    DISTRICT,
    NOW,
    csv_file,
    imported,
    kept,
    planned,
    posts,
    roster_file,
    said,
)


async def test_schools_and_people_are_kept_with_all_that_the_file_says(database: Database) -> None:
    row = [
        "张三",
        "区法院",
        "法院",
        "法治副校长",
        "龙小、一中",
        "2024.9.1",
        date(2027, 8, 31),
        13800000000,
        5,
    ]
    plan = await imported(database, roster_file(DISTRICT, [row]))
    roster = await kept(database)
    assert (said(plan), plan.counts()["schools"]["new"], plan.counts()["people"]["new"]) == ([], 2, 1)
    assert replace(roster.schools[0], id=0) == School(
        "龙洲小学", ("龙小", "龙洲小"), "小学", "龙光桥", 1200, "区"
    )
    [person] = roster.people
    assert (person.name, person.employer, person.dispatched_by, person.telephone, person.accounts) == (
        *("张三", "区法院", "法院", "13800000000"),
        frozenset({5}),
    )
    term = (date(2024, 9, 1), date(2027, 8, 31))
    assert posts(*person.appointments) == [
        Appointment("vice_principal", "龙洲小学", *term),
        Appointment("vice_principal", "第一中学", *term),
    ]


async def test_dates_of_an_appointment_are_corrected(database: Database) -> None:
    row = ["张三", None, None, "联络员", "一中", "2024-09-01", "2027-08-31"]
    await imported(database, roster_file(DISTRICT, [row]))
    plan = await imported(database, csv_file("姓名,职务,任职学校,聘期结束\n张三,联络员,一中,2025-06-30\n"))
    [person] = (await kept(database)).people
    assert posts(*person.appointments) == [
        Appointment("contact", "第一中学", date(2024, 9, 1), date(2025, 6, 30))
    ]
    assert len(plan.ended(date(2025, 7, 1))) == 1
    assert plan.ended(date(2025, 6, 30)) == []


async def test_ending_the_last_officer_is_pointed_out(database: Database) -> None:
    row = ["周敏", None, None, "管理员", "教育局", "2023-09-01", None, None, 7]
    await imported(database, roster_file([], [row]))
    ended = csv_file("姓名,职务,聘期结束\n周敏,管理员,2024-08-31\n")
    assert [note.key for note in (await planned(database, ended)).notes] == ["last_officer"]
    await imported(database, roster_file([], [["吴新", None, None, "管理员", "教育局", *[None] * 3, 8]]))
    assert (await imported(database, ended)).notes == []


async def test_a_renewed_term_keeps_the_one_before(database: Database) -> None:
    await imported(
        database, roster_file(DISTRICT, [["张三", None, None, "联络员", "一中", "2021-09-01", "2024-08-31"]])
    )
    await imported(
        database, roster_file([], [["张三", None, None, "联络员", "一中", "2024-09-01", "2027-08-31"]])
    )
    [person] = (await kept(database)).people
    assert [post.ends_on for post in person.appointments] == [date(2024, 8, 31), date(2027, 8, 31)]


@pytest.mark.parametrize("place", ["教育局", "赫山区教育局", "Education Bureau", ""])
async def test_an_appointment_may_be_at_the_bureau(database: Database, place: str) -> None:
    await imported(database, csv_file(f"姓名,职务,任职学校\n张三,管理员,{place}\n"))
    assert posts(*(await kept(database)).people[0].appointments) == [Appointment("officer", None)]


async def test_a_known_account_is_bound_and_keeps_its_own_name(database: Database) -> None:
    seen = datetime(2024, 1, 1, tzinfo=UTC)
    async with database.write() as session:
        session.add(models.Account(id=5, name="Zhang", language="en", first_seen_at=seen))
    await imported(database, csv_file("姓名,职务,Telegram ID\n张三,领导,5\n"))
    async with database.read() as session:
        account = await session.get_one(models.Account, 5)
    [person] = (await kept(database)).people
    assert (account.person_id, account.name, account.language) == (person.id, "Zhang", "en")


async def test_an_account_not_seen_yet_is_made_in_the_persons_name(database: Database) -> None:
    await imported(database, csv_file("姓名,职务,Telegram ID\n张三,领导,5\n"))
    async with database.read() as session:
        account = await session.get_one(models.Account, 5)
    assert (account.name, account.language, account.first_seen_at) == ("张三", "zh", NOW)

"""What an import makes of the roster, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.importing import apply
from db import models
from db.roster import Appointment, Roster, School
from db.work import Database
from tests.services.importing import (
    ACT,
    NOW,
    Rows,
    csv_file,
    imported,
    kept,
    outcomes,
    planned,
    roster_file,
    said,
)

DISTRICT: Rows = [["龙洲小学", "龙小、龙洲小", "小学", "龙光桥", 1200, "区"], ["第一中学", "一中", "高中"]]


def posts(*appointments: Appointment) -> list[Appointment]:
    return [replace(post, id=0) for post in appointments]


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


async def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    source = roster_file(
        DISTRICT, [["张三", "区法院", None, "法制副校长", "龙洲小学", "2024.9.1", None, None, 5]]
    )
    await imported(database, source)
    before = await kept(database)
    plan = await imported(database, source)
    assert outcomes(plan) == {"unchanged"}
    assert await kept(database) == before


async def test_planning_writes_nothing(database: Database) -> None:
    plan = await planned(database, roster_file(DISTRICT))
    assert plan.counts()["schools"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert (await kept(database)).schools == ()


async def test_a_plan_with_problems_cannot_be_applied(database: Database) -> None:
    async with database.write() as session:
        with pytest.raises(ValueError, match="problems"):
            await apply(session, await planned(database, csv_file("")), ACT)


async def test_one_problem_anywhere_and_nothing_is_written(database: Database) -> None:
    plan = await imported(database, roster_file(DISTRICT), csv_file("姓名,职务\n张三,校长\n"))
    assert len(said(plan)) == 1
    assert (await kept(database)).schools == ()


async def test_a_school_is_known_by_its_alias(database: Database) -> None:
    await imported(database, roster_file(DISTRICT))
    plan = await imported(database, csv_file("学校名称,别名,学生数\n龙小,龙洲完小,1300\n"))
    [school, _] = (await kept(database)).schools
    assert plan.counts()["schools"] == {"new": 0, "changed": 1, "unchanged": 0}
    assert (school.name, school.aliases, school.pupils) == ("龙洲小学", ("龙小", "龙洲小", "龙洲完小"), 1300)


async def test_an_empty_cell_leaves_things_as_they_are(database: Database) -> None:
    await imported(database, roster_file(DISTRICT))
    before = await kept(database)
    await imported(database, csv_file("学校名称,别名,学段,学生数\n龙洲小学,,,\n"))
    assert await kept(database) == before


async def test_an_import_removes_nobody_and_ends_nothing(database: Database) -> None:
    await imported(database, roster_file(DISTRICT, [["张三", None, None, "联络员", "龙洲小学"]]))
    before = await kept(database)
    await imported(database, csv_file("姓名,职务\n李四,领导\n"))
    after = await kept(database)
    assert (after.schools, after.people[0]) == (before.schools, before.people[0])


async def test_people_of_one_name_with_different_employers_are_two(database: Database) -> None:
    rows = [["张三", "区法院", None, "领导"], ["张三", "区检察院", None, "领导"]]
    await imported(database, roster_file([], rows))
    assert [person.employer for person in (await kept(database)).people] == ["区法院", "区检察院"]


async def test_several_rows_with_several_roles_are_one_person(database: Database) -> None:
    rows = [["张三", "区法院", None, "法治副校长", "一中"], ["张 三", None, None, "法律顾问", "教育局"]]
    await imported(database, roster_file(DISTRICT, rows))
    [person] = (await kept(database)).people
    assert posts(*person.appointments) == [
        Appointment("vice_principal", "第一中学"),
        Appointment("adviser", None),
    ]


async def test_a_school_named_twice_in_one_cell_is_one_appointment(database: Database) -> None:
    await imported(database, roster_file(DISTRICT, [["张三", None, None, "联络员", "一中、第一中学"]]))
    [person] = (await kept(database)).people
    assert posts(*person.appointments) == [Appointment("contact", "第一中学")]


async def test_without_an_employer_it_is_the_only_person_of_that_name(database: Database) -> None:
    await imported(database, roster_file([], [["张三", "区法院", None, "领导"]]))
    await imported(database, csv_file("姓名,职务,电话\n张三,领导,138\n"))
    [person] = (await kept(database)).people
    assert (person.employer, person.telephone) == ("区法院", "138")


async def test_a_name_without_an_employer_that_could_be_two_is_a_problem(database: Database) -> None:
    await imported(database, roster_file([], [["张三", "甲", None, "领导"], ["张三", "乙", None, "领导"]]))
    plan = await planned(database, csv_file("姓名,职务\n张三,领导\n"))
    assert said(plan) == ["名册.csv〔人员〕第 2 行：叫“张三”的不止一位，请用“单位”分清是哪一位。"]


async def test_somebody_let_in_by_chat_gets_the_employer_that_the_file_says(database: Database) -> None:
    async with database.write() as session:
        session.add(models.Person(name="张三"))
    await imported(database, roster_file([], [["张三", "区法院", None, "领导"]]))
    assert [person.employer for person in (await kept(database)).people] == ["区法院"]


async def test_somebody_erased_is_not_met_again(database: Database) -> None:
    async with database.write() as session:
        session.add(models.Person(name="张三", erased_at=NOW))
    plan = await imported(database, roster_file([], [["张三", None, None, "领导"]]))
    assert plan.counts()["people"]["new"] == 1


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


async def test_a_renewed_term_keeps_the_one_before(database: Database) -> None:
    await imported(
        database, roster_file(DISTRICT, [["张三", None, None, "联络员", "一中", "2021-09-01", "2024-08-31"]])
    )
    await imported(
        database, roster_file([], [["张三", None, None, "联络员", "一中", "2024-09-01", "2027-08-31"]])
    )
    [person] = (await kept(database)).people
    assert [post.ends_on for post in person.appointments] == [date(2024, 8, 31), date(2027, 8, 31)]


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


@pytest.mark.parametrize("place", ["教育局", "赫山区教育局", "Education Bureau", ""])
async def test_an_appointment_may_be_at_the_bureau(database: Database, place: str) -> None:
    await imported(database, csv_file(f"姓名,职务,任职学校\n张三,管理员,{place}\n"))
    assert posts(*(await kept(database)).people[0].appointments) == [Appointment("officer", None)]


PROBLEMS = [
    ("张三,,,法治副校长,龙州小学,,,,", "学校名单里没有“龙州小学”，是不是“龙洲小学”？"),
    ("张三,,,法治副校长,某某大学,,,,", "学校名单里没有“某某大学”。"),
    ("张三,,,法律顾问,,,,,", "法律顾问要填任职学校，教育局的填“教育局”。"),
    (
        "张三,,,校长,一中,,,,",
        "不认识的职务“校长”，可填：管理员、法治副校长、法治辅导员、法律顾问、联络员、领导。",
    ),
    ("张三,,,联络员,一中,2024-09-01,2024-08-31,,", "聘期结束 2024-08-31 早于聘期开始 2024-09-01。"),
    ("张三,,,领导,,,,,abc", "“Telegram ID”应是一串数字，却是“abc”。"),
    ("张三,,,领导,,,,,7", "Telegram ID 7 已绑定“王五”，不能再绑定给别人。"),
    ("李四,,,领导,,,,,8", "Telegram ID 8 已绑定“赵六”，不能再绑定给别人。"),
    ("赵六,,,领导,教育局,,,,", "“赵六”在“教育局”任领导，与第 2 行重复，或聘期重叠。"),
    ("赵六,,,联络员,一中,,,139,", "“赵六”的“电话”是“139”，与第 2 行不一致。"),
]


async def test_a_roster_names_whoever_was_let_in_by_chat(database: Database) -> None:
    async with database.write() as session:
        session.add(models.Person(id=1, name="Zhou ✨", provisional=True))
        await session.flush()
        session.add(models.Account(id=7, person_id=1, name="Zhou ✨", first_seen_at=NOW))
    await imported(database, roster_file(DISTRICT, [["周敏", "教育局", None, "管理员", *[None] * 4, 7]]))
    [person] = (await kept(database)).people
    assert (person.name, person.accounts, person.provisional) == ("周敏", frozenset({7}), False)


@pytest.mark.parametrize(("row", "problem"), PROBLEMS)
async def test_a_problem_with_a_person_is_named_in_plain_words(
    database: Database, row: str, problem: str
) -> None:
    await imported(database, roster_file(DISTRICT, [["王五", *[None] * 2, "领导", *[None] * 4, 7]]))
    head = "姓名,单位,派出机关,职务,任职学校,聘期开始,聘期结束,电话,Telegram ID\n赵六,,,领导,,,,138,8\n"
    assert said(await planned(database, csv_file(head + row + "\n"))) == [
        f"名册.csv〔人员〕第 3 行：{problem}"
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("桃小,\n桃小,\n", "第 3 行：“桃小”与第 2 行是同一所学校。"),
        ("龙洲小学,\n龙小,\n", "第 3 行：“龙小”与第 2 行是同一所学校。"),
        (
            "桃花仑小学,桃小\n桃花岭小学,桃小\n",
            "第 3 行：“桃小”已经是“桃花仑小学”的名称或别名，不能再给“桃花岭小学”。",
        ),
        ("桃花仑小学,一中\n", "第 2 行：“一中”已经是“第一中学”的名称或别名，不能再给“桃花仑小学”。"),
        ("桃花仑小学,桃小\n桃小,\n", "第 2 行：“桃小”已经是“桃小”的名称或别名，不能再给“桃花仑小学”。"),
    ],
)
async def test_a_name_belongs_to_one_school_only(database: Database, rows: str, problem: str) -> None:
    await imported(database, roster_file(DISTRICT))
    plan = await planned(database, csv_file("学校名称,别名\n" + rows))
    assert said(plan) == [f"名册.csv〔学校〕{problem}"]


async def test_a_row_of_another_file_is_called_by_its_file(database: Database) -> None:
    plan = await planned(
        database, csv_file("学校名称\n一中\n", "a.csv"), csv_file("学校名称\n一中\n", "b.csv")
    )
    assert said(plan) == ["b.csv〔学校〕第 2 行：“一中”与a.csv〔学校〕第 2 行是同一所学校。"]


async def test_a_school_with_a_bad_cell_is_still_known_to_its_people(database: Database) -> None:
    plan = await planned(
        database, roster_file([["一中", None, None, None, "很多"]], [["张三", None, None, "联络员", "一中"]])
    )
    assert said(plan) == ["名册.xlsx〔学校〕第 2 行：“学生数”应是人数，却是“很多”。"]


async def test_a_file_full_of_mistakes_gets_the_whole_list(database: Database) -> None:
    rows: Rows = [
        ["张三", "甲", None, "法制副校长", "龙州小学", "２０２４．９．１", 45535],
        [None, None, None, "校长", "一中", "昨天"],
        [None] * 9,
        ["李四", "=A1", None, "联络员", "一中", None, None, None, "8.0E+08"],
    ]
    plan = await imported(database, roster_file([["一中", None, None, None, "很多"], ["一中"]], rows))
    assert [(problem.place.sheet, problem.place.row, problem.key) for problem in plan.problems] == [
        ("人员", 2, "unknown_school"),
        ("人员", 3, "missing"),
        ("人员", 3, "role"),
        ("人员", 3, "day"),
        ("人员", 5, "formula"),
        ("人员", 5, "telegram_id"),
        ("学校", 2, "count"),
        ("学校", 3, "school_twice"),
    ]
    assert await kept(database) == Roster((), ())


async def test_a_whole_district_is_imported_within_two_seconds(database: Database) -> None:
    schools = [[f"第{n}小学", f"{n}小", "小学", "龙光桥", 900 + n, "区"] for n in range(1, 100)]
    people = [
        [
            f"张{n}",
            f"单位{n % 7}",
            "公安",
            "法治副校长",
            f"第{n % 99 + 1}小学",
            "2024-09-01",
            "2027-08-31",
            "138",
            n,
        ]
        for n in range(1, 235)
    ]
    source = roster_file(schools, people)
    started = datetime.now(UTC)
    plan = await imported(database, source)
    assert (plan.counts()["schools"]["new"], plan.counts()["people"]["new"]) == (99, 234)
    assert datetime.now(UTC) - started < timedelta(seconds=2)

"""What an import makes of the people: who a row means, and who is a problem."""

import pytest

from db import models
from db.roster import Appointment
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


async def test_a_roster_names_whoever_was_let_in_by_chat(database: Database) -> None:
    async with database.write() as session:
        session.add(models.Person(id=1, name="Zhou ✨", provisional=True))
        await session.flush()
        session.add(models.Account(id=7, person_id=1, name="Zhou ✨", first_seen_at=NOW))
    await imported(database, roster_file(DISTRICT, [["周敏", "教育局", None, "管理员", *[None] * 4, 7]]))
    [person] = (await kept(database)).people
    assert (person.name, person.accounts, person.provisional) == ("周敏", frozenset({7}), False)


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


@pytest.mark.parametrize(("row", "problem"), PROBLEMS)
async def test_a_problem_with_a_person_is_named_in_plain_words(
    database: Database, row: str, problem: str
) -> None:
    await imported(database, roster_file(DISTRICT, [["王五", *[None] * 2, "领导", *[None] * 4, 7]]))
    head = "姓名,单位,派出机关,职务,任职学校,聘期开始,聘期结束,电话,Telegram ID\n赵六,,,领导,,,,138,8\n"
    assert said(await planned(database, csv_file(head + row + "\n"))) == [
        f"名册.csv〔人员〕第 3 行：{problem}"
    ]

"""What an import makes of past entries: the rules of messages, and nothing twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bot.records import Entry, Person, School
from db import entries as kept_entries
from db.entries import Source as From
from db.work import Database
from tests.services.importing import (
    ACT,
    DISTRICT,
    ENTRIES,
    Rows,
    csv_file,
    entries,
    imported,
    outcomes,
    past_file,
    planned,
    roster_file,
    said,
    workbook,
)

TERM = (date(2023, 9, 1), date(2024, 6, 30))
PEOPLE: Rows = [
    ["李建国", "区法院", "法院", "法治副校长", "龙洲小学", *TERM],
    ["赵卫东", "区检察院", "检察院", "法治副校长", "第一中学", *TERM],
    ["刘文静", "天平律所", None, "法律顾问", "教育局", *TERM],
    ["王芳", "甲", None, "法治辅导员", "龙洲小学", *TERM],
    ["王芳", "乙", None, "法治辅导员", "第一中学", *TERM],
]
TALK = ("2024-03-15", "龙小", "李建国", "法治讲座", "防校园欺凌、禁毒", 1, 2, "约300", None, "五年级")


@pytest.fixture(autouse=True)
async def district(database: Database) -> None:
    await imported(database, roster_file(DISTRICT, PEOPLE))


def notes(plan: Any) -> list[str]:
    return [str(note) for note in plan.notes]


async def made(database: Database, *row: Any) -> Entry:
    """The entry that this row makes."""
    plan = await imported(database, past_file(row))
    assert said(plan) == []
    [entry] = await entries(database)
    return entry


async def problems(database: Database, *row: Any) -> list[str]:
    """The problems of this row, without their place."""
    plan = await planned(database, past_file(row))
    return [problem.partition("行：")[2] for problem in said(plan)]


async def test_a_row_is_an_entry_with_all_that_it_says(database: Database) -> None:
    entry = await made(database, *TALK)
    assert (entry.kind, entry.state, entry.held_on, entry.counted_on) == (
        *("lecture", "recorded"),
        *(date(2024, 3, 15), date(2024, 3, 15)),
    )
    assert (entry.school and entry.school.name, [one.name for one in entry.people]) == (
        "龙洲小学",
        ["李建国"],
    )
    assert (entry.topics, entry.quantity, entry.class_hours) == (("bullying", "drugs"), 1, 2.0)
    assert (entry.audience, entry.audience_approximate, entry.note) == (300, True, "五年级")
    assert (entry.position, entry.flags, entry.logged_by) == ("vice_principal", frozenset(), None)


async def test_a_quantity_that_is_not_said_is_one_and_marked(database: Database) -> None:
    entry = await made(database, "2024-03-15", "龙小", "李建国", "讲座")
    assert (entry.quantity, entry.flags) == (1, frozenset({"assumed:quantity"}))


@pytest.mark.parametrize("amounts", [(None, None, None, 3), (3, None, None, None), (9, None, None, 3)])
async def test_cases_are_counted_in_cases(database: Database, amounts: Sequence[object]) -> None:
    entry = await made(database, "2024-03-15", "教育局", "刘文静", "法律咨询", None, *amounts)
    assert (entry.quantity, entry.school, entry.position, entry.state) == (
        3,
        None,
        "bureau_adviser",
        "recorded",
    )


async def test_past_entries_keep_the_people_of_their_time(database: Database) -> None:
    renewed = ["孙立", "司法所", None, "法治副校长", "龙洲小学", date(2024, 7, 1), None]
    await imported(database, roster_file([], [renewed]))
    plan = await imported(database, past_file(TALK, ("2024-08-20", "龙小", "孙立", "讲座")))
    assert (said(plan), [one.position for one in await entries(database)]) == ([], ["vice_principal"] * 2)


async def test_somebody_not_in_post_that_day_counts_under_no_position_and_is_noted(
    database: Database,
) -> None:
    plan = await imported(database, past_file(("2024-08-20", "龙小", "李建国", "讲座")))
    assert notes(plan) == [
        "以往.xlsx〔登记〕第 2 行：李建国在 2024-08-20 没有聘期内的职务：照样计入，但不算在任何职务名下。"
    ]
    [entry] = await entries(database)
    assert (entry.state, entry.position) == ("recorded", None)


async def test_a_row_without_people_is_nobodys_and_noted(database: Database) -> None:
    plan = await imported(database, past_file(("2024-03-15", "龙小", None, "讲座")))
    assert [note.key for note in plan.notes] == ["nobody"]
    assert [(one.people, one.position) for one in await entries(database)] == [((), None)]


async def test_namesakes_are_told_apart_by_the_school(database: Database) -> None:
    await imported(database, past_file(("2024-03-15", "第一中学", "王芳", "讲座")))
    [entry] = await entries(database)
    assert [post.school for post in entry.people[0].appointments] == ["第一中学"]


async def test_namesakes_are_told_apart_by_their_employer(database: Database) -> None:
    assert await problems(database, "2024-03-15", "教育局", "王芳", "讲座") == [
        "叫“王芳”的不止一位，请写成“王芳（单位）”。"
    ]
    entry = await made(database, "2024-03-15", "教育局", "王芳（乙）", "讲座")
    assert [post.school for post in entry.people[0].appointments] == ["第一中学"]


PROBLEMS = [
    (("2024-03-15", "龙州小学", "李建国", "讲座"), "学校名单里没有“龙州小学”，是不是“龙洲小学”？"),
    (("2024-03-15", "某某大学", "李建国", "讲座"), "学校名单里没有“某某大学”。"),
    (("2024-03-15", "龙小", "李建华", "讲座"), "人员名单里没有“李建华”，是不是“李建国”？"),
    (
        ("2024-03-15", "龙小", "欧阳某某", "讲座"),
        "人员名单里没有“欧阳某某”；不在任的也请列入人员表，写明聘期。",
    ),
    (("2024-09-02", "龙小", "孙立", "讲座"), "2024-09-02 还没有到；登记表只收已经做了的事。"),
    (("2024年3月", "龙小", "李建国", "讲座"), "“日期”只写了年月：“2024年3月”，请写到哪一天。"),
    ((None, "龙小", "李建国", "讲座"), "“日期”没有填。"),
    (("2024-03-15", "龙小", "李建国", None), "“类别”没有填。"),
    (("2024-03-15", "龙小", "李建国", "讲座", None, -1), "“场次”应是一个数，却是“-1”。"),
    (
        ("2024-03-15", "龙小", "李建国", "讲座", None, 1, "两课时"),
        "“课时”应是课时数，如 2 或 1.5，却是“两课时”。",
    ),
    (("2024-03-15", "龙小", "李建国", "讲座", None, 100_000), "“场次”太大：100000，最多 99999。"),
]


@pytest.mark.parametrize(("row", "problem"), PROBLEMS)
async def test_a_problem_with_an_entry_is_named_in_plain_words(
    database: Database, row: Sequence[object], problem: str
) -> None:
    assert problem in await problems(database, *row)


async def test_an_unknown_kind_names_those_that_are_known(database: Database) -> None:
    [problem] = await problems(database, "2024-03-15", "龙小", "李建国", "吃饭")
    assert problem.startswith("不认识的类别“吃饭”，可填：法治讲座、主题活动、")


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        (("2024-03-15", None, "李建国", "讲座"), "lacks_school"),
        (("2024-03-15", "龙小", "李建国", "基地参观"), "lacks_audience"),
        (("2024-03-15", "龙小", "李建国", "法治征文"), "lacks_quantity"),
    ],
)
async def test_what_lacks_something_is_kept_and_does_not_count(
    database: Database, row: Sequence[object], lacks: str
) -> None:
    plan = await imported(database, past_file(row))
    assert [note.key for note in plan.notes] == [lacks]
    assert [one.state for one in await entries(database)] == ["incomplete"]


async def test_a_topic_of_no_list_is_kept_in_the_note(database: Database) -> None:
    entry = await made(database, "2024-03-15", "龙小", "李建国", "讲座", "爱鸟护鸟", *[None] * 4, "春天")
    assert (entry.topics, entry.note) == ((), "爱鸟护鸟；春天")


async def test_a_note_is_at_most_200_characters(database: Database) -> None:
    entry = await made(database, *TALK[:9], "长" * 201)
    assert entry.note == "长" * 200


async def test_the_same_event_by_two_people_is_marked_as_possibly_one(database: Database) -> None:
    await imported(database, past_file(TALK))
    other = ("2024-03-16", "龙小", "王芳", "讲座", "禁毒")
    plan = await imported(database, past_file(other))
    [note] = notes(plan)
    assert "第 2 行：与已登记的可能是同一场（2024-03-15 龙洲小学 法治讲座 李建国）：先都计入" in note
    first, second = await entries(database)
    assert ("duplicate" in first.flags, "duplicate" in second.flags) == (False, True)


async def test_a_row_carries_out_a_plan_rather_than_counting_beside_it(database: Database) -> None:
    await imported(database, past_file(TALK))
    [talk] = await entries(database)
    plan = replace(talk, id=0, state="planned", held_on=date(2024, 4, 1), counted_on=date(2024, 4, 1))
    async with database.write() as session:
        await kept_entries.keep(session, plan, From("message", "1/1/1"), ACT)
    done = ("2024-04-02", "龙小", "李建国", "讲座", "禁毒", 1, None, 120)
    found = await imported(database, past_file(done))
    assert [note.key for note in found.notes] == ["plan_done"]
    _, carried_out = await entries(database)
    assert (carried_out.state, carried_out.held_on, carried_out.audience) == (
        *("recorded", date(2024, 4, 2)),
        120,
    )
    assert outcomes(await imported(database, past_file(done))) == {"unchanged"}


OTHER = ("2024-04-01", "第一中学", "赵卫东", "主题活动", "禁毒", None, None, 500)


async def test_the_same_rows_in_another_order_form_or_file_change_nothing(database: Database) -> None:
    await imported(database, past_file(TALK, OTHER))
    before = await entries(database)
    turned = past_file(OTHER, TALK, name="b.xlsx")
    text = csv_file(
        "备注,类别,人员,学校,日期,主题,场次,课时,人数\n"
        "五年级,法治讲座,李 建国,龙小,2024年3月15日,防校园欺凌、禁毒,１,2.0,约300人\n"
        ",主题活动,赵卫东,第一中学,20240401,禁毒,,,500\n"
    )
    for source in (turned, text):
        plan = await imported(database, source)
        assert (said(plan), outcomes(plan)) == ([], {"unchanged"})
    assert await entries(database) == before


async def test_rows_that_say_the_same_are_as_many_as_they_are(database: Database) -> None:
    await imported(database, past_file(TALK, TALK))
    assert outcomes(await imported(database, past_file(TALK, TALK))) == {"unchanged"}
    await imported(database, past_file(TALK, TALK, TALK))
    assert len(await entries(database)) == 3


async def test_what_was_imported_and_withdrawn_stays_withdrawn(database: Database) -> None:
    await imported(database, past_file(TALK))
    [entry] = await entries(database)
    async with database.write() as session:
        await kept_entries.change(session, entry, replace(entry, state="withdrawn"), ACT)
    await imported(database, past_file(TALK))
    assert [one.state for one in await entries(database)] == ["withdrawn"]


async def test_entries_may_come_with_their_schools_and_people(database: Database) -> None:
    sheets: dict[str, Rows] = {
        "登记": [ENTRIES, ["2024-03-15", "新小", "钱多", "法治讲座"]],
        "人员": [["姓名", "职务", "任职学校", "聘期开始"], ["钱多", "法治副校长", "新村小学", "2024-01-01"]],
        "学校": [["学校名称", "别名"], ["新村小学", "新小"]],
    }
    assert said(await imported(database, workbook(sheets))) == []
    [entry] = await entries(database)
    assert isinstance(entry.school, School)
    assert (entry.school.name, entry.position) == ("新村小学", "vice_principal")
    assert [type(one) for one in entry.people] == [Person]
    assert min(entry.id, entry.school.id, entry.people[0].id) > 0


async def test_the_database_knows_at_once_that_rows_came_in(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite plans well without")
    await made(database, *TALK)
    async with database.read() as session:
        counted = text("SELECT reltuples FROM pg_class WHERE relname = 'entries'")
        assert await session.scalar(counted) == 1

"""What an import makes of the yearly figures."""

from __future__ import annotations

import pytest

from bot.services import figures
from db.work import Database
from tests.services.importing import csv_file, imported, outcomes, planned, said, workbook

HEADS = "年份,项目,数量,单位\n"


async def value(database: Database, key: str, year: int = 2024) -> float | str | None:
    async with database.read() as session:
        found = (await figures.of_year(session, year))[key]
        return found.note or found.value


async def test_a_figure_is_kept_under_any_of_its_names(database: Database) -> None:
    rows = (
        "2024,政务公开·公告通知,25,条\n2024年,普法考试,100%,%\n2024,报告单位,某区教育局,\n2023,征文上报,20,\n"
    )
    plan = await imported(database, csv_file(HEADS + rows))
    assert plan.counts()["figures"] == {"new": 4, "changed": 0, "unchanged": 0}
    assert await value(database, "open_notices") == 25
    assert await value(database, "law_exam_pass_rate") == 100
    assert await value(database, "office") == "某区教育局"
    assert await value(database, "essays_forwarded", 2023) == 20


async def test_the_same_file_again_changes_nothing_and_another_number_is_a_change(database: Database) -> None:
    rows = HEADS + "2024,征文上报,20,篇\n"
    await imported(database, csv_file(rows))
    assert outcomes(await imported(database, csv_file(rows))) == {"unchanged"}
    assert outcomes(await imported(database, csv_file(rows.replace("20,篇", "21,篇")))) == {"changed"}
    assert await value(database, "essays_forwarded") == 21


async def test_an_empty_number_leaves_things_as_they_are(database: Database) -> None:
    await imported(database, csv_file(HEADS + "2024,征文上报,20,篇\n"))
    await imported(database, csv_file(HEADS + "2024,征文上报,,篇\n"))
    assert await value(database, "essays_forwarded") == 20


async def test_a_sum_is_passed_over(database: Database) -> None:
    plan = await imported(database, csv_file(HEADS + "2024,政务公开·合计,78,条\n"))
    assert [note.key for note in plan.notes] == ["figure_sum"]
    assert plan.figures == ()


PARTS = "".join(
    f"2024,政务公开·{name},{value},条\n"
    for name, value in {"公告通知": 25, "机构信息": 1, "财政信息": 48, "专项工作": 3}.items()
)


async def test_a_sum_that_is_another_than_its_parts_come_to_says_so(database: Database) -> None:
    await imported(database, csv_file(HEADS + "2024,政务公开·年度报告,1,条\n"))
    [right] = (await planned(database, csv_file(HEADS + PARTS + "2024,政务公开·合计,78,条\n"))).notes
    wrong = await planned(database, csv_file(HEADS + PARTS + "2024,政务公开·合计,80,条\n"))
    assert right.key == "figure_sum"
    [remark] = [str(note) for note in wrong.notes]
    assert "“政务公开·合计”写的是 80，各部分相加却是 78，请核对" in remark


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2024,征文上豹,20,篇", "年度数据里没有“征文上豹”，是不是：征文上报"),
        ("24,征文上报,20,篇", "“年份”应是年份，如 2024，却是“24”。"),
        ("2024,征文上报,20,件", "“征文上报”的单位是“篇”，请核对。"),
        ("2024,征文上报,许多,篇", "“征文上报”应是一个数（篇），却是“许多”。"),
        ("2024,年度普法考试合格率,1,%", "“1”说不清是多少，请写成 100 或 100%。"),
        ("2024,征文上报,20,篇\n2024,征文上报,21,篇", "“征文上报”与第 2 行说的不一样。"),
        ("2024,年度普法考试合格率,120%,%", "“年度普法考试合格率”是 120%？最多只能是 100%，请核对。"),
        ("2024,征文上报,2.5,篇", "“征文上报”应是整数，却是“2.5”。"),
        ("2024,征文上报,-2,篇", "“征文上报”不会小于 0，却是“-2”。"),
        ("2024,征文上报,999999999999,篇", "最多只能是 1000000篇，请核对。"),
        (f"2024,存在的不足,{'长' * 2001},", "太长，最多 2000 字。"),
    ],
)
async def test_what_can_t_be_kept_is_a_problem(database: Database, row: str, problem: str) -> None:
    [remark] = said(await planned(database, csv_file(f"{HEADS}{row}\n")))
    assert problem in remark


async def test_a_percentage_of_excel_is_not_taken_for_one_per_cent(database: Database) -> None:
    """A cell formatted as 100 % holds 1."""
    rows = [("年份", "项目", "数量"), (2024, "年度普法考试合格率", 1.0)]
    plan = await planned(database, workbook({"年度数据": rows}))
    assert [remark.key for remark in plan.problems] == ["figure_percent"]

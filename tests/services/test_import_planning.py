"""What an import makes of a district, whatever it brings: what is left alone, what stops it."""

import pytest

from bot.services.importing import apply
from db.work import Database
from tests.services.importing import (
    ACT,
    DISTRICT,
    csv_file,
    imported,
    kept,
    outcomes,
    planned,
    roster_file,
    said,
)


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


async def test_an_import_removes_nobody_and_ends_nothing(database: Database) -> None:
    await imported(database, roster_file(DISTRICT, [["张三", None, None, "联络员", "龙洲小学"]]))
    before = await kept(database)
    await imported(database, csv_file("姓名,职务\n李四,领导\n"))
    after = await kept(database)
    assert (after.schools, after.people[0]) == (before.schools, before.people[0])


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

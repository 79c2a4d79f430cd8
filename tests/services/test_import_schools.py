"""What an import makes of the schools."""

import pytest

from db.work import Database
from tests.services.importing import (
    DISTRICT,
    csv_file,
    imported,
    kept,
    planned,
    roster_file,
    said,
)


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

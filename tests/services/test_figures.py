"""Yearly figures: typed in, corrected, added up; what is blank."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import data
from bot.records import Act, Period
from bot.reports.material import Figure
from bot.services import figures
from bot.understanding.figures import Stated, names, read_figures, read_value
from db import history
from db.figures import Kept
from db.work import Database
from tests.district import people

ACT = Act(1, "message", datetime(2024, 12, 20, tzinfo=UTC))
DISCLOSED = {"notices": 25, "organisation": 1, "finance": 48, "special_work": 3, "annual_report": 1}


async def typed(database: Database, year: int = 2024, **values: float | str) -> dict[str, Figure]:
    """Keep these, and what is then known of the year."""
    async with database.write() as session:
        for key, said in values.items():
            kept = Kept(note=said) if isinstance(said, str) else Kept(said)
            await figures.keep(session, year, key, kept, ACT)
        return await figures.of_year(session, year)


@pytest.fixture(autouse=True)
async def somebody(database: Database) -> None:
    async with database.write() as session:
        await people(session, 1)


async def test_a_figure_is_kept_for_its_year(database: Database) -> None:
    assert (await typed(database, leadership_study=6))["leadership_study"].value == 6
    assert (await typed(database, 2023))["leadership_study"].blank


async def test_a_correction_is_noted_with_what_it_was(database: Database) -> None:
    await typed(database, leadership_study=5)
    await typed(database, leadership_study=6)
    async with database.read() as session:
        newest, _first = await history.page(session, slice(0, 10), "settings")
    assert (newest.by, newest.subject.label) == ("王1", "2024 党组理论学习中心组学法")
    assert newest.fields == {"value": [5, 6]}


async def test_a_sum_is_that_of_its_parts(database: Database) -> None:
    found = await typed(database, **{f"open_{key}": value for key, value in DISCLOSED.items()})
    assert found["open_items"].value == 78


async def test_a_sum_is_blank_while_a_part_is(database: Database) -> None:
    assert (await typed(database, open_notices=25))["open_items"].blank


async def test_a_sum_is_never_typed_in(database: Database) -> None:
    with pytest.raises(figures.SumError):
        await typed(database, open_items=78)


async def test_blank_ones_are_listed_without_sums(database: Database) -> None:
    blank = {one.row.key for one in figures.unfilled(await typed(database, leadership_study=6))}
    assert blank == {key for key, row in data.figures().items() if not row.parts} - {"leadership_study"}


async def test_the_name_of_the_bureau_lasts(database: Database) -> None:
    await typed(database, 2022, office="某区教育局")
    assert (await typed(database, 2024))["office"].note == "某区教育局"
    assert (await typed(database, 2021))["office"].blank


def test_parts_and_names_are_of_figures_that_there_are() -> None:
    assert all(part in data.figures() for row in data.figures().values() for part in row.parts)
    assert {row.key for row in names().values()} == {
        key for key, row in data.figures().items() if not row.text
    }


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("政务公开 公告通知 25条", [Stated("open_notices", 25)]),
        ("政务公开公告通知:25", [Stated("open_notices", 25)]),
        ("2024年 公告通知 25 条", [Stated("open_notices", 25, 2024)]),
        ("政务公开 78条", [Stated("open_items", 78)]),
        ("征文上报共20篇。", [Stated("essays_forwarded", 20)]),
        ("教师资格定期注册1,699份", [Stated("certificates_registered", 1699)]),
        ("普法考试合格率99.5%", [Stated("law_exam_pass_rate", 99.5)]),
        ("中心组学法六次", [Stated("leadership_study", 6)]),
        ("行政诉讼1起\n民事诉讼 3起", [Stated("administrative_lawsuits", 1), Stated("civil_lawsuits", 3)]),
        (
            "检查出动人员780人次;检查机构227家",
            [Stated("inspectors_sent", 780), Stated("institutions_inspected", 227)],
        ),
    ],
)
def test_a_figure_is_understood(text: str, stated: list[Stated]) -> None:
    assert read_figures(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "今天下午在龙洲小学讲了防欺凌,300人",
        "法治征文40篇",
        "公告通知25次",
        "出动人员75人次",
        "行政诉讼1起\n今天讲了一课",
        "好的",
    ],
)
def test_what_is_no_figure_or_several_is_left_to_the_reader(text: str) -> None:
    assert read_figures(text) == []


def test_a_typed_answer_is_a_number_of_the_unit_or_none() -> None:
    row = data.figures()["open_notices"]
    assert [read_value(text, row) for text in ("25", " 25条 ", "共25条", "25次", "政务25", "没有")] == [
        *(25, 25, 25),
        *(None, None, None),
    ]


async def reported(database: Database, period: Period, moment: datetime | None = None) -> dict[str, Figure]:
    """The figures that a report of a period states."""
    async with database.read() as session:
        return await figures.of_period(session, period, moment)


async def test_a_report_of_the_year_states_its_figures(database: Database) -> None:
    await typed(database, leadership_study=6)
    assert (await reported(database, Period.year(2024)))["leadership_study"].value == 6


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2024, 1, 1), date(2024, 6, 30)),
        Period.school_year(2024),
        Period.month(2024, 3),
        Period(date(2024, 1, 1), date(2025, 12, 31)),
    ],
)
async def test_a_report_of_another_period_does_not_state_those_of_the_year(
    database: Database, period: Period
) -> None:
    await typed(database, leadership_study=6)
    assert (await reported(database, period))["leadership_study"].blank


@pytest.mark.parametrize("period", [Period.year(2024), Period.month(2024, 3), Period.year(2021)])
async def test_a_report_bears_the_present_name_of_the_office(database: Database, period: Period) -> None:
    await typed(database, office="某区教育局")
    before = ACT.at - timedelta(days=1)
    assert (await reported(database, period, before))["office"].note == "某区教育局"


async def test_a_report_bears_the_name_that_was_given_for_its_year(database: Database) -> None:
    await typed(database, office="某县教育局")
    await typed(database, 2026, office="某区教育局")
    assert (await reported(database, Period.year(2025)))["office"].note == "某县教育局"

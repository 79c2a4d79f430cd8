"""Yearly figures: typed in, corrected, added up; what is blank."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import data
from bot.records import Act, Period
from bot.reports.material import Figure
from bot.services import figures
from bot.understanding.figures.names import names
from bot.understanding.figures.stated import Answer, read_answer, read_figures, read_value
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
    assert {key for keys in names().values() for key in keys} == {
        key for key, row in data.figures().items() if not row.text
    }


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("law_exam_pass_rate", 100, ""),
        ("law_exam_pass_rate", 99.5, ""),
        ("law_exam_pass_rate", 120, "above"),
        ("open_notices", 2.5, "whole"),
        ("open_notices", 999999999999, "above"),
        ("open_notices", -5, "below"),
        ("open_notices", 0, ""),
    ],
)
def test_what_a_figure_can_t_be_is_said(key: str, value: float, wrong: str) -> None:
    assert figures.fault(data.figures()[key], Kept(value)) == wrong


async def test_what_a_figure_can_t_be_is_never_kept(database: Database) -> None:
    with pytest.raises(figures.ImpossibleError):
        await typed(database, law_exam_pass_rate=120)


async def test_a_figure_can_be_blank_again(database: Database) -> None:
    await typed(database, leadership_study=6)
    async with database.write() as session:
        await figures.keep(session, 2024, "leadership_study", Kept(), ACT)
    assert (await typed(database))["leadership_study"].blank


@pytest.mark.parametrize(("day", "year"), [("2025-01-10", 2024), ("2025-02-28", 2024), ("2025-03-01", 2025)])
def test_in_january_and_february_the_year_before_is_due(day: str, year: int) -> None:
    assert figures.due(date.fromisoformat(day)) == year


Found = tuple[str, float | None, int | None]
"""A figure's key, its value and year."""


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("政务公开 公告通知 25条", [("open_notices", 25, None)]),
        ("政务公开公告通知:25", [("open_notices", 25, None)]),
        ("2024年 公告通知 25 条", [("open_notices", 25, 2024)]),
        ("去年 专项工作 5条", [("open_special_work", 5, 2023)]),
        ("今年专项工作5条", [("open_special_work", 5, 2024)]),
        ("2023年度报告 1条", [("open_annual_report", 1, 2023)]),
        ("当年考试通过 6人", [("enforcement_passed", 6, None)]),
        ("政务公开 78条", [("open_items", 78, None)]),
        ("征文上报共20篇。", [("essays_forwarded", 20, None)]),
        ("教师资格定期注册1,699份", [("certificates_registered", 1699, None)]),
        ("普法考试合格率99.5%", [("law_exam_pass_rate", 99.5, None)]),
        ("中心组学法六次", [("leadership_study", 6, None)]),
        ("公告通知 -5条", [("open_notices", -5, None)]),
        ("公告通知-25条", [("open_notices", 25, None)]),
        ("检察建议 1份", [("procuratorial_suggestions", 1, None)]),
        ("合格率 100%", [("law_exam_pass_rate", 100, None)]),
        ("清空 公告通知", [("open_notices", None, None)]),
        ("公告通知 无", [("open_notices", None, None)]),
        ("去年公告通知清空", [("open_notices", None, 2023)]),
        ("师德 85起 113人", [("ethics_cases", 85, None), ("ethics_sanctioned", 113, None)]),
        (
            "行政执法证 持证 22名 考试通过 6人",
            [("enforcement_holders", 22, None), ("enforcement_passed", 6, None)],
        ),
        ("行政诉讼1起,民事诉讼3起", [("administrative_lawsuits", 1, None), ("civil_lawsuits", 3, None)]),
        (
            "2023年行政诉讼1起\n民事诉讼3起",
            [("administrative_lawsuits", 1, 2023), ("civil_lawsuits", 3, 2023)],
        ),
        (
            "出动检查人员780人次,检查机构227家",
            [("inspectors_sent", 780, None), ("institutions_inspected", 227, None)],
        ),
        (
            "检查出动人员780人次;检查机构227家",
            [("inspectors_sent", 780, None), ("institutions_inspected", 227, None)],
        ),
        (
            "公告通知25条、机构信息1条 财政信息48条",
            [("open_notices", 25, None), ("open_organisation", 1, None), ("open_finance", 48, None)],
        ),
        (
            "联合执法 行动8次 出动人员75人次",
            [("joint_operations", 8, None), ("joint_officers", 75, None)],
        ),
        ("1. 公告通知 25条\n2. 机构信息 1条", [("open_notices", 25, None), ("open_organisation", 1, None)]),
    ],
)
def test_a_figure_is_understood(text: str, stated: list[Found]) -> None:
    assert [(one.key, one.value, one.year) for one in read_figures(text, 2024)] == stated


@pytest.mark.parametrize(
    "text",
    [
        "今天下午在龙洲小学讲了防欺凌,300人",
        "法治征文40篇",
        "征文 40篇",
        "行政诉讼1起\n今天讲了一课",
        "好的",
        "师德讲座 1场 300人",
        "师德 1场 300人",
        "龙洲小学 师德 85起 113人",
        "昨天 检查机构 3家",
        "检查 3次",
        "不足 5人",
        "下一步 我们去龙洲小学讲课",
        "清空",
        "删除第一条",
        "公告通知 25条 26条",
    ],
)
def test_what_says_anything_else_is_left_to_the_reader(text: str) -> None:
    assert read_figures(text, 2024) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("出动人员75人次", [("inspectors_sent", "joint_officers")]),
        ("师德 113人", [("ethics_sanctioned",)]),
        ("教师资格 89份 699份", [("certificates_granted", "certificates_registered")] * 2),
        ("师德 85起 90起", [("ethics_cases",)] * 2),
    ],
)
def test_what_may_be_several_figures_or_none_is_in_doubt(text: str, keys: list[tuple[str, ...]]) -> None:
    found = read_figures(text, 2024)
    assert [one.keys for one in found] == keys
    assert [one.key for one in found] == [""] * len(found)


@pytest.mark.parametrize(
    ("text", "key", "note"),
    [
        ("存在的不足:队伍不齐,经费不足。\n阵地少", "shortcomings", "队伍不齐,经费不足。\n阵地少"),
        ("报告单位 某区教育局", "office", "某区教育局"),
        ("2024年下一步打算:Plan B", "next_stage", "Plan B"),
        ("存在的不足:无", "shortcomings", ""),
    ],
)
def test_words_of_the_report_are_taken_as_they_stand(text: str, key: str, note: str) -> None:
    [one] = read_figures(text, 2024)
    assert (one.key, one.note, one.value) == (key, note, None)


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


def test_a_number_of_another_unit_is_an_answer_and_a_sentence_is_none() -> None:
    said = ("25件", "清空", "300人的讲座", "abc")
    assert [read_answer(text) for text in said] == [Answer(25, "件"), Answer(None), None, None]

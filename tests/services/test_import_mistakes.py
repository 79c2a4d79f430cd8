"""A workbook with every kind of mistake: the complete list of problems in plain words, and no change."""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from bot.services.importing import Source, read, sentences
from bot.services.importing.files import MOST_UNPACKED
from db.roster import Roster
from db.work import Database
from tests.services.importing import (
    ENTRIES,
    PEOPLE,
    SCHOOLS,
    csv_file,
    entries,
    imported,
    kept,
    planned,
    said,
    saved,
    workbook,
)


def with_every_mistake() -> Workbook:
    """As it comes from a school office in November."""
    book = Workbook()
    schools, people, past, wrong = (
        book["Sheet"],
        book.create_sheet("人员"),
        book.create_sheet("登记"),
        book.create_sheet("统计图"),
    )
    schools.title = "学校"
    schools.append(["某某区中小学名单"])
    schools.merge_cells("A1:F1")
    schools.append(SCHOOLS)
    schools.append(["龙洲小学", "龙小", "小学", "龙光桥", "１２００人", "区级"])  # full width: no mistake
    schools.append([])
    schools.append(["第一中学", "一中", "高中", None, -5, "一流"])
    schools.append(["龙小", None, "小学"])
    schools.append(["第二小学", None, None, None, "=900+1"])
    people.append(PEOPLE)
    people.append(
        ["李建国", "法院", None, "法制副校长", "龙洲小学", "２０２４．９．１", "至今"]
    )  # no mistake
    people.append(["张三", "甲局", None, "法治副校长", "龙洲小学"])
    people.append([None, None, None, "法治辅导员", "第一中学"])
    people.merge_cells("A3:A4")
    people.merge_cells("B3:B4")
    people.append(["张三", "乙局", None, "校长", "龙州小学", "2024年13月1日"])
    people.append(["张三", None, None, "联络员", "龙洲小学"])
    people.append([None, None, None, "联络员", "一中"])
    people.append(["王五", None, None, "联络员", "一中", 45536, date(2024, 1, 1), 138, "@wang"])
    past.append(ENTRIES)
    past.append([45366, "龙小", "李建国", "法治讲座"])  # a date as a number: no mistake
    past.append(["2024.3.15", "龙小", "李建国", "讲座", None, -1, "两节", "很多"])
    past.append([None] * 10)
    past.append([date(2031, 1, 1), "龙小", "李建国", "法治讲座"])
    past.append(["三月", "没有的学校", "李建囯", "吃饭"])
    past.append(["=TODAY()", "龙小", "张三", "法治讲座"])
    past.append(["2024-03-15", "一中", "张三", "法治讲座"])
    wrong.append(["季度", "总数"])
    return book


EXPECTED = """
名册.xlsx〔人员〕第 5 行：不认识的职务“校长”，可填：管理员、法治副校长、法治辅导员、法律顾问、联络员、领导。
名册.xlsx〔人员〕第 5 行：“聘期开始”的日期看不懂：“2024年13月1日”，请写成 2024-09-01 这样。
名册.xlsx〔人员〕第 6 行：叫“张三”的不止一位，请用“单位”分清是哪一位。
名册.xlsx〔人员〕第 7 行：“姓名”没有填。
名册.xlsx〔人员〕第 8 行：“Telegram ID”应是一串数字，却是“@wang”。
名册.xlsx〔人员〕第 8 行：聘期结束 2024-01-01 早于聘期开始 2024-09-01。
名册.xlsx〔学校〕第 3 行：“龙小”已经是“龙小”的名称或别名，不能再给“龙洲小学”。
名册.xlsx〔学校〕第 5 行：“学生数”应是人数，却是“-5”。
名册.xlsx〔学校〕第 5 行：不认识的示范校级别“一流”，可填：区、市、省、国家。
名册.xlsx〔学校〕第 7 行：“学生数”是公式，没有算出结果：请在 Excel 里打开、保存一次，或改成数值。
名册.xlsx〔登记〕第 3 行：“场次”应是一个数，却是“-1”。
名册.xlsx〔登记〕第 3 行：“课时”应是课时数，如 2 或 1.5，却是“两节”。
名册.xlsx〔登记〕第 3 行：“人数”应是一个数，却是“很多”。
名册.xlsx〔登记〕第 5 行：2031-01-01 还没有到；登记表只收已经做了的事。
名册.xlsx〔登记〕第 6 行：“日期”的日期看不懂：“三月”，请写成 2024-09-01 这样。
名册.xlsx〔登记〕第 6 行：不认识的类别“吃饭”，可填：法治讲座、主题活动、基地参观、法治精品课、法治征文、\
法律咨询、涉法事务、其他工作。
名册.xlsx〔登记〕第 6 行：学校名单里没有“没有的学校”。
名册.xlsx〔登记〕第 6 行：人员名单里没有“李建囯”，是不是“李建国”？
名册.xlsx〔登记〕第 7 行：“日期”是公式，没有算出结果：请在 Excel 里打开、保存一次，或改成数值。
名册.xlsx〔登记〕第 7 行：叫“张三”的不止一位，请写成“张三（单位）”。
""".strip().splitlines()


async def test_every_mistake_is_named_and_nothing_is_changed(database: Database) -> None:
    plan = await imported(database, saved(with_every_mistake()))
    assert said(plan) == EXPECTED
    assert [str(note) for note in plan.notes if note.key == "unknown_sheet"] == [
        "名册.xlsx〔统计图〕：不认识的工作表，已忽略。"
    ]
    assert (await kept(database), await entries(database)) == (Roster((), ()), [])


def test_every_problem_and_note_can_be_said_in_both_languages() -> None:
    chinese, english = sentences("zh"), sentences("en")
    assert {part: list(rows) for part, rows in chinese.items()} == {
        part: list(rows) for part, rows in english.items()
    }


async def test_a_formula_with_a_result_is_its_result(database: Database) -> None:
    source = workbook({"学校": [SCHOOLS, ["龙洲小学", None, None, None, "=600+600"]]})
    solved = calculated(source, "600+600", "1200")
    assert said(await imported(database, solved)) == []
    assert [school.pupils for school in (await kept(database)).schools] == [1200]


def calculated(source: Source, formula: str, result: str) -> Source:
    """The workbook as Excel saves it, with the result of its one formula beside it."""
    packed, content = ZipFile(io.BytesIO(source.content or b"")), io.BytesIO()
    without, solved = f"<f>{formula}</f><v></v>", f"<f>{formula}</f><v>{result}</v>"
    with ZipFile(content, "w") as anew:
        for part in packed.namelist():
            anew.writestr(part, packed.read(part).decode().replace(without, solved))
    return Source(source.name, content.getvalue())


async def test_a_list_in_gbk_is_read_as_it_is_meant(database: Database) -> None:
    await imported(database, csv_file("学校名称,乡镇\n龙洲小学,龙光桥\n", encoding="gbk"))
    assert [school.township for school in (await kept(database)).schools] == ["龙光桥"]


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (Source("名册.xls", b"\xd0\xcf\x11\xe0"), "file_type"),
        (Source("名册.xlsx", b"\xd0\xcf\x11\xe0"), "broken_workbook"),
        (Source("名册.csv", "学校名称\n一小".encode("utf-16")), "encoding"),
    ],
)
async def test_a_file_that_is_none_is_one_problem(database: Database, source: Source, key: str) -> None:
    assert [problem.key for problem in (await planned(database, source)).problems] == [key]


async def test_a_workbook_cut_short_is_one_problem(database: Database) -> None:
    whole = workbook({"学校": [SCHOOLS, ["龙洲小学"]]}).content or b""
    parts = io.BytesIO()
    with ZipFile(io.BytesIO(whole)) as packed, ZipFile(parts, "w") as anew:
        for part in packed.namelist():
            anew.writestr(part, packed.read(part)[:300])
    for content in (whole[:-200], parts.getvalue()):
        plan = await planned(database, Source("名册.xlsx", content))
        assert [problem.key for problem in plan.problems] == ["broken_workbook"]


def test_a_workbook_that_unpacks_to_much_more_than_a_roster_is_refused() -> None:
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(MOST_UNPACKED + 1))
    [remark] = read([Source("名册.xlsx", content.getvalue())]).remarks
    assert remark.key == "too_large"


async def test_a_cell_at_the_far_end_of_a_sheet_is_no_reason_to_read_a_million_rows(
    database: Database,
) -> None:
    book = load_workbook(io.BytesIO(workbook({"学校": [SCHOOLS, ["龙洲小学"]]}).content or b""))
    book["学校"]["XFD2"] = "x"
    assert said(await planned(database, saved(book))) == []
    book["学校"]["A1048576"] = "x"
    [problem] = said(await planned(database, saved(book)))
    assert "一直到第 1048576 行" in problem

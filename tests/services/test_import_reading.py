"""Reading files: what a heading, a sheet and an encoding may look like."""

import io
import re
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from bot.services.importing.files import Source
from bot.services.importing.tables import Reading, read
from bot.services.importing.template import template
from tests.services.importing import PEOPLE, SCHOOLS, csv_file, roster_file, saved, workbook


def problems(reading: Reading) -> list[str]:
    return [str(remark) for remark in reading.remarks if remark.stops]


def notes(reading: Reading) -> list[str]:
    return [str(remark) for remark in reading.remarks if not remark.stops]


def test_headings_may_be_english_in_any_order_width_and_case() -> None:
    [row] = read([csv_file("ROLE,telegram_id, ＮＡＭＥ ,End date\nadviser,5,Li Ming,2024-12-31\n")]).rows[
        "people"
    ]
    assert (row.says["role"], row.says["telegram_id"], row.says["name"]) == ("adviser", 5, "Li Ming")
    assert row.says["ends_on"] == date(2024, 12, 31)


def test_headings_may_carry_a_star_or_a_remark() -> None:
    [row] = read([csv_file("*学校名称,学生数（人）\n龙洲小学,30\n")]).rows["schools"]
    assert row.says["pupils"] == 30


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_excel_saves_it(encoding: str, separator: str) -> None:
    content = "学校名称,乡镇\r\n龙洲小学,龙光桥\r\n".replace(",", separator)
    [row] = read([csv_file(content, encoding=encoding)]).rows["schools"]
    assert (row.says["name"], row.says["township"]) == ("龙洲小学", "龙光桥")


def test_csv_files_are_told_apart_by_their_headings() -> None:
    reading = read(
        [csv_file("姓名,职务,任职学校\n张三,领导,\n", "a.csv"), csv_file("学校名称\n一小\n", "b.csv")]
    )
    assert [row.says["name"] for row in reading.rows["people"]] == ["张三"]
    assert [row.says["name"] for row in reading.rows["schools"]] == ["一小"]


def test_a_title_may_stand_above_the_headings_and_empty_rows_between() -> None:
    source = workbook({"Sheet1": [["2024年学校名单"], [], SCHOOLS, [], ["龙洲小学"], [None, None], ["一小"]]})
    rows = read([source]).rows["schools"]
    assert [(row.says["name"], row.place.row) for row in rows] == [("龙洲小学", 5), ("一小", 7)]


def test_cells_merged_downwards_speak_for_every_row() -> None:
    book = Workbook()
    sheet = book["Sheet"]
    for row in (
        PEOPLE,
        ["张三", "法院", None, "法治副校长", "一小"],
        [None, None, None, "法治辅导员", "二小"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    rows = read([saved(book)]).rows["people"]
    assert [(row.says["name"], row.says["employer"]) for row in rows] == [("张三", "法院")] * 2


def test_a_formula_without_a_result_is_a_problem() -> None:
    reading = read([roster_file([["龙洲小学", None, None, None, "=1+1"]])])
    assert problems(reading) == [
        "名册.xlsx〔学校〕第 2 行：“学生数”是公式，没有算出结果：请在 Excel 里打开、保存一次，或改成数值。"
    ]


def test_an_error_in_a_cell_is_a_problem() -> None:
    assert re.search(
        "第 2 行：“学生数”是公式", problems(read([roster_file([["龙洲小学", None, None, None, "#REF!"]])]))[0]
    )


def test_unknown_columns_are_named_and_ignored() -> None:
    reading = read([csv_file("学校名称,校长,邮编\n龙洲小学,某某,413000\n")])
    assert (problems(reading), notes(reading)) == ([], ["名册.csv：不认识的列，已忽略：校长、邮编。"])


def test_unknown_sheets_are_named_and_ignored() -> None:
    reading = read([workbook({"说明": [["请按要求填写"]], "学校": [SCHOOLS, ["龙洲小学"]], "Sheet3": []})])
    assert (problems(reading), notes(reading)) == ([], ["名册.xlsx〔说明〕：不认识的工作表，已忽略。"])


def test_past_entries_are_told_by_their_headings() -> None:
    [row] = read([csv_file("Date,School,By,Kind,Hours\n2024-03-01,龙洲小学,张三,Lecture,2\n")]).rows[
        "entries"
    ]
    assert (row.says["kind"], row.says["people"], row.says["class_hours"]) == ("lecture", ("张三",), 2.0)


def test_a_row_of_totals_is_no_row() -> None:
    reading = read([csv_file("序号,日期,类别,人数\n1,2024-03-01,讲座,300\n合计,,,300\n")])
    assert [row.place.row for row in reading.rows["entries"]] == [2]
    assert "名册.csv〔登记〕第 3 行：这是合计，已跳过。" in notes(reading)


def test_the_template_comes_back_without_its_examples() -> None:
    reading = read([Source("模板.xlsx", template())])
    assert not any(reading.rows.values())
    assert notes(reading) == [
        f"模板.xlsx〔{name}〕第 2 行：这是模板里的示例，已跳过。"
        for name in ("学校", "人员", "登记", "年度数据")
    ]


def test_what_is_written_below_the_templates_examples_is_read() -> None:
    book = load_workbook(io.BytesIO(template()))
    book["学校"].append(["龙洲小学"])
    assert [row.says["name"] for row in read([saved(book)]).rows["schools"]] == ["龙洲小学"]


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (Source("名册.xlsx", None), "no_file"),
        (Source("名册.xls", b""), "file_type"),
        (Source("名册.xlsx", b"not a workbook"), "broken_workbook"),
        (Source("名册.csv", "学校名称\n一小".encode("utf-16")), "encoding"),
        (csv_file("学校名称\n" + "长" * 200_000), "encoding"),
        (csv_file(""), "nothing_to_import"),
        (csv_file("一,二\n三,四\n"), "nothing_to_import"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(source: Source, key: str) -> None:
    [remark] = read([source]).remarks
    assert (remark.key, remark.stops) == (key, True)


def test_a_sheet_without_its_columns_says_which_are_missing() -> None:
    reading = read([workbook({"人员": [["姓名", "单位"], ["张三", "法院"]]})])
    assert problems(reading) == ["名册.xlsx〔人员〕：缺少这些列：职务。"]


def test_a_column_may_stand_there_once() -> None:
    assert problems(read([csv_file("学校名称,校名\n一小,一小\n")])) == [
        "名册.csv：“学校名称”一列出现了两次。"
    ]


def test_every_bad_cell_of_a_row_is_named() -> None:
    reading = read([csv_file("姓名,职务,聘期开始,Telegram ID\n,校长,昨天,@zhang\n")])
    assert [remark.key for remark in reading.remarks] == ["missing", "role", "day", "telegram_id"]

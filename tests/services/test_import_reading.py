"""Reading files: what a cell, a heading, a sheet and an encoding may look like."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from bot.services.importing.amounts import amount, born, count, hours, telegram_id
from bot.services.importing.cells import Cell, UnreadableError, day, first_day, last_day, names, text
from bot.services.importing.files import Source
from bot.services.importing.readers import kind, model_level, role, school_kind
from bot.services.importing.tables import Reading, read
from bot.services.importing.template import template
from tests.services.importing import PEOPLE, SCHOOLS, csv_file, roster_file, saved, workbook


@pytest.mark.parametrize(
    "cell",
    [
        date(2024, 9, 1),
        datetime(2024, 9, 1, tzinfo=UTC),
        45536,
        45536.0,
        20240901,
        "2024-09-01",
        "2024.9.1",
        "2024/9/1",
        "2024年9月1日",
        "2024 年 9 月 1 日",
        "２０２４．９．１",
        "2024-09-01 00:00:00",
        "2024年9月",
    ],
)
def test_a_date_may_be_typed_in_many_ways(cell: Cell) -> None:
    assert first_day(cell) == date(2024, 9, 1)


def test_a_month_ends_on_its_last_day() -> None:
    assert last_day("2024年2月") == date(2024, 2, 29)


@pytest.mark.parametrize("cell", ["至今", "长期", "/", "", None])
def test_an_open_end_is_no_date(cell: Cell) -> None:
    assert last_day(cell) is None


@pytest.mark.parametrize("cell", ["明天", "2024-02-30", 2024.9, "2024.1", "1024-09-01", 12, "99999999"])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        first_day(cell)


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (13800000000.0, "13800000000"),
        ("１３８００", "13800"),
        ("张　三", "张三"),
        (" 区\n法院 ", "区法院"),
        ("Longzhou  School", "Longzhou School"),
        ("第９中学（东）", "第9中学（东）"),
        ("一\x00小\u200b", "一小"),
        ("—", ""),
        ("无", ""),
    ],
)
def test_text_loses_what_only_aligns_or_fills(cell: Cell, plain: str) -> None:
    assert text(cell) == plain


def test_names_are_parted_and_each_is_kept_once() -> None:
    assert names("龙小、龙洲小，龙 小；\nLongzhou Primary School") == (
        "龙小",
        "龙洲小",
        "Longzhou Primary School",
    )


@pytest.mark.parametrize("cell", [1200, "1,200", "１２００人", "1，200名"])
def test_a_count_may_have_marks_and_a_unit(cell: Cell) -> None:
    assert count(cell) == 1200


@pytest.mark.parametrize("cell", ["很多", -3, 12.5])
def test_what_is_no_count_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        count(cell)


@pytest.mark.parametrize("cell", ["@someone", "8.001E+08", 0, 2**52, "-5"])
def test_what_is_no_telegram_id_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        telegram_id(cell)


@pytest.mark.parametrize("cell", ["法治副校长", "法制副校长", "vice_principal", "Legal vice-principal"])
def test_a_role_goes_by_any_of_its_names(cell: Cell) -> None:
    assert role(cell) == "vice_principal"


def test_levels_and_kinds_are_kept_by_their_usual_word() -> None:
    assert (model_level("市级示范校"), school_kind("初级中学"), school_kind("体校")) == ("市", "初中", "体校")


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(UnreadableError):
        model_level("一流")


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


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (300, (300, False)),
        ("约300人", (300, True)),
        ("３００余人", (300, True)),
        ("近 1,200 人次", (1200, True)),
        ("300人左右", (300, True)),
        (0, None),
        ("—", None),
    ],
)
def test_an_amount_may_be_rough_and_none_is_unsaid(cell: Cell, found: object) -> None:
    assert amount(cell) == found


@pytest.mark.parametrize("cell", ["很多", -3, 1.5, "3x"])
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        amount(cell)


@pytest.mark.parametrize(("cell", "found"), [(2, 2.0), (1.5, 1.5), ("2课时", 2.0), (None, None), (0, None)])
def test_class_hours_go_by_tenths(cell: Cell, found: float | None) -> None:
    assert hours(cell) == found


@pytest.mark.parametrize("cell", ["两课时", 0.67, -1])
def test_what_are_no_class_hours_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        hours(cell)


def test_what_was_done_was_done_on_one_day() -> None:
    assert day("2024-09-01 14:30") == date(2024, 9, 1)
    with pytest.raises(UnreadableError):
        day("2024年9月")


@pytest.mark.parametrize("cell", [1968, "１９６８年"])
def test_a_year_of_birth_is_four_digits(cell: Cell) -> None:
    assert born(cell) == 1968


@pytest.mark.parametrize("cell", [68, 2031, "六八年"])
def test_what_is_no_year_of_birth_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        born(cell)


@pytest.mark.parametrize("cell", ["法治讲座", "讲座", "Lecture", "lecture"])
def test_a_kind_goes_by_its_name_or_a_word_that_messages_use(cell: Cell) -> None:
    assert kind(cell) == "lecture"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnreadableError):
        kind("吃饭")


def test_past_entries_are_told_by_their_headings() -> None:
    [row] = read([csv_file("Date,School,By,Kind,Hours\n2024-03-01,龙洲小学,张三,Lecture,2\n")]).rows[
        "entries"
    ]
    assert (row.says["kind"], row.says["people"], row.says["class_hours"]) == ("lecture", ("张三",), 2.0)


def test_the_template_comes_back_without_its_examples() -> None:
    reading = read([Source("模板.xlsx", template())])
    assert not any(reading.rows.values())
    assert notes(reading) == [
        f"模板.xlsx〔{name}〕第 2 行：这是模板里的示例，已跳过。" for name in ("学校", "人员", "登记")
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

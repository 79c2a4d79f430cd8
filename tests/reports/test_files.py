"""Workbook, CSV, evidence pack and chart: typed, printable, and harmless whatever people typed."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path, PurePath
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook as Opened
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from PIL import Image

from bot.records import Entered, Revised
from bot.reports import chart
from bot.reports.csv_file import CsvFile
from bot.reports.evidence import Evidence, Exhibit, safe
from bot.reports.material import wording
from bot.reports.workbook import Workbook
from tests.reports.materials import material

ZONE = ZoneInfo("Asia/Shanghai")
FORMULA = '=HYPERLINK("http://x","y")'
AT = datetime(2024, 6, 26, 8, 30, tzinfo=UTC)
LOCAL = AT.astimezone(ZONE).replace(tzinfo=None)
"""Half past four in the afternoon."""
NOW = AT.astimezone(ZONE)
ENTRY = Entered(
    id=7,
    state="recorded",
    day=date(2024, 6, 26),
    kind="lecture",
    topics=("drugs",),
    school="../龙洲小学",
    people=("李建国", "@赵"),
    position="vice_principal",
    quantity=1,
    quantity_approximate=False,
    class_hours=1.5,
    audience=300,
    audience_approximate=True,
    online=False,
    note=FORMULA,
    logged_by="李建国",
    logged_at=AT,
    source="message",
    author="李建国",
    sent_at=AT,
    text="+300人,讲了禁毒",
)


@pytest.fixture
def book(tmp_path: Path) -> Opened:
    """A workbook of one entry and one change of it."""
    with Workbook(tmp_path / "totals.xlsx", material(leadership_study=6), ZONE) as made:
        made.add_entries([ENTRY])
        made.add_changes([Revised(7, AT, "周敏", "button", "audience", 280, 300)])
    return load_workbook(tmp_path / "totals.xlsx")


def test_there_is_a_sheet_for_each_way_to_look_at_it(book: Opened) -> None:
    names = ["总览", "分校", "分人", "分月", "分主题日", "分主题", "登记明细", "变更记录", "核对事项"]
    assert book.sheetnames == names


def test_cells_are_typed_and_times_are_the_district_s(book: Opened) -> None:
    row = {head.value: cell.value for head, cell in zip(*book["登记明细"].iter_rows(max_row=2), strict=True)}
    assert (row["日期"], row["人数"], row["课时"]) == (datetime.combine(ENTRY.day, time()), 300, 1.5)
    assert row["登记时间"] == LOCAL
    assert (row["类别"], row["主题"], row["人数约数"]) == ("法治讲座", "禁毒", "是")


def test_no_cell_is_a_formula_whatever_was_typed(book: Opened) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert FORMULA in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize(
    "typed",
    [
        "<&>\"'",
        "<r>富文本</r>",
        "_x0041_",
        " 前后有空格 ",
        "一行\n\t又一行",
        "😀",
        "是" * 32767,
        "1e5",
        "_x00_",
    ],
)
def test_text_is_read_back_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    assert unescape(noted(tmp_path, typed)) == typed


def test_what_a_workbook_cannot_hold_does_not_break_it(tmp_path: Path) -> None:
    assert unescape(noted(tmp_path, "响铃\x07\ufffe")) == "响铃\x07\ufffe"
    assert noted(tmp_path, "是" * 40000) == "是" * 32767


def noted(tmp_path: Path, typed: str) -> str:
    """A note as a spreadsheet program reads it, but for what it writes as `_x0007_`."""
    with Workbook(tmp_path / "noted.xlsx", material(leadership_study=6), ZONE) as made:
        made.add_entries([replace(ENTRY, note=typed)])
    sheet = load_workbook(tmp_path / "noted.xlsx")["登记明细"]
    return str(sheet["O2"].value)


def test_it_can_be_printed_and_filtered(book: Opened) -> None:
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "B2")
    assert book["登记明细"].auto_filter.ref == "A1:U2"


def test_a_change_says_from_what_to_what(book: Opened) -> None:
    [_, row] = book["变更记录"].iter_rows(values_only=True)
    assert row == (7, LOCAL, "周敏", "按钮", "人数", 280, 300)


def test_a_breakdown_says_how_many_entries_do_not_say_their_class_hours(book: Opened) -> None:
    for name in ("分校", "分人", "分月", "分主题日", "分主题"):
        heads, row, *_ = book[name].iter_rows(values_only=True)
        cells = dict(zip(heads, row, strict=True))
        assert (cells["课时"], cells["未报课时(条)"], cells["未报人数(条)"]) == (20, 2, 1)


def test_an_approximate_sum_is_a_number_that_shows_so(book: Opened) -> None:
    heads, row, *_ = book["分校"].iter_rows()
    cells = {head.value: cell for head, cell in zip(heads, row, strict=True)}
    assert (cells["人次"].value, cells["人次"].number_format) == (3000, '#,##0"余"')
    assert "余" not in cells["法治讲座(场)"].number_format


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("class_hours", None, 1.5, (None, 1.5)),
        ("held_on", "2024-06-25", "2024-06-26", (datetime(2024, 6, 25), datetime(2024, 6, 26))),  # noqa: DTZ001
        ("people", ("王芳",), ("王芳", "李建国"), ("王芳", "王芳、李建国")),
        ("people", (), ("王芳",), (None, "王芳")),
        ("online", False, True, ("否", "是")),
        ("topics", ["drugs"], [], ("禁毒", None)),
        ("state", "recorded", "withdrawn", ("已登记", "已撤销")),
        ("note", "", "带了展板", (None, "带了展板")),
    ],
)
def test_what_was_changed_is_typed_and_in_words(
    tmp_path: Path, field: str, before: object, after: object, told: tuple[object, object]
) -> None:
    with Workbook(tmp_path / "changed.xlsx", material(), ZONE) as made:
        made.add_changes([Revised(7, AT, "周敏", "button", field, before, after)])
    [_, row] = load_workbook(tmp_path / "changed.xlsx")["变更记录"].iter_rows(values_only=True)
    assert (*row, None)[5:7] == told


def test_the_overview_says_what_is_not_filled_in(book: Opened) -> None:
    rows = {row[0]: row[1:4] for row in book["总览"].iter_rows(values_only=True)}
    assert rows["党组理论学习中心组学法"] == (6, "次", None)
    assert rows["征文上报"] == (None, "篇", "【待填】")
    assert rows["法治讲座"] == (12, "场", None)


def test_a_year_before_without_records_is_left_blank(tmp_path: Path) -> None:
    with Workbook(tmp_path / "first.xlsx", replace(material(), before=None), ZONE):
        pass
    _, *rows = load_workbook(tmp_path / "first.xlsx")["总览"].iter_rows(values_only=True)
    assert {row[4] for row in rows} == {None}


def test_the_year_before_is_beside_the_year(book: Opened) -> None:
    rows = {row[0]: row[4] for row in book["总览"].iter_rows(values_only=True)}
    assert rows["法治讲座"] == 12


@pytest.mark.parametrize(
    ("about", "parts"), [("", ["months", "coverage", "topics"]), (" · 龙洲小学", ["months", "topics"])]
)
def test_a_chart_of_one_school_says_nothing_of_how_many_are_reached(about: str, parts: list[str]) -> None:
    titles = [axes.get_title("left") for axes in chart.plot(replace(material(), about=about)).axes]
    assert titles == [wording()["chart"][part] for part in parts]


def test_a_chart_is_drawn_without_a_year_before() -> None:
    assert chart.draw(replace(material(), before=None)).startswith(b"\x89PNG")


def test_a_csv_file_opens_in_a_spreadsheet_as_text(tmp_path: Path) -> None:
    with CsvFile(tmp_path / "entries.csv", ZONE) as made:
        made.add_entries([ENTRY])
    raw = (tmp_path / "entries.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(raw.decode("utf-8-sig").splitlines())
    assert (row["备注"], row["原话"]) == (f"'{FORMULA}", "'+300人,讲了禁毒")
    assert row["学校"] == "../龙洲小学"


def test_evidence_lies_in_folders_that_lead_nowhere_else(tmp_path: Path) -> None:
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY, replace(ENTRY, id=8, state="withdrawn")], {})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        [message, index] = pack.namelist()
        assert message == "__龙洲小学/2024-06-26 法治讲座 7/原话.txt"
        assert pack.read(message).decode() == "2024-06-26 16:30 李建国:\n+300人,讲了禁毒\n"
        assert pack.read(index).startswith(b"\xef\xbb\xbf")


def exhibits(folder: Path, *names: str) -> list[Exhibit]:
    """Photos of 10,000 bytes each, called so."""
    (folder / "content").write_bytes(bytes(10_000))
    return [Exhibit(name, folder / "content") for name in names]


def test_photos_lie_beside_what_was_said_whatever_they_are_called(tmp_path: Path) -> None:
    sent = exhibits(tmp_path, "照片.jpg", "照片.jpg", "../签到表.pdf")
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY], {7: sent})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        folder = "__龙洲小学/2024-06-26 法治讲座 7"
        names = ["原话.txt", "1 照片.jpg", "2 照片.jpg", "3 __签到表.pdf"]
        assert pack.namelist() == [*(f"{folder}/{name}" for name in names), "目录.csv"]
        assert pack.read(f"{folder}/2 照片.jpg") == bytes(10_000)
        [row] = csv.DictReader(pack.read("目录.csv").decode("utf-8-sig").splitlines())
        assert row["照片和文件"] == "3"


def test_a_pack_that_would_be_too_large_is_several_each_whole(tmp_path: Path) -> None:
    sent = {id_: exhibits(tmp_path, "照片.jpg") for id_ in range(1, 6)}
    with Evidence(tmp_path / "evidence.zip", NOW, most=35_000) as made:
        made.add_entries([replace(ENTRY, id=id_) for id_ in range(1, 6)], sent)
    packs = [tmp_path / name for name in ("evidence.zip", "evidence-2.zip")]
    found = []
    for path in packs:
        with ZipFile(path) as pack:
            index = pack.read("目录.csv").decode("utf-8-sig").splitlines()
            found += [row["编号"] for row in csv.DictReader(index)]
            assert sum(name.endswith(".jpg") for name in pack.namelist()) == len(index) - 1
        assert path.stat().st_size < 40_000
    assert found == list("12345")
    assert not (tmp_path / "evidence-3.zip").exists()


def listed(pack: ZipFile) -> list[dict[str, str]]:
    """The rows of a pack's index."""
    return list(csv.DictReader(pack.read("目录.csv").decode("utf-8-sig").splitlines()))


def test_the_index_names_a_photo_that_is_gone(tmp_path: Path) -> None:
    sent = [*exhibits(tmp_path, "照片.jpg"), Exhibit("签到表.pdf", None)]
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY], {7: sent})
    assert made.missing == 1
    with ZipFile(tmp_path / "evidence.zip") as pack:
        [row] = listed(pack)
        assert (row["照片和文件"], row["缺失的文件"]) == ("1", "签到表.pdf")
        assert not any("签到表" in name for name in pack.namelist())


@pytest.mark.parametrize("name", ["长" * 200 + ".jpg", "a" * 90 + ".docx", ("照片" * 30) + ".tar.gz"])
def test_a_photo_keeps_its_ending_however_long_its_name_is(tmp_path: Path, name: str) -> None:
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY], {7: exhibits(tmp_path, name)})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        [_, photo, _] = pack.namelist()
    assert PurePath(photo).suffix == PurePath(name).suffix
    assert len(PurePath(photo).name) <= 80


def test_schools_whose_names_differ_in_what_no_folder_can_have_do_not_share_one(tmp_path: Path) -> None:
    names = ("甲/乙小学", "甲:乙小学", "甲_乙小学", "甲/乙小学")
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([replace(ENTRY, id=n, school=name) for n, name in enumerate(names)], {})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        folders = [row["文件夹"].partition("/")[0] for row in listed(pack)]
    assert folders == ["甲_乙小学", "甲_乙小学 (2)", "甲_乙小学 (3)", "甲_乙小学"]


def test_times_in_a_pack_are_the_district_s(tmp_path: Path) -> None:
    sent = exhibits(tmp_path, "照片.jpg")
    os.utime(tmp_path / "content", (AT.timestamp(), AT.timestamp()))
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY], {7: sent})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        assert {one.date_time for one in pack.infolist()} == {(2024, 6, 26, 16, 30, 0)}


def test_a_photo_of_before_there_were_zip_files_is_packed(tmp_path: Path) -> None:
    sent = exhibits(tmp_path, "照片.jpg")
    os.utime(tmp_path / "content", (0, 0))
    with Evidence(tmp_path / "evidence.zip", NOW) as made:
        made.add_entries([ENTRY], {7: sent})
    with ZipFile(tmp_path / "evidence.zip") as pack:
        assert pack.infolist()[1].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "folder"),
    [("..", "_"), ("a/b\\c", "a_b_c"), ("con: x. ", "con_ x_"), ("", "_"), ("龙洲", "龙洲")],
)
def test_a_folder_s_name_is_safe(name: str, folder: str) -> None:
    assert safe(name) == folder


def test_the_chart_is_drawn_in_a_font_that_has_its_characters() -> None:
    """A glyph that is missing would be a warning, and warnings are errors here."""
    image = Image.open(BytesIO(chart.draw(material())))
    assert image.format == "PNG"
    assert image.size == tuple(round(inches * chart.DPI) for inches in chart.INCHES)

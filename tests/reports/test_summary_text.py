"""The summary in words."""

from datetime import date

from bot.data import positions
from bot.records import Coverage, Line, Measures, Period, Totals
from bot.reports.summary_text import as_text, measures, quantity, sections

LECTURES = Measures(
    entries=2, quantity=3, class_hours=4.0, class_hours_missing=1, audience=760, audience_approximate=True
)
TOTALS = Totals(
    period=Period(date(2024, 1, 1), date(2024, 6, 30)),
    kinds={"lecture": LECTURES},
    positions={**{key: {} for key in positions()}, "vice_principal": {"lecture": LECTURES}},
    people={**dict.fromkeys(positions(), 0), "vice_principal": 99, "bureau_adviser": 1},
    schools=Coverage(total=99, with_vice_principal=99, with_entries=2),
    months={"2024-06": {"lecture": LECTURES}},
    lines=(Line("vice_principals", 99, approximate=False, unit="名"),),
    incomplete=0,
    planned=1,
    withdrawn=0,
    possible_duplicates=0,
)


def rows(title: str) -> dict[str, str]:
    return next(dict(section.rows) for section in sections(TOTALS) if section.title == title)


def test_a_kind_says_its_quantity_hours_audience_and_what_is_missing() -> None:
    assert measures("lecture", LECTURES) == "3 场 · 4 课时(1 条未报) · 760余人次"


def test_a_kind_that_has_no_hours_or_audience_does_not_mention_them() -> None:
    assert measures("consultation", Measures(entries=1, quantity=38, quantity_approximate=True)) == "38余次"


def test_half_an_hour_is_kept() -> None:
    assert quantity(1234567.5, "课时") == "1234567.5 课时"


def test_a_position_without_people_or_entries_is_left_out() -> None:
    assert rows("按身份") == {
        "法治副校长": "99 名",
        "  法治讲座": "3 场 · 4 课时(1 条未报) · 760余人次",
        "局法律顾问": "1 名",
    }


def test_the_reports_lines_have_their_names() -> None:
    assert rows("年度报告") == {"法治副校长": "99 名"}


def test_what_does_not_count_is_said() -> None:
    assert rows("不计入")["计划中"] == "1 条"


def test_the_text_has_a_title_and_its_figures_in_one_column() -> None:
    lines = as_text(TOTALS).splitlines()
    assert lines[0] == "普法工作汇总 2024-01-01 至 2024-06-30"
    table = [
        line.encode("gbk") for line in lines
    ]  # in GBK a Chinese character is two bytes, as wide as shown
    starts = {
        line.index(value.encode("gbk"))
        for line in table
        for value in ("99 名", "3 场")
        if value.encode("gbk") in line
    }
    assert len(starts) == 1

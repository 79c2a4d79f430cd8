"""The Word report: filled in, what is missing in yellow; what is wrong with a template is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_COLOR_INDEX

from bot import data
from bot.records import Measures, Part, Period, Row, Table
from bot.reports import placeholders, template
from bot.reports.material import period_text
from bot.reports.report import render
from bot.reports.template_problems import Problem, TemplateProblemError
from tests.reports.materials import YEAR, material

VALUES = placeholders.values(material(leadership_study=6, office="某区教育局", law_exam_pass_rate=99.5))


def made(text: str | None = None) -> Docx:
    """The report by the shipped template, or by one of a single paragraph."""
    return Document(BytesIO(render(own(text) if text else template.shipped(), VALUES)))


def own(*paragraphs: str, head: str = "") -> bytes:
    """A template of these paragraphs, with this at the head of each page."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = head
    for text in paragraphs:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def body(document: Docx) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_it_is_laid_out_as_such_reports_are() -> None:
    first, second, *_ = made().paragraphs
    assert first.text == "某区教育局2024年法治政府建设工作报告"
    assert second.text == "（2024年12月26日）"
    for part in ("一、机制建设", "二、学法普法", "三、法治队伍", "四、依法行政与依法治校", "附件1", "附件4"):
        assert part in body(made())


def test_a_figure_stands_with_its_unit() -> None:
    assert "集体学法6次。" in body(made())
    assert "合格率99.5%。" in body(made())
    assert "参加活动3000余人次。" in body(made())


def test_what_is_missing_is_to_be_filled_in_and_yellow() -> None:
    (paragraph,) = (one for one in made().paragraphs if "到场" in one.text)
    assert paragraph.text.startswith("【待填】学校的书记")
    marked = [run.text for run in paragraph.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert marked == ["【待填】"]


def test_nothing_known_is_marked() -> None:
    known = [one for one in made().paragraphs if "【待填】" not in one.text]
    assert not any(run.font.highlight_color for one in known for run in one.runs)


def test_annexes_have_a_row_for_each_school_and_what_they_add_up_to() -> None:
    by_school, by_month, by_campaign, yearly = made().tables
    names = [row.cells[0].text for row in by_school.rows]
    assert names == ["学校", "龙洲小学", "<世通> & 分校", "合计"]
    assert [row.cells[-1].text for row in by_school.rows] == [
        "人次",
        "3000余\n另1条未报",
        "3000余\n另1条未报",
        "6000余\n另2条未报",
    ]
    assert [row.cells[0].text for row in by_month.rows] == ["月份", "2024年6月", "合计"]
    assert [row.cells[0].text for row in by_campaign.rows] == ["活动", "国际禁毒日"]
    assert len(yearly.rows) == 1 + sum(not row.text for row in data.figures().values())


def test_names_of_people_are_no_markup_and_control_characters_are_dropped() -> None:
    values = VALUES | {"office": "A<b>&\x0b局"}
    document = Document(BytesIO(render(own("{{ office }}"), values)))
    assert body(document) == "A<b>&局"


def test_a_figure_can_be_taken_apart() -> None:
    assert body(made("{{ leadership_study.number }}-{{ leadership_study.unit }}")) == "6-次"


@pytest.mark.parametrize(
    ("text", "wrong", "places"),
    [
        ("讲座{{ lecturs }}", "unknown", ["{{ lecturs }}"]),
        (
            "{{ foo.bar }}和{{ lectures.numbr }}和{{ lecturs }}",
            "unknown",
            ["{{ foo.bar }}", "{{ lectures.numbr }}", "{{ lecturs }}"],
        ),
        ("{% for row in by_school %}{{ row.nam }}{% endfor %}", "unknown", ["{{ row.nam }}"]),
        ("{% for row in by_schol %}{% endfor %}", "unknown", ["{% for row in by_schol %}"]),
        ("{{ lectures.__class__.__mro__ }}", "forbidden", ["{{ lectures.__class__.__mro__ }}"]),
        ("{{ 2 * 3 }}", "forbidden", ["{{ 2 * 3 }}"]),
        ("讲座{{ lectures }", "unclosed", ["{{ lectures }"]),
        ("讲座{ lectures }}", "unclosed", ["}}"]),
        ("{{ lectures + }}", "broken", ["{{ lectures + }}"]),
        ("{{ lectures() }}", "broken", ["{{ lectures() }}"]),
        ("{{ lectures|nofilter }}", "broken", ["{{ lectures|nofilter }}"]),
        ("{% foo %}", "broken", ["{% foo %}"]),
        ("{% if x = %}{% endif %}", "broken", ["{% if x = %}"]),
        ("{% if lectures > 5 %}{% endif %}", "broken", ["{% if lectures > 5 %}"]),
        (
            "{%tr for row in by_school %}{%tr endfor %}",
            "broken",
            ["{%tr for row in by_school %}", "{%tr endfor %}"],
        ),
        ("{% if all_led %}全", "unpaired", ["{% if all_led %}"]),
        ("{% if all_led %}{% for row in by_school %}{% elif x %}", "unpaired", ["{% elif x %}"]),
        ("{% endfor %}", "unpaired", ["{% endfor %}"]),
        ("{% for row in by_school %}{% endif %}", "unpaired", ["{% endif %}"]),
    ],
)
def test_what_is_unknown_or_broken_is_named_whole(text: str, wrong: str, places: list[str]) -> None:
    with pytest.raises(TemplateProblemError) as error:
        made(text)
    assert (error.value.problem.wrong, list(error.value.problem.places)) == (wrong, places)


def test_what_is_unknown_at_the_head_of_a_page_is_named_too() -> None:
    with pytest.raises(TemplateProblemError) as error:
        render(own("{{ lectures }}", head="{{ ofice }}"), VALUES)
    assert error.value.problem == Problem("unknown", ("{{ ofice }}",))


def test_what_is_missing_at_the_head_of_a_page_is_yellow() -> None:
    filled = Document(BytesIO(render(own("x", head="{{ open_notices }}"), VALUES)))
    [run] = filled.sections[0].header.paragraphs[0].runs
    assert (run.text, run.font.highlight_color) == ("【待填】", WD_COLOR_INDEX.YELLOW)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateProblemError) as error:
        render(b"PK no", VALUES)
    assert error.value.problem == Problem("no_docx")


@pytest.mark.parametrize("name", VALUES)
def test_every_placeholder_is_documented(name: str, documented: str) -> None:
    assert f"`{name}`" in documented


def test_an_annex_says_how_many_entries_do_not_say_their_class_hours() -> None:
    [june, _] = VALUES["by_month"]
    assert (june["hours"], june["people"]) == ("20\n另2条未报", "3000余\n另1条未报")


def test_class_hours_that_nobody_said_are_not_none() -> None:
    sums = {"lecture": Measures(entries=5, quantity=5, class_hours_missing=5)}
    unsaid = replace(material(), tables={**material().tables, "month": a_month(sums)})
    [june, _] = placeholders.values(unsaid)["by_month"]
    assert (june["hours"], june["people"]) == ("5条未报", "—")


def a_month(sums: dict[str, Measures]) -> Table:
    """A table of June alone."""
    return Table("month", YEAR, Part(), (Row("2024-06", "", Part(), sums),) if sums else ())


def test_an_annex_without_records_says_so() -> None:
    empty = replace(material(), tables={**material().tables, "month": a_month({})})
    [row] = placeholders.values(empty)["by_month"]
    assert (row["name"], row["lecture"], row["hours"]) == ("无记录", "", "")


def test_the_yearly_annex_of_another_period_says_that_it_has_none() -> None:
    half = replace(material(leadership_study=6), period=Period(date(2024, 1, 1), date(2024, 6, 30)))
    [row] = placeholders.values(half)["yearly"]
    assert row == {"name": "年度数据按自然年统计，本时段不列", "number": "", "unit": ""}


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), "2024年2月29日"),
        (date(2024, 2, 28), date(2024, 2, 29), "2024年2月28日至2024年2月29日"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        (date(2024, 1, 1), date(2024, 2, 29), "2024年1月至2月"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024年"),
    ],
)
def test_a_period_is_said_as_shortly_as_can_be(start: date, end: date, said: str) -> None:
    assert period_text(Period(start, end)) == said

"""The history in sentences: who, when, how, what, from what to what."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.chat.history import Known, lines_text
from bot.chat.wording import Wording
from bot.records import Entry, School
from db.history import Line, Subject

AT = datetime(2024, 6, 26, 8, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
ENTRY = Entry("lecture", "recorded", date(2024, 6, 26), school=School("龙洲小学", id=1), id=5)
KNOWN = Known({5: ENTRY}, {7: "李建国"})


def told(kind: str, label: str, fields: dict[str, list[Any]], language: str = "zh") -> str:
    """One change as it is read."""
    line = Line(AT, "周敏", "button", Subject(kind, 5, label), fields)
    return str(lines_text(Wording(language), ZONE, [line], KNOWN))


def test_a_line_says_who_when_how_what_and_from_what_to_what() -> None:
    said = told("appointment", "张三 · 法治副校长 · 龙洲小学", {"ends_on": ["2024-08-31", "2027-08-31"]})
    assert said == (
        "1. 2024-06-26 16:05 周敏点按钮:<b>张三 · 法治副校长 · 龙洲小学</b> 聘期结束 2024-08-31 → 2027-08-31"
    )


def test_it_is_told_in_english_too() -> None:
    said = told("school", "龙洲小学", {"pupils": [None, 300], "closed_on": ["2024-06-26", None]}, "en")
    assert said.endswith("周敏 tapped: <b>龙洲小学</b> pupils 300; closed 2024-06-26 → none")


@pytest.mark.parametrize(
    ("kind", "label", "fields", "shown"),
    [
        ("person", "张三", {"name": ["张三", "张珊"]}, "<b>张三</b> 名称 张三 → 张珊"),
        ("campaign", "宪法宣传周", {"active": [False, True]}, "<b>宪法宣传周</b> 启用 否 → 是"),
        ("campaign", "宪法宣传周", {"topics": [[], ["drugs"]]}, "主题 禁毒"),
        ("campaign", "宪法宣传周", {"steps": [{}, {"day": {"on": False}}]}, "提醒步骤 day on 否"),
        ("figure", "2024 行政执法证", {"value": [21, 22]}, "<b>2024 行政执法证</b> 数值 21 → 22"),
        ("setting", "workdays", {"2024-10-12": [None, True]}, "<b>工作日安排</b> 2024-10-12 是"),
        ("entry", "", {"people": [[], [7]]}, "<b>法治讲座 · 龙洲小学 · 2024-06-26</b> 人员 李建国"),
        ("entry", "", {"state": [None, "recorded"], "counted_on": [None, "2024-06-26"]}, "状态 计入"),
        ("person", "", {}, "<b>(已清除)</b>"),
        ("setting", "something_new", {"new_field": [1, 2]}, "<b>something_new</b> new_field 1 → 2"),
    ],
)
def test_values_are_told_as_people_read_them(
    kind: str, label: str, fields: dict[str, list[Any]], shown: str
) -> None:
    assert shown in told(kind, label, fields)


def test_what_people_wrote_is_escaped() -> None:
    assert "&lt;b&gt;" in told("school", "<b>", {"name": ["<b>", "x"]})


def test_what_nobody_did_the_system_did() -> None:
    line = Line(AT, None, "settings", Subject("account", 5, "周敏"), {"account": [None, "zhou"]})
    assert "系统按设置:<b>周敏</b> 账号 zhou" in lines_text(Wording("zh"), ZONE, [line], KNOWN)


def test_a_whole_number_is_read_without_decimals() -> None:
    said = told("figure", "2024 政务公开·公告通知", {"value": [25.0, 99.5]})
    assert said.endswith("数值 25 → 99.5")

"""What a message says to the one question that is open: the whole message is the answer, or it is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.records import School
from bot.understanding import Directory, read_answer

DIRECTORY = Directory((School("桃花仑小学", ("桃小",), id=1), School("世通学校", ("世通",), id=2)))
SENT = datetime(2024, 6, 26, 8, tzinfo=UTC)


def answer(field: str, text: str) -> Any:
    found = read_answer(field, text, SENT, DIRECTORY, ZoneInfo("Asia/Shanghai"))
    return found.value if found else None


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("held_on", "昨天", date(2024, 6, 25)),
        ("held_on", "是昨天下午的", date(2024, 6, 25)),
        ("held_on", "6月20号", date(2024, 6, 20)),
        ("school", "桃小", "桃花仑小学"),
        ("school", "在世通学校", "世通学校"),
        ("audience", "150", 150),
        ("audience", "一共280人左右", 280),
        ("audience", "280人左右", 280),
        ("audience", "两百人", 200),
        ("audience", "2", 2),
        ("quantity", "2", 2),
        ("class_hours", "2", 2),
        ("class_hours", "两个", 2),
        ("topics", "禁毒", ("drugs",)),
        ("topics", "防欺凌和禁毒", ("bullying", "drugs")),
    ],
)
def test_a_message_that_says_hardly_more_is_the_answer(field: str, text: str, value: object) -> None:
    assert answer(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("held_on", "今天上午在桃花仑小学给150名学生讲了禁毒"),
        ("held_on", "请各校于6月30日前上报材料"),
        ("held_on", "昨天和前天"),
        ("school", "昨天在世通学校给学生讲了禁毒"),
        ("school", "桃小和世通"),
        ("audience", "昨天下午在世通学校讲了3课时"),
        ("audience", "龙洲200,世通300"),
        ("topics", "谢谢"),
        ("companion", "李建国"),
    ],
)
def test_a_message_that_says_more_or_nothing_is_no_answer(field: str, text: str) -> None:
    assert answer(field, text) is None

"""What an officer's sentence declares, part by part."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.records import Campaign, Period, School
from bot.services.declaring import NOWHEN, changed, declared, lacks, read
from bot.understanding import Directory

ROWS = json.loads(
    (Path(__file__).parents[1] / "understanding" / "examples" / "schools.json").read_text(encoding="utf-8")
)
SCHOOLS = [School(row["name"], tuple(row["aliases"]), row["kind"], id_) for id_, row in enumerate(ROWS, 1)]
DIRECTORY = Directory(SCHOOLS)
KINDS = list(dict.fromkeys(one.kind for one in SCHOOLS))
IDS = {one.name: one.id for one in SCHOOLS}
TODAY = date(2024, 6, 26)
WEEK = "法治宣传周 9月22日到26日 主题 防欺凌、禁毒,所有小学"


def of(text: str) -> Campaign:
    return declared(read(text, TODAY, DIRECTORY, KINDS), TODAY)


def after(text: str, change: str) -> Campaign | None:
    return changed(of(text), read(change, TODAY, DIRECTORY, KINDS), TODAY)


def test_a_week_with_its_topics_and_kinds_of_school() -> None:
    made = of(WEEK)
    assert made.title == "法治宣传周"
    assert made.period == Period(date(2024, 9, 22), date(2024, 9, 26))
    assert made.topics == ("bullying", "drugs")
    assert made.school_kinds == ("小学",)
    assert (made.asks, made.kinds, made.steps, made.active) == ("", (), {}, False)


def test_a_collection_runs_from_today_to_its_deadline_and_is_counted_from_its_end() -> None:
    made = of("征文 11月30日截止,每校2篇")
    assert made.period == Period(TODAY, date(2024, 11, 30))
    assert made.kinds == ("essay",)
    assert made.asks == "每校2篇"
    assert made.steps == {"ahead": {"counted_from": "end"}, "day": {"counted_from": "end"}}


@pytest.mark.parametrize(
    "said", ["截止11月30日", "11月30日前", "11月30日之前交", "截至11月30日", "11月30日截止"]
)
def test_a_deadline_is_said_in_many_ways(said: str) -> None:
    assert of(f"法治征文 {said}").period == Period(TODAY, date(2024, 11, 30))
    assert of(f"法治征文 {said}").asks == ""


def test_a_collection_may_begin_later() -> None:
    made = of("征文比赛 9月1日开始,11月30日截止")
    assert (made.title, made.period) == ("征文比赛", Period(date(2024, 9, 1), date(2024, 11, 30)))


def test_model_lessons_are_collected_as_lessons() -> None:
    made = of("精品课征集,时间:9月1日—11月30日,所有学校")
    assert (made.title, made.kinds, made.school_kinds) == ("精品课征集", ("lesson",), ())


def test_chosen_schools_are_named() -> None:
    made = of("9月22日到26日开展法治宣传周,每校至少一场讲座,龙洲小学和世通学校")
    assert made.title == "法治宣传周"
    assert made.school_ids == {IDS["龙洲小学"], IDS["世通学校"]}
    assert made.asks == "每校至少一场讲座"


def test_the_topics_of_a_title_are_its_topics() -> None:
    assert of("全体小学参加的宪法晨读 12月4日").topics == ("constitution",)


def test_what_is_asked_may_be_labelled() -> None:
    made = of("国家安全主题班会 7月1日 中小学 要求:每班一次")
    assert (made.title, made.asks) == ("国家安全主题班会", "每班一次")
    assert set(made.school_kinds) == {"小学", "初中", "九年一贯制", "高中"}


@pytest.mark.parametrize(
    ("text", "lacking"), [("法治宣传周", "period"), ("9月22日到26日", "title"), (WEEK, None)]
)
def test_exactly_one_thing_is_lacking_at_a_time(text: str, lacking: str | None) -> None:
    assert lacks(of(text)) == lacking


def test_nothing_said_lacks_its_days_first() -> None:
    assert of("").period == NOWHEN
    assert lacks(of("")) == "period"


def test_a_later_sentence_changes_only_what_it_says() -> None:
    moved = after(WEEK, "改成9月23日到27日")
    assert moved is not None
    assert moved.period == Period(date(2024, 9, 23), date(2024, 9, 27))
    assert (moved.title, moved.topics, moved.school_kinds) == ("法治宣传周", ("bullying", "drugs"), ("小学",))


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ("标题 普法周", "title", "普法周"),
        ("主题 国家安全", "topics", ("national_security",)),
        ("要求 每班一次", "asks", "每班一次"),
        ("所有学校", "school_kinds", ()),
        ("所有初中", "school_kinds", ("初中",)),
    ],
)
def test_any_part_can_be_changed(change: str, field: str, value: object) -> None:
    new = after(WEEK, change)
    assert new is not None
    assert getattr(new, field) == value


def test_a_deadline_makes_it_a_collection() -> None:
    new = after("征文 9月1日到30日", "10月31日截止")
    assert new is not None
    assert new.period == Period(TODAY, date(2024, 10, 31))


@pytest.mark.parametrize("chatter", ["谢谢", "今天在龙洲小学给300人讲了防欺凌", "主题 防欺凌,你好", ""])
def test_what_says_something_else_changes_nothing(chatter: str) -> None:
    assert after(WEEK, chatter) is None

"""Entries told one after another: what heads them, what is said once of all, and where each begins."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understanding.saying import said


def told(text: str) -> list[tuple[str, str | None, int | None]]:
    """The kind, school and headcount, or number of cases, of each item."""
    return [(item.kind, item.school, item.audience or item.cases) for item in said(text).items]


def days(text: str) -> list[date | None]:
    return [item.held_on for item in said(text).items]


@pytest.mark.parametrize(
    "text",
    [
        "一小\n时间:11月20日\n内容:禁毒\n人数:200\n\n二小\n时间:11月21日\n内容:反诈\n人数:180",
        "11月20日 一小 禁毒 200人 / 11月21日 二小 反诈 180人",
        "两场:1.11月20日 一小 禁毒 200人 2.11月21日 二小 反诈 180人",
        "上周去了一小和二小,分别是20日、21日,一小禁毒200人,二小反诈180人",
    ],
)
def test_each_entry_has_its_own_day_and_school(text: str) -> None:
    items = [(item.held_on, item.school, item.audience) for item in said(text).items]
    assert items == [(date(2026, 11, 20), "第一小学", 200), (date(2026, 11, 21), "第二小学", 180)]


def test_two_entries_of_one_day_are_two() -> None:
    text = "11月20日 一小 法治课 200人\n11月20日 二小 聘任仪式\n11月21日 三小 法治课 180人"
    assert told(text) == [
        ("lecture", "第一小学", 200),
        ("other", "第二小学", None),
        ("lecture", "第三小学", 180),
    ]
    assert days(text) == [date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 21)]


def test_what_is_told_before_a_full_stop_does_not_take_the_day_after_it() -> None:
    text = "上周五在一小讲防溺水,190人,二小讲反诈,275人。11月23日 三小 禁毒 180人"
    assert days(text) == [date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 23)]


def test_a_line_without_an_exact_day_has_none() -> None:
    assert days("11月20日 一小 禁毒 200人\n11月 忘了哪天 一小 家长咨询2次") == [date(2026, 11, 20), None]


@pytest.mark.parametrize(
    "remark", ["。最近降温,", "。学生零零散散", "。这个月第三场了,", "!本周最累的一天,", "\n最近学生感冒多\n"]
)
def test_a_vague_time_in_a_remark_begins_no_entry(remark: str) -> None:
    assert told(f"昨天在一小讲禁毒{remark}来了200人") == [("lecture", "第一小学", 200)]


def test_a_kind_at_the_head_is_that_of_entries_that_say_nothing_more() -> None:
    text = "连着三天开学第一课:周一一小,周二二小,今天三小,今天的273人"
    assert told(text) == [
        ("lecture", "第一小学", None),
        ("lecture", "第二小学", None),
        ("lecture", "第三小学", 273),
    ]


def test_a_kind_told_last_of_all_is_that_of_all() -> None:
    text = "11月20日,一小,192人;11月21日,二小,205人;11月22日,三小,176人。均为消防疏散演练"
    assert {item.kind for item in said(text).items} == {"activity"}


@pytest.mark.parametrize(
    "text",
    [
        "在三中讲防欺凌,11月18日高一510人、19日高二495人",
        "11月禁毒情况:\n18日 一小 讲座 210\n19日 二小 讲座 330",
        "反诈宣讲走进一小(周一,265人)、二小(周二,300人)",
        "昨天三个学校一起在一小操场听的宪法课,一小400二小300",
    ],
)
def test_a_topic_told_ahead_of_a_list_is_that_of_its_entries(text: str) -> None:
    first, second = said(text).items
    assert first.topics == second.topics != ()


def test_a_day_told_last_of_all_is_that_of_all() -> None:
    assert set(days("征文:一小14篇,二小22篇,都是今天交的,明天还有三小")) == {date(2026, 11, 25)}


def test_days_told_ahead_are_dealt_out_to_as_many_talks() -> None:
    text = "11月18日和20日两次去一小,第一次讲交通(102人),第二次搞反诈知识竞赛(97人)"
    assert told(text) == [("lecture", "第一小学", 102), ("activity", "第一小学", 97)]
    assert days(text) == [date(2026, 11, 18), date(2026, 11, 20)]


def test_schools_told_ahead_of_as_many_days_have_one_each() -> None:
    text = "一小 二小 三小 本周一、周二、周三依次上的开学第一课 480 520 435"
    assert days(text) == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]
    assert [heads for _, _, heads in told(text)] == [480, 520, 435]


def test_heads_told_of_the_first_talks_and_of_the_last_are_theirs() -> None:
    text = "上周四、上周五和本周一,依次在一小、二小、三小讲防溺水,前两场都是两百人,最后一场九十五"
    assert [heads for _, _, heads in told(text)] == [200, 200, 95]


def test_talks_of_a_row_told_by_their_topics_are_as_many() -> None:
    text = "昨天在职校连讲三节:第一节劳动合同,第二节反诈,第三节赌博,三节都是同一拨180人"
    items = said(text).items
    assert [(item.topics, item.audience) for item in items] == [
        (("labour",), 180),
        (("fraud",), 180),
        (("gambling",), 180),
    ]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("审合同3份(一小2份,二小1份)", [2, 1]),
        ("审了两份合同:一小的食堂承包,二小的校服采购", [1, 1]),
        ("昨天收了一小征文、二小征文、三小征文,都写宪法,依次是十二、二十、九篇", [12, 20, 9]),
        ("周一代理一小开庭,周二代理二小开庭,都是劳动争议,各1件", [1, 1]),
        ("昨晚微信咨询,各1次:一小问校服合同,二小问老师工伤", [1, 1]),
        ("我在一小,老许在二小,都是接待家长咨询,我这边8人次,他那边11人次", [8, 11]),
    ],
)
def test_cases_are_dealt_out_to_the_schools(text: str, cases: list[int]) -> None:
    assert [item.cases for item in said(text).items] == cases


def test_papers_of_two_sorts_are_two_matters() -> None:
    items = said("昨天三中 食堂合同1份 章程1份 都审完了").items
    assert [(item.topics, item.cases) for item in items] == [(("contract",), 1), (("admin_law",), 1)]


def test_those_counted_under_the_name_of_a_base_came_there() -> None:
    text = "昨天县禁毒馆:第一批 三中 110人;第二批 八中 95人"
    assert told(text) == [("visit", "第三中学", 110), ("visit", "第八中学", 95)]


def test_a_line_that_tells_what_was_off_leaves_the_others() -> None:
    text = "三中十一月台账\n11.3 模拟法庭 演员15 观众200\n法治讲座:推迟到12月,未开展"
    assert told(text) == [("activity", "第三中学", 215)]


def test_a_second_thing_told_without_a_pause_is_another() -> None:
    text = "说两个事啊第一个昨天去一小讲那个消防一百二十个人第二个是今天给一小看了一份食堂的合同"
    assert told(text) == [("lecture", "第一小学", 120), ("legal_matter", "第一小学", 1)]


def test_visitors_counted_under_one_heading_all_came() -> None:
    items = said("前后三所学校来院参观:11月3日一小60人,11月4日二小38人,11月5日三中55人").items
    assert [item.kind for item in items] == ["visit", "visit", "visit"]


def test_a_short_heading_begins_what_follows_it() -> None:
    one, other = said("宪法宣讲——一小(11月2日,540人);普法咨询——职校,11月9日,18人次").items
    assert (one.kind, one.audience) == ("lecture", 540)
    assert (other.kind, other.cases) == ("consultation", 18)


def test_what_is_told_later_of_a_school_was_on_the_day_told_of_it() -> None:
    items = said("11月2日一小讲宪法1150人;11月4日二小讲宪法330人。一小那场讲完又接待家长咨询6人次").items
    assert items[-1].held_on == items[0].held_on

"""Days: understanding.md, "Date". Messages are sent on Wednesday 25 November 2026 unless said otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.days.forms import find_days
from tests.understanding.saying import held_on, only, said

TALK = "在一小讲了防溺水200人"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("今天", "2026-11-25"),
        ("昨晚", "2026-11-24"),
        ("大前天", "2026-11-22"),
        ("本周二", "2026-11-24"),
        ("上周四", "2026-11-19"),
        ("上上周三", "2026-11-11"),
        ("周五", "2026-11-20"),
        ("24号", "2026-11-24"),
        ("27号", "2026-10-27"),
        ("廿八", "2026-10-28"),
        ("12.4", "2025-12-04"),
        ("9/3", "2026-09-03"),
        ("十一月十八号", "2026-11-18"),
        ("元月5日", "2026-01-05"),
        ("上个月20号", "2026-10-20"),
        ("去年12月4日", "2025-12-04"),
        ("2025-10-15", "2025-10-15"),
        ("20251103", "2025-11-03"),
        ("消防日当天", "2026-11-09"),
        ("国庆节前一天", "2026-09-30"),
        ("三天前", "2026-11-22"),
    ],
)
def test_a_day_is_the_most_recent_past_one_unless_it_says_more(words: str, day: str) -> None:
    assert held_on(words + TALK) == date.fromisoformat(day)


@pytest.mark.parametrize("words", ["", "前几天", "近日", "上周", "禁毒日前夕", "11月9日至13日", "这个月"])
def test_what_names_no_day_leaves_the_day_open(words: str) -> None:
    assert held_on(words + TALK) is None


def test_a_part_of_the_day_alone_is_the_day_of_sending() -> None:
    assert held_on("上午" + TALK) == date(2026, 11, 25)


def test_the_day_of_writing_is_not_the_day_of_the_event() -> None:
    assert held_on("上周二在一小讲防溺水200人,今天才想起来登记") == date(2026, 11, 17)


def test_a_theme_day_that_only_frames_gives_way_to_the_day_said() -> None:
    assert held_on("宪法日快到了,昨天先在一中讲宪法300人") == date(2026, 11, 24)


def test_a_supplied_year_is_marked() -> None:
    found = {one.field: one.why for one in only("9/3一小讲防溺水200人").found}
    assert found["held_on"] == "year"


def test_a_year_said_once_holds_for_the_days_after_it() -> None:
    items = said("去年9月3日一小防溺水200人\n9月10日二小防欺凌180人").items
    assert [item.held_on for item in items] == [date(2025, 9, 3), date(2025, 9, 10)]


def test_a_bare_weekday_after_a_weekday_of_last_week_is_of_that_week() -> None:
    items = said("上周一一小防溺水200,周三二小反诈180").items
    assert [item.held_on for item in items] == [date(2026, 11, 16), date(2026, 11, 18)]


@pytest.mark.parametrize(
    ("words", "day"),
    [("26.11.20 ", date(2026, 11, 20)), ("25/12/04 ", date(2025, 12, 4)), ("20/11/26 ", None)],
)
def test_a_year_of_two_figures_is_this_one_or_the_last(words: str, day: date | None) -> None:
    item = only(words + TALK)
    assert (item.held_on, item.audience) == (day, 200)


def test_a_bare_weekday_after_last_week_alone_is_of_that_week() -> None:
    items = said("上周去了三小和五小,三小周二讲的禁毒200人,五小周四讲的反诈180人").items
    assert [item.held_on for item in items] == [date(2026, 11, 17), date(2026, 11, 19)]


@pytest.mark.parametrize("words", ["11/31 ", "10月最后一个周五", "每周三"])
def test_a_day_that_is_none_or_many_leaves_the_day_open_and_counts_nothing(words: str) -> None:
    item = only(words + TALK)
    assert (item.held_on, item.audience) == (None, 200)


def test_a_day_moved_to_the_past_is_the_day() -> None:
    assert held_on("原定上周三的课挪到上周五才讲 一小 防溺水 270人") == date(2026, 11, 20)


def test_the_next_day_is_that_after_the_day_said_before() -> None:
    items = said("11月20日一小防溺水200人。次日又去二小讲宪法180人").items
    assert [item.held_on for item in items] == [date(2026, 11, 20), date(2026, 11, 21)]


def test_the_day_is_reckoned_in_the_districts_zone() -> None:
    assert held_on("今天" + TALK, "2026-11-26T00:30") == date(2026, 11, 26)


@given(st.dates(date(2024, 1, 1), date(2026, 11, 25)))
def test_a_full_date_is_itself_however_it_is_written(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert [found.day for found in find_days(text, date(2026, 11, 25))] == [day]


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_a_date_without_a_year_is_never_after_the_message(day: date, today: date) -> None:
    for found in find_days(f"{day.month}月{day.day}日", today):
        assert found.day is not None
        assert (found.day.month, found.day.day) == (day.month, day.day)
        assert found.day <= today


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("10-22,", date(2026, 10, 22)),
        ("补报,10-22,", date(2026, 10, 22)),
        ("补报,6-22,", date(2026, 6, 22)),
        ("3-5,", date(2026, 3, 5)),
    ],
)
def test_a_month_and_a_day_with_a_dash_that_stand_alone_are_a_day(words: str, day: date) -> None:
    assert held_on(f"{words}一小,防欺凌,54人") == day


def test_a_day_before_its_month_at_the_head_of_a_line_is_a_day_where_it_can_be_no_month() -> None:
    assert held_on("14/11 | 一中 | 反诈 | 初三 | 310") == date(2026, 11, 14)
    assert held_on("11/14 | 一中 | 反诈 | 初三 | 310") == date(2026, 11, 14)


def test_lessons_of_the_day_with_a_dash_are_no_day() -> None:
    assert held_on("今天一小,10-12,防欺凌,54人") == date(2026, 11, 25)


def test_about_a_day_is_no_day_and_one_after_another_is() -> None:
    assert held_on("10月15日前后,在一小讲过一次食品安全,听众190人") is None
    assert held_on("一小有家长问抚养权的事,今天前后答复咨询2次") == date(2026, 11, 25)


def test_a_weekday_that_only_says_which_day_it_was_counts_nobody() -> None:
    item = only("前天周一 家长开放日 一小 讲网络沉迷 家长来了一百三")
    assert (item.held_on, item.audience) == (date(2026, 11, 23), 130)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一小的章程,20号交来的稿,昨天审完", date(2026, 11, 24)),
        ("上月28日走访中发现一小围墙裂了缝,今天去做安全检查", date(2026, 11, 25)),
        ("昨天一小一名学生在水坝险些出事,今天我去讲了防溺水,118人", date(2026, 11, 25)),
        ("一小模拟法庭昨晚彩排,今天下午正式演出,参演21人,观众430人", date(2026, 11, 25)),
        ("单位:一小\n填报时间:11月24日\n活动时间:11月20日\n内容:防性侵\n人数:33", date(2026, 11, 20)),
    ],
)
def test_a_day_of_what_led_up_to_an_event_or_of_writing_it_down_is_not_the_events(
    text: str, day: date
) -> None:
    assert held_on(text) == day


def test_an_incident_and_its_handling_the_next_day_are_one_matter() -> None:
    matter = only("前天一小两名学生打架,昨天去调解了1起")
    assert (matter.kind, matter.held_on, matter.cases) == ("legal_matter", date(2026, 11, 24), 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("全国消防日是昨天,昨天没法进校,今天补上,在一小讲火灾逃生,214人", date(2026, 11, 25)),
        ("明天宪法日 我们今天先去的 一小 宪法 五十一个娃", date(2026, 11, 25)),
        ("赶在12.4前的宪法讲座 今天一小 210人", date(2026, 11, 25)),
        ("为迎接宪法日,25日一小办了演讲赛,48人", date(2026, 11, 25)),
        ("4·15前一天我去一小讲国家安全,480人", date(2026, 4, 14)),
    ],
)
def test_a_theme_day_that_only_explains_another_gives_way_to_it(text: str, day: date) -> None:
    assert held_on(text) == day


@pytest.mark.parametrize(
    "text",
    ["上周三还是周四来着 三小讲防拐骗 160人", "一小 3·15食品安全课 前两天讲的 四年级 151人"],
)
def test_of_days_that_may_be_meant_none_is_taken(text: str) -> None:
    assert held_on(text) is None


def test_a_week_that_somebody_chanced_upon_is_none_gone_by() -> None:
    assert held_on("六一赶上周六,一小上周五过的,讲宪法,200人") == date(2026, 11, 20)


def test_a_weekday_told_before_with_its_week_is_of_that_week() -> None:
    items = said("上周二和上周四都在一小。周二讲校园欺凌,学生233人;周四讲防溺水,180人").items
    assert [item.held_on for item in items] == [date(2026, 11, 17), date(2026, 11, 19)]


def test_a_day_told_of_once_more_is_past_where_heads_are_told_of_it() -> None:
    items = said("11月6日赴一小讲民法典,420人;11月8日赴二小再讲一场,主题为心理健康,380人").items
    assert [item.held_on for item in items] == [date(2026, 11, 6), date(2026, 11, 8)]


def test_any_night_may_be_meant_where_no_day_is_told() -> None:
    assert held_on("一小 住校生夜里翻墙被逮住 校方喊我过去 处理1起 家长也连夜来了") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一小 消防逃生演练 340人 昨天没人 是今天搞的", date(2026, 11, 25)),
        ("11月3日,开学第三天,在一小讲校园欺凌,512人", date(2026, 11, 3)),
        ("11月14日晚,一小发生一起打架,对方赔偿没谈拢,昨天我和司法所一起调解,1起", date(2026, 11, 24)),
        ("10月10日调休上班那天,我们所去一小讲法律援助,家长到了76位", date(2026, 10, 10)),
        ("一小新修订的章程我看了一遍,昨天下午反馈的,改了11处", date(2026, 11, 24)),
    ],
)
def test_the_day_on_which_it_was_is_told_from_others(text: str, day: date) -> None:
    assert held_on(text) == day

"""One item or several: understanding.md."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understanding.saying import said


def told(text: str) -> list[tuple[str | None, int | None]]:
    return [(item.school, item.audience) for item in said(text).items]


@pytest.mark.parametrize(
    "text",
    [
        "一小二小各一场 防溺水 420、380",
        "昨天在一小、二小都讲了防溺水,分别是420、380人",
        "周一在一小、周二在二小都讲了防溺水,分别是420、380人",
        "一小防溺水420人;二小防溺水380人",
        "9/3 一小 防溺水 420\n9/4 二小 防溺水 380",
        "昨天上午一小420人,下午二小380人,都讲防溺水",
        "昨天上午在一小讲的是防溺水四百二十人下午去了二小讲的是反诈三百八十人",
    ],
)
def test_numbers_in_order_go_with_the_schools_in_order(text: str) -> None:
    assert told(text) == [("第一小学", 420), ("第二小学", 380)]


@pytest.mark.parametrize("when", ["上周四、上周五依次在", "昨天在"])
def test_sessions_told_one_by_one_of_as_many_schools_are_one_each(when: str) -> None:
    items = said(f"{when}一小、二小讲防溺水,前一场200人,后一场95人").items
    assert [(item.audience, item.sessions) for item in items] == [(200, 1), (95, 1)]


@pytest.mark.parametrize(
    ("by_another", "text"),
    [
        (True, "昨天在一小讲禁毒,300人,我没去成,换李警官去的"),
        (True, "昨天我感冒没去,小周去的,一小禁毒300人"),
        (True, "昨天在一小讲禁毒,300人,张法官替我讲的"),
        (False, "昨天在一小讲禁毒,300人,小王替我拍的照"),
        (False, "昨天我替李警官去一小讲禁毒,300人"),
        (True, "周五世通学校那场我没讲成,由李警官代的,200人"),
    ],
)
def test_what_another_did_in_the_writers_place_says_so(by_another: bool, text: str) -> None:
    assert [item.by_another for item in said(text).items] == [by_another]


def test_two_topics_at_one_school_on_one_day_are_two_items() -> None:
    items = said("今天在第九中学,上午讲禁毒320人,下午讲心理健康290人。").items
    assert [(item.topics, item.audience) for item in items] == [(("drugs",), 320), (("mental_health",), 290)]


def test_several_sessions_at_each_of_several_schools_have_their_own_sums() -> None:
    items = said("昨天一小、二小各讲两场宪法,每场200人").items
    assert [(item.sessions, item.audience) for item in items] == [(2, 400), (2, 400)]


def test_speech_without_pauses_turns_at_a_part_of_the_day() -> None:
    items = said("今天在职校上午讲禁毒四百人下午讲反诈三百八十人").items
    assert [(item.topics, item.audience) for item in items] == [(("drugs",), 400), (("fraud",), 380)]


def test_speech_turns_at_a_part_of_the_day_after_a_topic_too() -> None:
    items = said("昨天在二小上午讲的是反诈下午讲的是禁毒,都是200人").items
    assert [(item.topics, item.audience) for item in items] == [(("fraud",), 200), (("drugs",), 200)]


def test_what_came_next_has_its_own_topic() -> None:
    items = said("昨天上午一中三百人下午又给老师讲了一场依法执教,教师80人").items
    assert [(item.topics, item.audience) for item in items] == [((), 300), (("teacher_ethics",), 80)]


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("给高一讲禁毒给高二讲反诈", ["drugs", "fraud"]),
        ("给学生讲防欺凌,给家长讲家庭教育", ["bullying", "family_education"]),
        ("四年级防溺水五年级防欺凌", ["drowning", "bullying"]),
        ("防溺水和防欺凌各一场,每场200人", ["drowning", "bullying"]),
    ],
)
def test_topics_told_to_different_people_or_in_sessions_of_their_own_are_items(
    words: str, topics: list[str]
) -> None:
    assert [item.topics for item in said(f"昨天在一小{words}").items] == [(topic,) for topic in topics]


@pytest.mark.parametrize(
    "text",
    [
        "昨天路过一小,在二小讲防溺水,200人",
        "昨天在一小对面的二小讲防溺水,200人",
        "昨天二小的防溺水讲座由一小王老师主持,200人",
        "昨天从一小出来又赶去二小,讲防溺水,200人",
    ],
)
def test_a_school_only_passed_by_is_no_place(text: str) -> None:
    assert told(text) == [("第二小学", 200)]


def test_speech_turns_to_the_next_school_after_what_was_told_of_the_first() -> None:
    assert told("昨天在一小讲交通学生二百四老师十二个完了去二小讲防拐学生一百一家长四十") == [
        ("第一小学", 252),
        ("第二小学", 150),
    ]


def test_headcounts_in_a_row_go_to_as_many_schools_of_several_events() -> None:
    assert told("昨天上午去一小讲宪法,下午去二小、三小讲防溺水,人数分别是200、180、150") == [
        ("第一小学", 200),
        ("第二小学", 180),
        ("第三小学", 150),
    ]


def test_days_side_by_side_are_as_many_items() -> None:
    items = said("11月5、12、19日在一小各讲一场防溺水").items
    assert [item.held_on and item.held_on.day for item in items] == [5, 12, 19]


def test_sessions_that_agree_in_all_are_one_item() -> None:
    (item,) = said("今天一小上午讲防溺水110人,下午还是防溺水95人").items
    assert (item.sessions, item.audience) == (2, 205)


def test_advice_beside_a_talk_is_an_item_only_if_it_is_counted() -> None:
    assert len(said("昨天在一小讲宪法,275人,会后解答家长咨询11人次").items) == 2
    assert len(said("昨天在一小讲宪法,275人,会后解答家长咨询").items) == 1


def test_an_appointment_at_a_lecture_is_no_item() -> None:
    assert [i.kind for i in said("昨天在一小讲宪法,275人,校长给我发了聘书").items] == ["lecture"]


def test_what_was_cancelled_or_lies_ahead_gives_no_item() -> None:
    reading = said("上午一小讲了防溺水235人;下午二小那场停电没讲成;下周三再去三小")
    assert [item.school for item in reading.items] == ["第一小学"]
    assert [plan.school for plan in reading.plans] == ["第三小学"]


@pytest.mark.parametrize("ahead", ["下周三去三小讲禁毒", "下周三再去讲禁毒"])
def test_a_plan_told_beside_a_report_keeps_its_topic(ahead: str) -> None:
    reading = said(f"昨天二小讲反诈200人,{ahead}")
    assert [one.topics for one in (*reading.items, *reading.plans)] == [("fraud",), ("drugs",)]


def test_a_list_told_again_one_by_one_is_no_item_of_its_own() -> None:
    assert told("一小和二小昨天都搞了宪法讲座,一小到了1100,二小没数") == [
        ("第一小学", 1100),
        ("第二小学", None),
    ]


def test_a_recap_gives_an_item_a_school_and_one_a_kind() -> None:
    items = said("本月小结:讲座2场(一小、二小)咨询5次 合同1份").items
    assert [(i.kind, i.school, i.cases) for i in items] == [
        ("lecture", "第一小学", None),
        ("lecture", "第二小学", None),
        ("consultation", None, 5),
        ("legal_matter", None, 1),
    ]


@pytest.mark.parametrize("later", ["改下周", "改下周一", "改下个月", "改明天"])
def test_a_talk_put_off_within_a_report_neither_corrects_it_nor_dates_what_follows(later: str) -> None:
    message = said(f"昨天在一小讲防拐,80人;二小那场没讲成,{later};又给三小送去绘本50本")
    assert message.intent == "log"
    assert [(i.school, str(i.held_on)) for i in message.items] == [
        ("第一小学", "2026-11-24"),
        ("第三小学", "2026-11-24"),
    ]


def test_questions_told_before_the_talk_they_were_asked_at_are_no_advice() -> None:
    items = said("昨天在一小教师会上老师们问了8个问题,我讲了惩戒规则,60人").items
    assert [(i.kind, i.audience) for i in items] == [("lecture", 60)]


def test_an_open_day_only_frames_the_advice_given_there() -> None:
    items = said("今天一小开放日,我在法律咨询台接待家长23人次").items
    assert [(i.kind, i.cases) for i in items] == [("consultation", 23)]


def test_an_item_holds_the_findings_of_its_own_school_and_headcount() -> None:
    """Else a school spelled in full would be marked as inferred beside one that nobody knows."""
    known, unknown = said("昨天一小、文峰中学各讲一场反诈,分别是210、180人").items
    own = [
        [(one.value, one.sureness) for one in item.found if one.field in ("school", "audience")]
        for item in (known, unknown)
    ]
    assert own == [[("第一小学", "said"), (210, "said")], [(None, "inferred"), (180, "said")]]


def test_heads_that_stand_with_a_school_are_of_that_school_alone() -> None:
    items = said("昨天一小讲禁毒,今天二小讲反诈,二小共300人").items
    assert [(item.school, item.audience) for item in items] == [("第一小学", None), ("第二小学", 300)]


def test_advice_of_a_time_of_its_own_has_no_school_from_before() -> None:
    items = said("昨天一小讲禁毒300人,本周还接了4个咨询电话").items
    assert [(item.school, item.cases) for item in items] == [("第一小学", None), (None, 4)]


def test_a_school_denied_after_all_was_told_is_not_the_one() -> None:
    (item,) = said("昨天我在三小讲了禁毒200人,不是三小是五小").items
    assert item.school == "第五小学"


def test_how_many_talks_there_were_is_none_of_the_one_that_is_told() -> None:
    (item,) = said("这学期已讲12场,昨天在一小讲禁毒300人").items
    assert (item.sessions, item.audience) == (1, 300)


@pytest.mark.parametrize(
    "text",
    [
        "9月1日请龙警官讲防欺凌 全校398人 9月3日又请消防队来讲火灾逃生 402人 都在一小操场",
        "昨天先到一小讲防溺水72人,没歇又去一小,人家临时让我改讲防性侵,143人",
    ],
)
def test_two_talks_at_one_school_told_once_are_both_there(text: str) -> None:
    assert [item.school for item in said(text).items] == ["第一小学", "第一小学"]
    assert all(item.audience for item in said(text).items)


def test_what_was_made_up_on_another_day_was_held_then() -> None:
    one, other = said(
        "周一在一小讲交通安全126人,下午本来到二小也讲这个,学校临时有检查没讲成,周二补的,305人"
    ).items
    assert (one.school, one.audience) == ("第一小学", 126)
    assert (other.school, other.audience, other.held_on) == ("第二小学", 305, date(2026, 11, 24))


def test_papers_counted_of_one_school_are_not_the_sum_of_the_others() -> None:
    text = "本月:\n1. 11/3 一小 物业合同审查2份\n2. 11/11 二小 仲裁出庭1件\n3. 11/16 三中 法律意见书1份"
    assert [item.cases for item in said(text).items] == [2, 1, 1]


def test_a_visit_at_home_after_a_talk_is_another_thing() -> None:
    assert [item.kind for item in said("上午在一小讲防溺水82人;下午和该校班主任家访了4户").items] == [
        "lecture",
        "other",
    ]


def test_a_day_told_last_of_all_is_that_of_all_though_a_week_heads_them() -> None:
    items = said("这周:一小演练450人、二小演练390人、三小讲座510人,全是消防,都在周二干完的").items
    assert {item.held_on for item in items} == {date(2026, 11, 24)}

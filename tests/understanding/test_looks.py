"""What is told by how a message looks: which numbers count heads, and what the message is for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding import explain
from bot.understanding.learned.classifiers import Classifier, Likelihood
from bot.understanding.learned.looks import features
from tests.understanding.saying import audience, only, said


@pytest.mark.parametrize("heads", ["94个幺儿", "一百五十个伢子", "人头156"])
def test_a_number_whose_unit_nobody_knows_counts_heads_if_it_looks_so(heads: str) -> None:
    assert audience(f"昨天在一小讲防溺水,来了{heads},都坐得端端正正") in (94, 150, 156)


def test_what_is_counted_by_its_looks_is_marked_as_inferred() -> None:
    (heads,) = [one for one in only("昨天在一小讲防溺水,九十四个幺儿都坐得端端正正").found if one.value == 94]
    assert (heads.field, heads.sureness, heads.why) == ("audience", "inferred", "looks")


@pytest.mark.parametrize("other", ["带了3位手语翻译", "校长给我搬了12把凳子", "出动铁骑2辆警力5名"])
def test_a_number_that_looks_like_none_of_the_audience_is_none(other: str) -> None:
    assert audience(f"昨天在一小讲防溺水,学生200人,{other}") == 200


def test_what_a_form_says_is_so_however_it_looks() -> None:
    assert audience("学校:一小\n日期:11月20日\n主题:防溺水\n参加人数:7") == 7


@pytest.mark.parametrize(
    "text",
    [
        "二小今天的禁毒课没取消,照常上的,180人",
        "接局里通知去的三中,今天国旗下讲话讲保密,全校780人",
        "本来说好周二,后来挪到周三,也就是昨天,去一小讲了防欺凌,初二420人",
        "昨天就一小的章程草案交了一份书面法律意见,论证会我没去成",
    ],
)
def test_a_report_stays_one_though_something_else_was_called_off(text: str) -> None:
    assert said(text).intent == "log"


def test_a_whole_report_is_one_however_it_looks() -> None:
    assert said("明天还要开庭,昨天给八中讲网络安全,320人").intent == "log"


def test_where_the_looks_outweigh_the_words_the_explanation_says_so() -> None:
    text = "二小今天的禁毒课没取消,照常上的,180人"
    read = said(text)
    assert read.intent_said == "cancel"
    assert "its words say cancel" in explain(text, read)


def test_a_word_is_looked_at_as_one_and_a_number_whatever_it_is() -> None:
    assert {"^will", "will", "0人"} <= features("will 250人")


def test_what_no_sample_had_changes_no_likelihood() -> None:
    even = Likelihood(0, {"a": 110})
    assert even.of({"b"}) == 0.5
    assert even.of({"a", "b"}) == pytest.approx(0.75, abs=0.01)
    assert Classifier(("x", "y"), (0, 0), {"a": (0, 110)}).likelihoods({"a", "b"})["y"] > 0.7


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电话:13900000000 一小李主任\n昨天讲的是食品安全,学生300人整", "lecture"),
        ("昨天陪二小80名学生走进禁毒教育基地,讲解员讲了新型毒品,返校每人写了一篇心得", "visit"),
    ],
)
def test_what_looks_like_one_thing_is_one(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_two_with_a_topic_each_stay_two_however_they_look() -> None:
    assert len(said("昨天一小四年级防溺水五年级防欺凌").items) == 2


@pytest.mark.parametrize(
    "text",
    ["今天一小讲禁毒200人取消了", "昨天一小防溺水200人那条作废", "今天下午在二小的反诈讲座,400人,改期了"],
)
def test_what_is_off_where_its_school_is_named_is_off_however_it_looks(text: str) -> None:
    assert said(text).intent == "cancel"


def test_a_whole_report_is_one_though_it_asks_whether_it_was_entered() -> None:
    assert said("昨天一小讲禁毒200人,登记了吗").intent == "log"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("下午带三中学生60人看禁毒基地", "visit"),
        ("上周三,一小“扫黑除恶”板报评比,由学校团委自己组织,参加学生96人", "activity"),
        ("今天接一小报案后赶去处理学生宿舍手机失窃,已经处置完毕,计1起", "legal_matter"),
        ("昨天一小 防溺水 200人", "lecture"),
    ],
)
def test_a_kind_that_no_word_names_is_told_by_how_the_event_looks(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨天跟一小园长沟通幼儿受伤赔偿", "consultation"),
        ("昨天去一小跟校长谈食堂承包合同", "consultation"),
        ("昨天接待一小来访家长2人", "consultation"),
        ("昨天去二小看了新装的监控", "other"),
        ("昨天到一小走了走", "other"),
    ],
)
def test_what_something_else_shows_is_believed_before_the_looks(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_of_several_kinds_that_words_name_one_that_looks_like_none_of_them_is_not_taken() -> None:
    assert only("上午带队到一小开座谈会,听校长提了些想法,没给学生上课").kind == "other"


def test_a_kind_told_by_its_looks_is_said_to_be_by_the_explanation() -> None:
    text = "下午带三中学生60人看禁毒基地"
    assert only(text).kind_by_looks
    assert "kind_by_looks" in explain(text, said(text))


@pytest.mark.parametrize("text", ["昨天在一小讲防溺水,200人", "今天一小消防演练650人"])
def test_the_one_kind_that_words_name_is_believed(text: str) -> None:
    assert not only(text).kind_by_looks


def test_whoever_goes_on_to_a_court_after_a_talk_takes_no_class_there() -> None:
    assert only("昨天到一小给五年级讲完去法院开会,200人").kind == "lecture"
    assert only("昨天二小五年级来派出所,36个孩子,先看接警台").kind == "visit"


@pytest.mark.parametrize("denied", ["没安排讲课", "没请人作报告", "没设讲座", "木有讲座"])
def test_where_a_talk_is_denied_none_is_assumed_however_it_looks(denied: str) -> None:
    assert only(f"昨天六一 消防站来了1辆车 一小孩子们轮流灭油盆火 210人 {denied}").kind == "activity"


def test_looks_that_leave_no_doubt_outweigh_the_one_kind_that_is_named() -> None:
    assert only("昨天下午 一小 模拟仲裁庭 演一个工伤案 学生演员12 看的180").kind == "activity"


def test_looks_of_a_talk_outweigh_no_kind_that_is_named() -> None:
    assert only("昨天一小宪法宣誓1500人").kind == "activity"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("龙泉镇的一小今天听的是知识产权课,24个科技社团的孩子拿自己做的小发明来问能不能申请专利", 25),
        ("李警官昨天 不是昨天 今天早上 来校门口讲的头盔 家长八十多 学校是一小", 25),
    ],
)
def test_what_looks_like_one_thing_beyond_doubt_is_one_though_two_are_told(text: str, day: int) -> None:
    assert only(text).held_on == date(2026, 11, day)


def test_two_schools_that_had_a_session_each_stay_two_however_it_looks() -> None:
    assert len(said("昨天一小二小各讲一场防溺水,都是200人").items) == 2

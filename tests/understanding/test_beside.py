"""What is told beside a report: what was meant at first, what is still to come, what was not taught."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understanding.saying import audience, field, held_on, kind, only, said, school, topics


@pytest.mark.parametrize(
    "text",
    [
        "原计划去一小,临时换成二小,今天上午讲的禁毒,275人",
        "本来安排在一小,后来改到二小去了,讲禁毒,275人",
        "今天本来要去一小讲,学校停电,改去二小讲的禁毒,275人",
    ],
)
def test_the_school_meant_at_first_is_not_where_it_was_held(text: str) -> None:
    entry = only(text)
    assert (entry.school, entry.topics, entry.audience) == ("第二小学", ("drugs",), 275)


@pytest.mark.parametrize(
    "text",
    [
        "原定上周三的课今天上午补上了,一小,防欺凌,198人",
        "本来下周才轮到一小,临时提前,今天下午讲的反诈,410人",
        "本来下周三去一小,提前到今天了,讲的禁毒,200人",
    ],
)
def test_the_day_meant_at_first_is_not_when_it_was_held(text: str) -> None:
    assert held_on(text) == date(2026, 11, 25)


@pytest.mark.parametrize(
    "tail",
    [
        "下一批60人定在月底",
        "下周还有初中部的",
        "家长问能不能再来讲一场,我说看时间",
        "校长问什么时候再去讲反诈",
        "下回讲反诈",
        "备注:下次希望讲反诈",
    ],
)
def test_what_is_still_to_come_adds_nothing(tail: str) -> None:
    entry = only(f"昨天在一小讲禁毒200人,{tail}")
    assert (entry.school, entry.topics, entry.audience) == ("第一小学", ("drugs",), 200)


def test_a_session_that_was_not_held_is_not_counted() -> None:
    entry = only("今天一小防欺凌 上午场230人 下午场没办成")
    assert (entry.sessions, entry.audience) == (1, 230)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("昨天接了一小2个咨询电话,问打架怎么赔,明天再回一个", 2),
        ("took 2 calls today from 一小 asking about bullying, will call back tomorrow", 2),
        ("昨天审了一小1份合同,还有一份没发来", 1),
    ],
)
def test_what_is_left_to_do_is_not_counted(text: str, cases: int) -> None:
    assert field("cases", text) == cases


@pytest.mark.parametrize(
    "text",
    [
        "今天在一小讲宪法,准备的反诈没用上,300人",
        "昨天在一小讲宪法,本来还想讲禁毒,时间不够没讲,375人",
        "昨天在一小讲宪法 反诈没来得及讲 200人",
        "昨天在一小讲宪法,反诈下次再讲,200人",
        "一小,昨天,国安?不是国安,是宪法,220人",
        "昨天在一小,法治课,打架要不得,主要讲宪法,200人",
        "They didn't want drugs, so I talked about the Constitution at 一小 yesterday, 150 pupils",
    ],
)
def test_what_was_not_taught_after_all_is_no_topic(text: str) -> None:
    assert topics(text) == ("constitution",)


def test_both_topics_that_were_taught_remain() -> None:
    assert topics("昨天在一小讲禁毒和反诈,200人") == ("drugs", "fraud")
    assert topics("昨天在一小讲禁毒,主要讲电子烟里的毒品,200人") == ("drugs", "smoking_vape")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨天二小消防演练结束后又讲了怎么逃生,450人", "lecture"),
        ("昨天一小防溺水,小朋友都举手抢答,190人", "lecture"),
        ("Nov 9, fire drill at 一小, 460 pupils, one class was out", "activity"),
        ("昨天一小打来电话,说两个学生摔伤闹起来了,我赶过去,双方在调解书上签了字", "legal_matter"),
    ],
)
def test_what_is_told_by_the_way_changes_no_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "寻日喺一小讲咗防溺水,230人",
        "琴日去咗一小讲防溺水,230人",
        "尋晚喺一小同家長講咗防溺水,230人,聽日仲要去二小",
    ],
)
def test_cantonese_is_read_as_mandarin(text: str) -> None:
    assert (held_on(text), school(text), audience(text)) == (date(2026, 11, 24), "第一小学", 230)


def test_mandarin_words_with_a_cantonese_character_stay() -> None:
    assert topics("昨天在一小讲交通安全,教孩子系安全带,联系老师点名,200人") == ("traffic",)
    assert said("今日冇去到一小,学校话改期").intent == "cancel"


@pytest.mark.parametrize(
    "text",
    [
        "一小今天反诈没讲成,停电了,改讲火灾逃生,56个小孩",
        "一小今天反诈没讲成 停电放不了片子 改在操场讲火灾逃生 56个小孩",
    ],
)
def test_what_was_taught_instead_of_what_failed_was_held(text: str) -> None:
    talk = only(text)
    assert (talk.topics, talk.audience) == (("fire",), 56)

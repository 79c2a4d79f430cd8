"""Kinds and topics: understanding.md, "Kind" and "Topics"."""

from __future__ import annotations

import pytest

from bot import data
from tests.understanding.saying import kind, said, topics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨天在一小讲防溺水200人", "lecture"),
        ("一小 防溺水 200", "lecture"),
        ("昨天一小 消防演练+讲座 1500人", "lecture"),
        ("昨天一小消防演练 1500人", "activity"),
        ("昨天一小模拟法庭 35人参演", "activity"),
        ("昨天一小开展宪法晨读,没讲课,900人", "activity"),
        ("昨天带一小学生50人参观区法院,还听了一堂课", "visit"),
        ("昨天一小学生50人走进派出所,民警讲了防诈骗", "visit"),
        ("昨天法官走进一小讲宪法,师生500人", "lecture"),
        ("昨天一小录了法治公开课两节", "lesson"),
        ("昨天在一小上了一堂法治课", "lecture"),
        ("一小昨天交来征文20篇", "essay"),
        ("昨天电话答复一小摔伤赔偿的事", "consultation"),
        ("昨天替一小看了校服采购合同,一份", "legal_matter"),
        ("昨天调解一小学生打架纠纷1起", "legal_matter"),
        ("周一出了个庭,桃花仑小学的伤害案", "legal_matter"),
        ("昨天一小聘我当法治副校长", "other"),
        ("昨天和一小签了法律顾问协议", "other"),
        ("昨天到一小做安全检查", "other"),
        ("昨天一小聘我当法治副校长,讲课的事以后再说", "other"),
        ("昨天一小聘我当法治副校长,当场讲了一课,300人", "lecture"),
        ("昨天一小学生摔伤的事谈下来了,双方签字", "legal_matter"),
        ("昨天一小学生骨折,赔了三万五", "legal_matter"),
        ("昨天在一小讲学生打架怎么和解,200人", "lecture"),
        ("昨天微信上回了一小老师2个问题", "consultation"),
        ("昨天一小书记来,问师德处分怎么定", "consultation"),
        ("昨天带一小30个学生逛了法院", "visit"),
        ("昨天一小的模拟法庭开庭,旁听260人,法袍是从院里借的", "activity"),
    ],
)
def test_of_one_event_the_first_kind_that_fits_is_taken(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("讲网络赌博", ("gambling",)),
        ("讲劳动合同", ("labour",)),
        ("讲《未成年人保护法》和防欺凌", ("minors_protection", "bullying")),
        ("讲的是防溺水,不是禁毒", ("drowning",)),
        ("上了一堂法治课", ()),
        ("在人民法院旁的教室上课", ()),
    ],
)
def test_a_topic_is_what_was_talked_about(words: str, keys: tuple[str, ...]) -> None:
    assert topics(f"昨天在一小{words},200人") == keys


def test_a_season_that_frames_the_event_is_no_topic() -> None:
    assert topics("宪法宣传周,昨天在一小讲防溺水200人") == ("drowning",)


def test_a_topic_said_once_for_all_holds_for_all_and_one_said_in_a_clause_only_there() -> None:
    assert [i.topics for i in said("昨天跑了一小和二小,都讲宪法").items] == [("constitution",)] * 2
    later = said("昨天在一小讲反恐防暴,400人;接着去二小上了堂法治课,150人").items
    assert [item.topics for item in later] == [("anti_terror",), ()]


@pytest.mark.parametrize(
    ("key", "phrase"), [(k, p) for k, row in data.load("topics").items() for p in row["phrases"]]
)
def test_every_phrase_of_the_registry_means_its_topic_or_a_longer_ones(key: str, phrase: str) -> None:
    found = {one.value for one in said(f"昨天在一小讲了“{phrase}”,200人").found if one.field == "topics"}
    assert key in found


def test_what_the_other_side_did_about_a_paper_is_no_item() -> None:
    (item,) = said("11月18日替一小发了律师函一份,对方老板第二天就来电话了").items
    assert (item.kind, item.cases) == ("legal_matter", 1)


def test_a_word_for_those_who_listen_is_a_topic_only_where_no_other_is_told() -> None:
    assert topics("昨天在一小上家长课,讲防拐骗,60人") == ("anti_abduction",)
    assert topics("昨天在一小上家长课,60人") == ("family_education",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上周四 一小 警校共建签约 李检去的 无讲座", "other"),
        ("昨天一小 成人仪式 学生七百二 没让我讲 就是去见证", "activity"),
        ("上周四到一小,陪消防站的同志看了灭火器,没给娃娃上课,就是安全检查", "other"),
        ("昨天一小聘我当法治副校长,发了聘书,不算讲课", "other"),
        ("今天上午一小聘任法治副校长,接过聘书,校长讲了几句话", "other"),
        ("11月11日向一小赠送法治读本300册,顺口商量了下月模拟法庭的事", "other"),
        ("昨天下午一小一位家长找到司法所,问孩子被撞伤学校赔不赔,给他说了一个钟头,咨询1次", "consultation"),
        ("昨天 一小 灭火大比武 96人", "activity"),
    ],
)
def test_what_is_denied_prepared_or_only_asked_is_not_the_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_what_some_of_the_pupils_asked_is_no_advice() -> None:
    assert kind("五年级小程问我宪法能不能吃 昨天一小 讲了宪法 141个娃") == "lecture"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“我给爸妈讲禁毒”征文截止了,一小11月18日送来27篇", "essay"),
        ("11月18日一小报送法治征文18篇,手抄报60张另外打包", "essay"),
        ("昨天在一小 交通 骑行安全 五年级4个班 班均46", "lecture"),
        ("县法院 昨天 一中模拟法庭社团33人来旁听", "visit"),
        ("Drug-education base tour for 一小, Nov 20, about 150 students", "visit"),
        ("Constitution morning reading at 一小 on Nov 20, 420 students, nobody gave a speech", "activity"),
    ],
)
def test_a_word_within_a_title_or_a_longer_word_names_no_kind(text: str, expected: str) -> None:
    assert kind(text) == expected

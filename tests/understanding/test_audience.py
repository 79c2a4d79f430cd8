"""Headcounts, sessions, class hours and cases: understanding.md, "Audience, sessions, class hours, cases"."""

from __future__ import annotations

import pytest

from tests.understanding.saying import audience, field, only, said, sessions


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("学生345人,教师21人", 366),
        ("4个班,每班45人", 180),
        ("两场,每场180人", 360),
        ("三、四年级各95人", 190),
        ("一至四年级各50人", 200),
        ("7个班 班均48人,外加班主任7位", 343),
        ("300余人", 300),
        ("二百来号人", 200),
        ("1,050人", 1050),
        ("２４０", 240),
        ("本来定了300人,实际到了264人", 264),
        ("高三800人,到了763人", 763),
        ("共计342人,其中学生325人、教师17人", 342),
        ("512人(女生260人)", 512),
        ("8支队伍每队5人,观众310人", 350),
        ("8个班*45", 360),
        ("学生156 老师11", 167),
        ("三百二 哦不 是三百六", 360),
        ("家长学生各150", 300),
        ("共320人,其中学生300人,教师20人", 320),
        ("律师团5人 学生420人,提问8人", 420),
        ("五(3)班、五(4)班、五(5)班,每班45人", 135),
        ("一到五班每班四十五", 225),
        ("三个年级各两个班,每班四十人", 240),
        ("初一9个班每班10人,初二8个班每班12人", 186),
        ("4场,每场1个班47人", 188),
        ("200+180+150=530人", 530),
        ("学生500人中到了480", 480),
        ("两个班,一个42一个45", 87),
        ("一批200,一批180", 380),
        ("前半场150后半场160", 310),
        ("一年级一百二二年级一百三", 250),
        ("学生二百四老师十二个", 252),
        ("一百五啊不是一百六", 160),
        ("加起来两百九不是两百九是两百五十九", 259),
        ("280人,我和小李两个人去的", 280),
        ("280人,六年级一个孩子还哭了", 280),
        ("发奖品30个,280人", 280),
        ("280人,另有13人请假", 280),
        ("我们所三个人去的,学生180人,有5个学生回答问题", 180),
        ("全校1460人,这次只来了五年级的236人", 236),
        ("45名教师参加,全校教职工60人", 45),
        ("全校学生1200人,教师80人", 1280),
        ("全校320名学生和18位老师参加", 338),
        ("该校现有学生1600人,到了135人", 135),
        ("学校有32名教师参加", 32),
        ("家长83人,微信群里有400多人", 83),
        ("来了196人,照片发到327人的家长群", 196),
        ("围观群众60人,学生300人", 360),
        ("上次才来了80,这次260人", 260),
        ("260人,上学期那次只有190人", 260),
        ("260人,12人去市里比赛没参加", 260),
        ("260人没一个请假的", 260),
        ("260人,互动环节有14人答题", 260),
        ("260人,评出优秀学员10名", 260),
        ("260人,消防站来了5名队员", 260),
        ("一班48二班47三班49四班46", 190),
        ("5.1班52个 5.2班50个", 102),
        ("三个班 47+48+45", 140),
        ("六个班,一个班大概五十人,算三百人", 300),
        ("42个小朋友,家长也跟来6位", 48),
        ("grade 7, 5 classes, 40 each", 200),
        ("5 classes, 40 students per class", 200),
        ("120 pupils; the school has 1,500 students", 120),
        ("126 pupils in grade 5 and 119 in grade 6, so 245", 245),
        ("900 in the hall, another 3,400 watched online", 900),
        ("four classes of 45 each, 8 kids answered questions", 180),
        ("班数6 每班50", 300),
        ("仨班 每班44", 132),
        ("6个class,每个class 50 students", 300),
        ("八十 八十六个", 86),
        ("二百四 两百四十个崽崽", 240),
        ("一百零几 最后按104登记", 104),
        ("380人 满意度98", 380),
        ("二百九十九人 差一个三百", 299),
        ("二百三 不对 二百五十三 别给我记成二百五", 253),
        ("500人的礼堂坐了八成,清点下来是403人", 403),
    ],
)
def test_heads_are_summed_over_groups(words: str, heads: int) -> None:
    assert audience(f"昨天一小 防溺水 {words}") == heads


@pytest.mark.parametrize(
    "words",
    [
        "全校师生",
        "数百名学生",
        "三四百人",
        "6个班",
        "发传单500份",
        "讲师团3人",
        "501班",
        "今年第17场",
        "12名学生提问",
        "上午245下午比上午多10人",
        "案例里的孩子充了8600",
        "两百三十几到两百五十",
        "七八九年级听的,全校学生一共1257人",
        "全镇学生2100多",
        "学校共有学生1200人、教师80人",
        "来了三四百个,举手的居然有11个",
    ],
)
def test_what_counts_no_heads_leaves_the_audience_open(words: str) -> None:
    assert audience(f"昨天一小 讲防溺水 {words}") is None


def test_online_viewers_count_only_where_nobody_is_counted_in_the_room() -> None:
    assert audience("今天三小讲防性侵 现场120人 另有线上5600人次在看") == 120
    item = only("直播法治第一课 点击1.2万")
    assert (item.audience, item.online) == (12000, True)


@pytest.mark.parametrize("text", ["今天线上直播讲防性侵,1200人观看", "今天直播讲防性侵,观看人数1200"])
def test_those_who_watch_a_broadcast_are_online(text: str) -> None:
    item = only(text)
    assert (item.audience, item.online) == (1200, True)


def test_heads_in_the_room_win_over_those_who_watch() -> None:
    item = only("今天在一小线上直播讲禁毒,1200人观看,现场80人")
    assert (item.audience, item.online) == (80, False)


def test_a_number_that_is_also_a_topic_counts_heads_before_people() -> None:
    item = only("119名学生听了消防课")
    assert (item.audience, item.topics) == (119, ("fire",))


def test_a_rough_headcount_is_marked() -> None:
    assert field("audience_approximate", "昨天一小讲防溺水 300人左右")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("两场", 2),
        ("上午下午各一场", 2),
        ("上、下午各讲一场", 2),
        ("501班和503班合班听", 1),
        ("初一初二各讲一场,初一320人初二298人", 2),
        ("大中小班家长各一场", 3),
        ("小学部一场中学部一场", 2),
        ("讲了两轮", 2),
        ("分三批", 1),
        ("12个班分两批讲的", 2),
        ("分两批讲解了法律", 1),
        ("高一高二高三各一场,一场350", 3),
        ("上午下午晚上各一场", 3),
        ("头一场210,第二场190", 2),
        ("200人一场,讲了3场", 3),
        ("这是我今年第9场,全区第12场", 1),
        ("讲了一场啊不两场", 2),
        ("是我今年第17场", 1),
    ],
)
def test_sessions_are_counted(words: str, number: int) -> None:
    assert sessions(f"昨天一小 讲防溺水 {words}") == number


def test_class_hours_and_sessions_are_never_derived_from_each_other() -> None:
    item = only("今年累计已讲8次16课时")
    assert (item.sessions, item.class_hours) == (8, 16)
    assert field("class_hours", "昨天一小讲防溺水两场,每场一节") is None
    assert field("class_hours", "昨天一小讲防溺水 一个半课时") == 1.5


def test_cases_are_counted_for_advice_papers_and_essays() -> None:
    assert field("cases", "看了一份食堂外包合同,提了6条意见,校服采购合同也看了两份") == 3
    assert field("cases", "昨天接了九中打来的4个咨询电话") == 4
    assert field("cases", "龙洲小学今天交来宪法征文23篇") == 23
    assert field("cases", "本周一给二小出了份法律意见书") == 1


@pytest.mark.parametrize(
    "text",
    [
        "昨天跑了育才小学和育才中学,都讲宪法,两校共900人",
        "昨天在育才小学、育才中学讲宪法。两校共900人",
        "昨天上午在育才小学讲宪法,下午在育才中学讲宪法,一共900人",
    ],
)
def test_a_headcount_for_several_schools_together_is_kept_but_not_split(text: str) -> None:
    reading = said(text)
    assert [item.audience for item in reading.items] == [None, None]
    assert reading.audience_together == 900


def test_a_total_that_only_adds_up_is_nobodys_headcount() -> None:
    reading = said("昨天上午在一小讲防欺凌200人,下午在二小讲防欺凌300人。两校共500人")
    assert [item.audience for item in reading.items] == [200, 300]


def test_a_total_over_a_period_is_told_to_be_one() -> None:
    assert said("今年累计已讲8次").cumulative
    assert not said("昨天一小讲防溺水200人").cumulative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨天在一小讲防欺凌,课后两个女孩找老师说了实话", None),
        ("昨天给一小8位老师讲师德", 8),
        ("昨天在一小讲消防,原计划两个年级500人,只到了一个年级,243人", 243),
        ("昨天一小讲反诈,原以为有300人,实到家长187位", 187),
        ("昨天一小讲反诈 现场120 抖音还有3500人看", 120),
        ("昨天一小讲依法带娃 家长百余 孩子没来", 100),
        ("昨天一小讲了两堂防拐 一堂130 一堂125", 255),
    ],
)
def test_who_came_is_told_from_who_was_expected_who_watched_and_who_did_something(
    text: str, expected: int | None
) -> None:
    assert audience(text) == expected

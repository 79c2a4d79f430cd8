"""What clauses say of one another: a place named once, visitors, what lies ahead, what was only meant."""

from __future__ import annotations

import pytest

from tests.understanding.saying import held_on, kind, only, said, school, topics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("禁毒基地 今天 来了九中初二的 两车 96个学生4个老师", "visit"),
        ("县法院 昨天 接了二小五年级 两个班 88人", "visit"),
        ("昨天在禁毒基地,给九中初二讲禁毒96人", "visit"),
        ("今天强戒所 来了一批学生 九中的 80人", "visit"),
        ("我在派出所上班,今天去了九中 来了300学生 讲禁毒", "lecture"),
        ("派出所 二小 防欺凌 来了80个学生", "lecture"),
        ("县法院 昨天派人到二小 讲防欺凌 来了200人", "lecture"),
    ],
)
def test_pupils_who_come_to_a_place_named_before_visit_it(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "schools"),
    [
        ("昨天去龙洲 小学讲交通210人 中学讲反诈340人", ["龙洲小学", "龙洲中学"]),
        ("昨天去泉交河,上午小学200人,下午中学300人,都讲防溺水", ["泉交河镇中心小学", "泉交河镇中学"]),
        ("昨天上午龙洲小学讲禁毒200人,下午中学讲反诈300人", ["龙洲小学", "龙洲中学"]),
        ("刚从龙洲回来 刚讲完 小学那边 防溺水 来了一百三", ["龙洲小学"]),
        ("昨天实小东校区讲防溺水200人,西校区讲反诈190人", ["实验小学东校区", "实验小学西校区"]),
        ("昨天在龙岭学校讲防溺水,小学300人,中学400人", ["龙岭学校"]),
        ("昨天在九中讲反诈,初中200,高中100", ["第九中学"]),
        ("周二到龙洲小学讲禁毒185人,周四又到港后小学讲反诈160人", ["龙洲小学", None]),
    ],
)
def test_a_level_or_a_campus_names_a_school_of_the_place_named_before(text: str, schools: list[str]) -> None:
    assert [item.school for item in said(text).items] == schools


@pytest.mark.parametrize(
    "text",
    [
        "防性侵 女生专场 二百一十人 二小 下礼拜男生专场",
        "防性侵 二百一十人 二小 下个月再去一次",
        "防性侵 二小 二百一十人 后天还有一场反诈",
        "总想给孩子们留点东西。昨天去了二小,防性侵,二百一十人。校长说明年还请我",
    ],
)
def test_a_remark_of_what_is_to_come_leaves_a_report_a_report(text: str) -> None:
    assert (only(text).school, only(text).audience) == ("第二小学", 210)


@pytest.mark.parametrize(
    "text",
    ["防溺水 二小 200人 明天给学生讲", "二小禁毒 300人,最后定下周二", "想做点事。下周二去二小讲防欺凌,180人"],
)
def test_a_day_ahead_that_is_the_events_own_makes_it_a_plan(text: str) -> None:
    assert said(text).intent == "plan"


@pytest.mark.parametrize(
    "text",
    [
        "周二本来说去二小,后来改去的三小,防拐骗,140人",
        "周二说是去二小,最后换成的是三小,防拐骗140人",
        "周二通知的是二小,到了才知道换成三小了,防拐骗140人",
        "周二没去二小,去的三小,防拐骗140人",
    ],
)
def test_a_school_only_said_at_first_gives_way_to_where_it_was_held(text: str) -> None:
    assert school(text) == "第三小学"


def test_a_school_gone_to_first_is_kept() -> None:
    items = said("昨天先去的二小讲防溺水200人,后来去了三小,300人").items
    assert [item.school for item in items] == ["第二小学", "第三小学"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨天二小 讲霸凌 145人 通知上写的是扫黑除恶 临时换了", ("bullying",)),
        ("昨天二小讲的是反诈,海报上是禁毒,学校改了,200人", ("fraud",)),
        ("昨天二小 法治课 定的是防欺凌和防溺水 200人", ("bullying", "drowning")),
    ],
)
def test_a_topic_only_announced_gives_way_where_it_was_changed(text: str, expected: tuple[str, ...]) -> None:
    assert topics(text) == expected


def test_a_day_heads_what_follows_a_stop_or_a_colon() -> None:
    text = "11月4日:二小宪法讲座900人,三中宪法讲座1100人;11月5日:五小宪法讲座60人。"
    for written in (text, text.replace(";", ",")):
        assert [str(item.held_on)[5:] for item in said(written).items] == ["11-04", "11-04", "11-05"]


@pytest.mark.parametrize(
    "text",
    ["宪法周三连讲:11.2二小220,11.3三小350", "周三法治课:11.2二小220,11.3三小350"],
)
def test_a_heading_of_a_list_is_no_event(text: str) -> None:
    assert [item.audience for item in said(text).items] == [220, 350]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话:13900000000 二小李主任\n昨天讲的是食品安全,学生300人整", "lecture"),
        ("校长电话是4212345,昨天在二小讲反诈,200人", "lecture"),
        ("昨天接二小电话咨询1次", "consultation"),
        ("昨天带九中80名学生走进禁毒教育基地,返校每人写了一篇心得", "visit"),
        ("昨天九中300人听反诈讲座,听完交了42篇观后感", "lecture"),
        ("昨天接二小校长来电,咨询学生被热汤烫伤、家长索赔的处理办法,1次。", "consultation"),
        ("昨天二小的主任打电话问我 学校章程要改走啥程序", "consultation"),
        ("二小校服合同看完了 违约金太高我让他们改成百分之十", "legal_matter"),
    ],
)
def test_what_only_goes_with_it_is_no_item_of_its_own(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上周三 三钟 初三 讲防欺凌 二百三十人", "第三中学"),
        ("昨天二晓 交通安全 六个班 二百七十六", "第二小学"),
        ("今天下午三钟 讲禁毒 200人", None),
        ("昨天三校联合活动 讲禁毒 300人", None),
    ],
)
def test_a_short_name_is_known_by_its_sound_where_it_stands_by_itself(
    text: str, expected: str | None
) -> None:
    assert school(text) == expected


def test_a_month_and_day_with_noughts_is_a_date() -> None:
    assert str(held_on("反诈, 二小, 06-26, 220人")) == "2026-06-26"


def test_a_day_to_which_an_entry_is_set_counts_though_it_says_when_it_was_sent() -> None:
    assert str(said("上午报的那场日期改成11月20日").fix["held_on"]) == "2026-11-20"


@pytest.mark.parametrize(
    "text",
    [
        "今天在九中讲完了禁毒,300人,出门时主任说寒假前还想安排一场宪法",
        "今天九中讲禁毒300人,校长说想再讲一场防溺水",
        "今天九中讲禁毒300人。主任问能不能再讲一场防性侵",
    ],
)
def test_what_somebody_wishes_for_is_no_item(text: str) -> None:
    assert only(text).topics == ("drugs",)


@pytest.mark.parametrize("text", ["二小校长打电话问能不能再讲一场", "二小校长来电,问下周能不能去讲防欺凌"])
def test_a_call_that_asks_for_a_talk_is_no_advice(text: str) -> None:
    assert said(text).intent == "plan"


def test_a_drill_with_firemen_is_one_for_fires() -> None:
    assert topics("11月9号 二小 消防员叔叔带孩子演练 136人") == ("fire",)
    assert topics("昨天二小地震演练,消防员也来了 800人") == ()


def test_more_sessions_than_days_leave_open_what_each_day_had() -> None:
    item = only("12号13号两天在二小讲了四场反诈,共1600人")
    assert (item.held_on, item.audience, item.sessions) == (None, 1600, 4)

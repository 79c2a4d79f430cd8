"""What a number counts, in words that were read wrong once: each class in a few people's ways to say it."""

from __future__ import annotations

import pytest

from tests.understanding.saying import audience, only, said, sessions


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("昨天到五一小学讲防欺凌,在校生只有17人", 17),
        ("昨天去一小讲防溺水,全校才9个娃", 9),
        ("昨天去一小讲防溺水,这个学校只剩38个学生了", 38),
        ("昨天去一小讲消防,这学校在校生有1200人", None),
        ("昨天去一小讲消防,在校生只有320人,五年级来了96人", 96),
    ],
)
def test_a_tiny_school_listens_as_a_whole(text: str, heads: int | None) -> None:
    assert audience(text) == heads


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("昨天去一小讲防溺水,一小总共有1600人", None),
        ("昨天去一小讲防溺水,学校规模1600人", None),
        ("昨天去一小讲防溺水,那是个1600人的大校", None),
        ("昨天去一小讲防溺水,一小总共有1600人,四年级240人参加", 240),
        ("昨天去一小讲防溺水,全校三百多学生,就来了五六年级 140 个", 140),
        ("昨天去一小讲防溺水,全校320人,只有五六年级参加,140人", 140),
        ("昨天一小共有300名学生听了防溺水", 300),
        ("昨天去一小讲防溺水,一小总共有1600人参加", 1600),
    ],
)
def test_how_many_a_school_has_is_no_audience_unless_they_came(text: str, heads: int | None) -> None:
    assert audience(text) == heads


@pytest.mark.parametrize(
    "text",
    [
        "昨天在三中讲禁毒,八年级270个同学听吧哦对还有十个老师也在",
        "昨天在三中讲禁毒,八年级270个同学,哦忘了说还有10个老师",
        "昨天在三中讲禁毒,270个学生哦另外10个老师",
        "昨天在三中讲禁毒,270个学生,不对,还有10个老师",
        "昨天在三中讲禁毒,270个学生,哦对,应该是280个",
    ],
)
def test_what_came_to_mind_is_added_and_corrects_nothing(text: str) -> None:
    assert audience(text) == 280


@pytest.mark.parametrize(
    "text",
    [
        "昨天 三中 防欺凌 初二 300 上午 初一 290 下午 都是一个题",
        "昨天在三中讲防欺凌,300人(上午)+290人(下午)",
        "昨天三中防欺凌,第一节课300人,第二节课290人",
        "昨天三中防欺凌 初一那场300 初二那场290",
        "昨天三中 男生一场女生一场 防性侵 男生那场300 女生那场290",
    ],
)
def test_sessions_told_one_by_one_with_their_heads_are_counted(text: str) -> None:
    item = only(text)
    assert (item.audience, item.sessions) == (590, 2)


def test_one_session_of_a_day_that_goes_on_is_one() -> None:
    assert sessions("昨天上午在三中讲反诈,300人,下午回所里写材料") == 1


@pytest.mark.parametrize("preface", ["本学期前两场补录:", "补录两场:", "上月的两场:"])
def test_sessions_counted_over_the_list_that_tells_them_are_told_by_it(preface: str) -> None:
    items = said(f"{preface}3月6日二小防欺凌240人,4月15日三中国家安全410人").items
    assert [(item.audience, item.sessions) for item in items] == [(240, 1), (410, 1)]


@pytest.mark.parametrize(
    ("text", "times", "cases"),
    [
        ("三中 禁毒讲座x2 昨天 共220人", 2, None),
        ("drugs talk x1, 三中, 220人", 1, None),
        ("Phone consultation x2 yesterday, 一小 asked about a student injury", 1, 2),
        ("昨天 审合同×3 一小", 1, 3),
        ("上午审了俩合同 采购桌椅的 都是一小的", 1, 2),
        ("Yesterday answered 2 phone enquiries from 一小 about work injury", 1, 2),
    ],
)
def test_what_was_done_so_often_is_counted(text: str, times: int, cases: int | None) -> None:
    item = only(text)
    assert (item.sessions, item.cases) == (times, cases)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("上周审合同3份:一小2、三中1", [2, 1]),
        ("上周合同9份(一小5、三中4)", [5, 4]),
        ("上周电话咨询3次(一小2,三中1)", [2, 1]),
    ],
)
def test_each_school_has_its_share_of_the_cases(text: str, cases: list[int]) -> None:
    assert [item.cases for item in said(text).items] == cases


@pytest.mark.parametrize(
    "text",
    [
        "今天1015那趟车去的三中,讲赌博,八年级165人",
        "今天坐640的班车去三中,讲赌博,165人",
        "昨天在三中讲反诈,人数165,我们中队每次去2个人",
        "昨天在三中讲反诈,165人听课,每场我们去两个人",
        "昨天在三中讲反诈,165人,12人签了名",
        "昨天在三中讲反诈,165人,12个学生来问问题",
        "昨天在三中讲反诈,165人,课后15个学生交了心得",
        "昨天在三中讲反诈,一百五十出头吧一百六十五",
        "yesterday 三中 fraud talk, 165 students, 12 signed the banner",
    ],
)
def test_numbers_beside_the_audience_are_not_added(text: str) -> None:
    assert audience(text) == 165


@pytest.mark.parametrize("people", ["村民", "社区群众", "老乡", "社区工作者"])
def test_whoever_listens_is_counted(people: str) -> None:
    assert audience(f"昨天在三中给80个{people}讲反诈") == 80


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("yesterday 三中 bullying talk, grades 7 and 8, 150 each", 300),
        ("yesterday 三中 bullying talk for grades 7-9, 150 each", 450),
        ("yesterday 三中 bullying talk, grades 7 and 8, 160 in total", 160),
    ],
)
def test_years_named_in_english_have_each_their_own(text: str, heads: int) -> None:
    assert audience(text) == heads


@pytest.mark.parametrize(
    ("told", "heads"),
    [
        ("十个方阵,一个方阵52人", 520),
        ("说是600人其实来的也就五百三", 530),
        ("演的有24个学生,底下坐了380", 404),
    ],
)
def test_squares_of_pupils_those_who_came_after_all_and_those_who_sat_below_are_counted(
    told: str, heads: int
) -> None:
    assert audience(f"昨天在一小搞法治教育活动,{told}") == heads


def test_a_theme_day_by_its_figures_counts_nobody() -> None:
    assert audience("昨天626,一小禁毒讲座,学生200人") == 200


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("今天一小的模拟法庭开庭,学生演员18人,台下旁听家长和学生共260人", 278),
        ("今天一小模拟法庭办成了,演员22个,旁听席坐了260", 282),
        ("mock trial at 一小 last Friday, 22 actors and 180 in the audience", 202),
        ("mock trial at 一小 today, 18 kids acting, 150 watching", 168),
    ],
)
def test_those_who_play_and_those_who_watch_are_counted(text: str, heads: int) -> None:
    assert audience(text) == heads


def test_pupils_who_went_somewhere_as_a_party_are_counted() -> None:
    assert audience("昨天一小的孩子们到司法所参观调解室,一行33人,周所长给他们讲了未保法") == 33
    assert audience("昨天组织一小大班幼儿36名走进交警大队") == 36


def test_a_number_of_cases_over_the_list_that_tells_them_is_their_sum() -> None:
    items = said("昨天一小两起:处理欺凌1起,调解打架赔偿1起").items
    assert [item.cases for item in items] == [1, 1]


def test_so_many_parents_who_asked_for_advice_are_so_many_cases() -> None:
    assert only("今天一小接了5个家长的咨询").cases == 5


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("今天一小举办法治知识竞赛,27名选手上台,台下观众530人", 557),
        ("昨天模拟法庭 一小 演的13个 看的240 案由敲诈勒索", 253),
        ("昨天在一小讲防溺水,六不准都背了娃娃八十九个大人来了十四个", 103),
        ("昨天在一小讲交通安全,236名学生,校车司机12名也来听", 248),
        ("昨天一小食品安全,五年级4个班,班均46,再加4个班主任", 188),
        ("昨天去职中讲实习维权,三个汽修班每班52人", 156),
        ("昨天在一小给学前班到六年级讲防溺水,全校只有113个学生,一个都没缺", 113),
        ("昨天在一小给那九个娃娃讲了个防溺水", 9),
        ("昨天给一小小班讲防拐,娃娃78个全都不上当", 78),
    ],
)
def test_all_who_were_there_are_counted_whatever_they_are_called(text: str, heads: int) -> None:
    assert audience(text) == heads


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("昨天在一小讲家庭教育,家长190人,另有二十几位奶奶在走廊旁听没算", 190),
        ("昨天在一小讲防溺水,抛绳、喊人、打110,148人全上手练", 148),
        ("昨天给家长讲依法带娃来了八十三位家长其中爸爸只有十一个哈哈", 83),
        ("昨天一小反诈来了260名学生包括住校生90人", 260),
        ("昨天一小反诈 现场九百 线上另有三百", 900),
        ("昨天一小禁毒 线上线下都有 线下860 线上四千多", 860),
    ],
)
def test_those_who_are_not_to_be_counted_are_not(text: str, heads: int) -> None:
    assert audience(text) == heads


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("昨天一小讲反诈 家长 二百三 不 二百零三", 203),
        ("昨天一小讲反诈 五百四 等下 班主任刚报来的是五百一", 510),
        ("昨天一小讲护蕾 一百零八 不对加上六二班是一百二十三", 123),
        ("昨天一小讲消防 六十几个娃 具体63", 63),
    ],
)
def test_a_headcount_taken_back_gives_way_to_the_one_told_after_it(text: str, heads: int) -> None:
    assert audience(text) == heads

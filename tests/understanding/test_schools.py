"""Schools: understanding.md, "School"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.records import School
from bot.understanding import Directory, read
from bot.understanding.schools.naming import find_schools
from tests.understanding.saying import only, said, school
from tests.understanding.sets import SENT, ZONE


def talk_at(name: str) -> str:
    return f"昨天去{name}讲了防溺水,200人"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("一小", "第一小学"),
        ("十八中", "第十八中学"),
        ("迎风桥小学", "迎风桥小学"),
        ("迎丰桥中学", "迎丰桥镇中学"),
        ("Longzhou Primary School", "龙洲小学"),
        ("LONGZHOU primary school", "龙洲小学"),
        ("第18中学", "第十八中学"),
    ],
)
def test_names_and_aliases_match_as_written_and_the_longest_wins(words: str, name: str) -> None:
    assert school(talk_at(words)) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("鹿角园 小学", "鹿角园小学"),
        ("龙州小学", "龙洲小学"),
        ("桃花伦小学", "桃花仑小学"),
        ("銀城中學", "银城中学"),
        ("渡囗小学", None),
    ],
)
def test_a_name_that_sounds_or_looks_like_one_school_is_that_school(words: str, name: str | None) -> None:
    assert school(talk_at(words)) == name


def test_a_name_bent_to_a_school_is_marked() -> None:
    assert ("school", "typo") in {(one.field, one.why) for one in only(talk_at("龙州小学")).found}


@pytest.mark.parametrize("words", ["新塘小学", "二十八中", "龙洲", "实验小学", "我校", "四所学校"])
def test_a_name_that_fits_none_or_several_is_left_open(words: str) -> None:
    assert school(talk_at(words)) is None


def test_the_candidates_of_an_ambiguous_name_are_kept_for_the_question() -> None:
    item = only(talk_at("实验小学"))
    assert item.school_candidates == ("实验小学东校区", "实验小学西校区")
    assert item.school_said == "实验小学"


def test_an_unknown_name_is_kept_as_it_was_said() -> None:
    assert only(talk_at("新塘小学")).school_said == "新塘小学"


def test_ages_decide_between_schools_of_one_name() -> None:
    assert school("昨天在龙洲讲了宪法 初二300人") == "龙洲中学"


@pytest.mark.parametrize(
    "text", ["昨天讲了一小时防溺水", "昨天给一小部分学生讲了防溺水", "昨天初三中午讲了防溺水"]
)
def test_a_short_alias_inside_another_word_is_no_school(text: str) -> None:
    assert only(text).school is None


def test_after_a_self_correction_the_last_school_counts() -> None:
    assert school("昨天去的是二小啊不对是五小 讲消防 300人") == "第五小学"


def test_a_school_denied_is_forgotten_where_it_was_said_before() -> None:
    assert school("昨天在三小不是三小是五小讲了防溺水320人") == "第五小学"


def test_a_visit_belongs_to_the_school_of_the_visitors() -> None:
    assert school("昨天二小禁毒基地接待五小学生50人参观") == "第五小学"


def test_the_same_school_is_carried_to_the_next_clause() -> None:
    first, second = said("上周三银城中学禁毒讲座260人;上周四又去同一所学校接待咨询9人次").items
    assert first.school == second.school == "银城中学"


def test_schools_of_one_message_are_added_without_touching_the_directory() -> None:
    directory = Directory([School("第一小学", ("一小",))])
    more = directory.plus([School("桥北乡中心学校", ("桥北学校",))])
    assert [n.school and n.school.name for n in find_schools("一小和桥北学校", more)] == [
        "第一小学",
        "桥北乡中心学校",
    ]
    assert [n.schools for n in find_schools("桥北学校", directory)] == [()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今天在实小给300名学生讲了防欺凌", ("实验小学东校区", "实验小学西校区")),
        ("下午在银城给150名学生讲了禁毒", ("银城中学", "银城小学")),
        ("昨天在育才讲防欺凌 300人", ("育才中学", "育才小学")),
        ("今天走进银城为150名学生讲了禁毒", ("银城中学", "银城小学")),
    ],
)
def test_a_name_cut_short_that_fits_several_offers_them_whatever_verb_follows(
    text: str, names: tuple[str, ...]
) -> None:
    item = only(text)
    assert (item.school, item.school_candidates) == (None, names)


@pytest.mark.parametrize(
    "words", ["银溪校区", "师大附小", "世通附小", "城东分校", "河小", "七小", "第四中", "李家坡小学"]
)
def test_a_place_that_could_be_a_school_is_kept_as_it_was_said(words: str) -> None:
    item = only(f"昨天在{words}讲了禁毒,200人")
    assert (item.school, item.school_said) == (None, words)


def test_a_numbered_school_nobody_knows_is_kept_before_its_pupils_too() -> None:
    item = only("昨天给二中学生讲了禁毒,200人")
    assert (item.school, item.school_said, item.audience) == (None, "二中", 200)


@pytest.mark.parametrize("words", ["一小新校区", "一小的老校区"])
def test_a_campus_belongs_to_the_school_named_before_it(words: str) -> None:
    assert school(f"昨天在{words}讲了禁毒,200人") == "第一小学"


@pytest.mark.parametrize("words", ["全校区", "各校区", "我校新校区"])
def test_a_campus_of_nobody_in_particular_is_no_name(words: str) -> None:
    assert only(f"昨天在{words}讲了禁毒,200人").school_said is None


@pytest.mark.parametrize("words", ["新银城小学", "东银城小学"])
def test_a_known_name_that_only_ends_another_one_is_offered_not_taken(words: str) -> None:
    item = only(f"昨天在{words}讲了禁毒,200人")
    assert (item.school, item.school_candidates) == (None, ("银城小学",))


@pytest.mark.parametrize("words", ["扬梅岭小学", "样梅岭小学", "杨梅领小学"])
def test_a_longer_name_misspelt_wins_over_a_shorter_one_within_it(words: str) -> None:
    known = Directory([School("杨梅岭小学", (), "小学"), School("梅岭小学", (), "小学")])
    (item,) = read(f"昨天在{words}讲了禁毒,200人", datetime(2026, 11, 25, 8, tzinfo=UTC), known, UTC).items
    assert item.school == "杨梅岭小学"


def test_a_colleague_beside_a_known_name_leaves_it_open_which_of_two_is_meant() -> None:
    known = Directory([School("章河口小学", (), "小学"), School("河口小学", (), "小学")])
    text = "昨天和小张河口小学讲了禁毒,200人"
    (item,) = read(text, datetime(2026, 11, 25, 8, tzinfo=UTC), known, UTC).items
    assert (item.school, set(item.school_candidates)) == (None, {"章河口小学", "河口小学"})


def test_the_last_of_a_list_with_a_session_each_is_kept_though_nobody_knows_it() -> None:
    items = said("昨天讲课3场,一小、二小、芷洲各一场").items
    assert [item.school for item in items] == ["第一小学", "第二小学", None]


@pytest.mark.parametrize("text", ["本周还接了4个咨询电话", "这个月另审了2份合同"])
def test_work_of_a_time_of_its_own_has_no_school_from_before(text: str) -> None:
    assert [item.school for item in said(f"昨天在一小讲禁毒,290人;{text}").items] == ["第一小学", None]


COUNTY = Directory(
    [
        School("越津县第四小学", ("四小",), "小学"),
        *(School(f"越津县第{n}中学", (), "初中") for n in "一二三五六"),
        School("鹿鸣小学", ("鹿鸣",), "小学"),
    ]
)


def named(text: str) -> str | None:
    """The school of the one item of a message, in a county."""
    (item,) = read(text, datetime.fromisoformat(SENT), COUNTY, ZONE).items
    return item.school


@pytest.mark.parametrize("words", ["第四小学", "四小", "越津县第四小学"])
def test_a_countys_school_is_known_without_the_countys_name(words: str) -> None:
    assert named(talk_at(words)) == "越津县第四小学"


def test_a_nickname_that_goes_on_as_another_kind_of_school_is_none() -> None:
    assert named(talk_at("鹿鸣")) == "鹿鸣小学"
    assert named(talk_at("鹿鸣幼儿园")) is None


def test_a_school_passed_by_is_none_unless_something_was_done_there() -> None:
    assert [item.school for item in said("路过二小,到一小讲防溺水200人").items] == ["第一小学"]
    assert only("回来路过二小接受家长咨询6人次").school == "第二小学"


def test_schools_that_are_only_mixed_up_are_none() -> None:
    assert school("二小、四小我老是搞混,今天去的是三小,讲校园暴力,一百三十五人") == "第三小学"


def test_each_of_two_schools_that_visit_has_its_own_number() -> None:
    items = said("昨天带一小和二小的孩子参观法院,分别去了40人、38人").items
    assert [(item.school, item.audience) for item in items] == [("第一小学", 40), ("第二小学", 38)]


def test_a_name_that_only_ends_the_beginning_of_two_campuses_is_not_taken() -> None:
    known = Directory(
        [
            School("云鹤外国语学校北校区", (), "初中"),
            School("云鹤外国语学校南校区", (), "初中"),
            *(
                School(f"博雅{name}", (), "初中")
                for name in ("外国语学校", "中学", "小学", "双语学校", "高中")
            ),
        ]
    )
    (item,) = read("今天给云鹤外国语学校讲师德", datetime.fromisoformat(SENT), known, ZONE).items
    assert item.school is None
    assert item.school_candidates == ("云鹤外国语学校北校区", "云鹤外国语学校南校区")


def test_of_a_town_no_single_character_stands_for_its_name() -> None:
    known = Directory(
        [School(f"红岩{name}", (), "初中") for name in ("溪镇中学", "一中", "二中", "三中", "四中")]
    )
    (item,) = read("今天木溪镇中学讲民法典180人", datetime.fromisoformat(SENT), known, ZONE).items
    assert item.school is None

"""Questions in words: each word that narrows does so, or is said not to be understood."""

import pytest

from tests.end_to_end.stage import (
    BUREAU_ADVISER,
    CONTACT,
    OFFICER,
    SCHOOL_ADVISER,
    VICE_PRINCIPAL,
    VIEWER,
    Stage,
)

AT_LONGZHOU = "今天在龙洲小学给300名学生讲了防欺凌,两课时"
AT_TAOHUALUN = "今天在桃花仑小学接待法律咨询3次"
AT_THE_BUREAU = "今天给局里解答法律咨询38余次"


@pytest.mark.parametrize(
    ("asked", "about", "counted"),
    [
        ("法治副校长今年讲了几场?", "法治副校长", "法治讲座 1 场"),
        ("今年法治副校长一共讲了多少课时", "法治副校长", "法治讲座 1 场,2 课时"),
        ("/summary 2024 法治副校长", "法治副校长", "法治讲座 1 场"),
        ("/summary lectures by legal vice-principals 2024", "法治副校长", "法治讲座 1 场"),
        ("/summary 局法律顾问 2024", "局法律顾问", "法律咨询 38余 次"),
        ("/summary the bureau's adviser 2024", "局法律顾问", "法律咨询 38余 次"),
        ("/summary 学校法律顾问 上半年", "学校法律顾问", "法律咨询 3 次"),
        ("/summary 辅导员", "法治辅导员", "没有这样的登记"),
    ],
)
async def test_a_question_that_names_a_position_is_answered_for_it(
    stage: Stage, asked: str, about: str, counted: str
) -> None:
    await _three_things_are_done(stage)
    [answer] = await stage.say(OFFICER, asked)
    head, *lines = answer.text.splitlines()
    assert head.endswith(f" · {about}")
    assert counted in lines[0]
    assert "没看懂" not in answer.text


async def test_advisers_without_a_tier_are_both_tiers_shown_apart(stage: Stage) -> None:
    await _three_things_are_done(stage)
    [answer] = await stage.say(OFFICER, "/summary 2024 法律顾问")
    assert answer.text.splitlines()[0].endswith(" · 局法律顾问 · 学校法律顾问")
    assert "法律咨询 41余 次" in answer.text
    assert "局法律顾问 38余 次" in answer.text
    assert "学校法律顾问 3 次" in answer.text
    assert "法治讲座" not in answer.text


async def test_of_a_position_it_is_said_how_many_are_in_post(stage: Stage) -> None:
    [answer] = await stage.say(OFFICER, "/summary 有多少法治副校长")
    assert "👤 在任法治副校长 2 名" in answer.text
    [of_a_topic] = await stage.say(OFFICER, "/summary 法治副校长 禁毒")
    assert "在任" not in of_a_topic.text


async def _three_things_are_done(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SCHOOL_ADVISER, AT_TAOHUALUN)
    await stage.say(BUREAU_ADVISER, AT_THE_BUREAU)


@pytest.mark.parametrize(
    "asked", ["哪些学校还没有登记?", "/summary which schools have no entries this year?"]
)
async def test_who_has_not_lists_the_schools_that_have_none(stage: Stage, asked: str) -> None:
    await _three_things_are_done(stage)
    [answer] = await stage.say(OFFICER, asked)
    assert "48 所学校中 46 所还没有登记" in answer.text
    assert "世通学校" in answer.text
    assert "龙洲小学" not in answer.text


async def test_who_has_not_reached_it_is_asked_for_and_those_short_come_first(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("两课时", "4课时"))
    [answer] = await stage.say(OFFICER, "谁没达到4课时")
    assert answer.text.index("▫️ 赵卫东 · 世通学校") < answer.text.index("✅ 李建国 · 龙洲小学")


async def test_how_much_is_still_to_do_is_told_to_whoever_it_is_expected_of(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary 还差多少课时")
    assert "▫️ 李建国 · 龙洲小学:2 课时,还差 2" in answer.text
    assert "赵卫东" not in answer.text


@pytest.mark.parametrize("who", [VIEWER, CONTACT])
async def test_how_much_others_have_to_do_is_told_to_nobody_else(stage: Stage, who: int) -> None:
    [answer] = await stage.say(who, "/summary 谁没达到4课时")
    assert answer.text == "课时达标情况只有本人和管理员能看。"


async def test_a_range_that_ends_before_it_starts_is_said_to(stage: Stage) -> None:
    [answer] = await stage.say(OFFICER, "/summary 2024-06-30 2024-03-01")
    assert "结束早于开始" in answer.text
    assert "没看懂" not in answer.text


async def test_part_of_a_name_offers_the_schools_that_it_may_mean(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary 龙洲 2024")
    assert answer.text == "「龙洲」是哪所学校?"
    _, [shown] = await stage.press(OFFICER, answer, "龙洲小学")
    assert shown.id == answer.id
    assert " · 龙洲小学" in shown.text
    assert "法治讲座 1 场" in shown.text


async def test_of_two_topics_one_is_answered_and_the_other_offered(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary 禁毒 防欺凌")
    assert "没有这样的登记" in answer.text
    assert answer.text.splitlines()[-1] == "(一次只看一个,这里是「禁毒」;另看:)"
    _, [shown] = await stage.press(OFFICER, answer, "防校园欺凌")
    assert "法治讲座 1 场" in shown.text


async def test_a_size_is_said_to_be_no_filter_before_anything_is_counted(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary 今年300人以上的讲座有几场")
    assert answer.text.startswith("不能按「300人以上」筛选")
    _, [shown] = await stage.press(OFFICER, answer, "不按它筛选")
    assert "法治讲座 1 场" in shown.text


async def test_who_has_not_spoken_of_a_topic_is_not_answered_with_who_has(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "谁没讲过防欺凌")
    assert answer.text.startswith("列不出「谁没讲过防欺凌」")
    assert "李建国" not in answer.text


async def test_a_comparison_shows_the_same_days_a_year_before(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary 今年上半年和去年上半年比")
    assert "2024-01-01—2024-06-30" in answer.text
    assert "法治讲座 1 场(上年 0,+1)" in answer.text


async def test_i_am_answered_for_myself(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(CONTACT, "今天王律师来我校讲了消防,200人")
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary 我今年讲了几场")
    assert " · 李建国" in answer.text
    [others] = await stage.say(OFFICER, "/summary 我今年讲了几场")
    assert "没有这样的登记" in others.text

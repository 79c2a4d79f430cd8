"""/summary of one school, person, topic or position: what it says of others is true of that part."""

import pytest

from tests.end_to_end.stage import OFFICER, SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Reply, Stage

AT_LONGZHOU = "今天在龙洲小学给300名学生讲了防欺凌,两课时"
AT_SHITONG = "今天在世通学校给200名学生讲了禁毒,4课时"


async def _asked(stage: Stage, words: str) -> Reply:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SECOND_VICE_PRINCIPAL, AT_SHITONG)
    [answer] = await stage.say(OFFICER, f"/summary {words}")
    return answer


@pytest.mark.parametrize("words", ["龙洲小学 2024", "李建国 2024", "龙洲小学 防欺凌"])
async def test_of_one_school_or_person_nothing_is_said_of_other_schools(stage: Stage, words: str) -> None:
    answer = await _asked(stage, words)
    assert "法治讲座 1 场" in answer.text
    assert "所学校" not in answer.text
    assert not any("学校" in label and "没有" in label for label in answer.buttons)


async def test_of_a_topic_the_schools_that_heard_of_it_are_counted(stage: Stage) -> None:
    answer = await _asked(stage, "2024 禁毒")
    assert "🏫 48 所学校中 1 所有这样的登记" in answer.text
    _, [gaps] = await stage.press(OFFICER, answer, "没有这样登记的学校 47")
    assert "48 所学校中 47 所没有这样的登记" in gaps.text
    assert "龙洲小学" in gaps.text


async def test_of_all_the_schools_with_any_entry_are_counted(stage: Stage) -> None:
    answer = await _asked(stage, "2024")
    assert "🏫 48 所学校,2 所有登记" in answer.text


async def test_a_part_without_entries_says_that_there_are_none_of_the_kind(stage: Stage) -> None:
    answer = await _asked(stage, "2024 消防")
    assert "这段时间没有这样的登记" in answer.text


async def test_class_hours_of_a_school_are_those_of_its_people(stage: Stage) -> None:
    answer = await _asked(stage, "龙洲小学 2024")
    _, [hours] = await stage.press(OFFICER, answer, "课时")
    assert "▫️ 李建国 · 龙洲小学:2 课时,还差 2" in hours.text
    assert "达标 0 · 未达 1" in hours.text
    assert "赵卫东" not in hours.text


async def test_class_hours_of_a_person_are_theirs(stage: Stage) -> None:
    answer = await _asked(stage, "赵卫东 2024")
    _, [hours] = await stage.press(OFFICER, answer, "课时")
    assert "✅ 赵卫东 · 世通学校:4 课时" in hours.text
    assert "李建国" not in hours.text


async def test_class_hours_say_one_period_their_own(stage: Stage) -> None:
    answer = await _asked(stage, "2024")
    _, [hours] = await stage.press(OFFICER, answer, "课时")
    assert hours.text.count("2024-01-01—2024-12-31") == 1


@pytest.mark.parametrize("words", ["6月", "上学期", "2024 禁毒", "2024 局法律顾问"])
async def test_class_hours_are_not_offered_where_no_rule_speaks_of_it(stage: Stage, words: str) -> None:
    answer = await _asked(stage, words)
    assert not any(label.endswith("课时") and "未报" not in label for label in answer.buttons)


async def test_possible_duplicates_are_said_to_count(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SECOND_VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary")
    assert "法治讲座 2 场" in answer.text
    assert "其中可能重复 1 处(现在都计入,待核对)" in answer.text
    assert "未计入" not in answer.text


async def test_possible_duplicates_are_said_to_count_in_english(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SECOND_VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.meet(OFFICER, "周敏", "en")
    [answer] = await stage.say(OFFICER, "/summary")
    assert "Possibly counted twice: 1 (both count until settled)" in answer.text
    assert "Not counted" not in answer.text

"""/summary: what a year adds up to, for whoever asks; each line opens its entries (rules 7 and 11)."""

from datetime import timedelta

import pytest

from tests.end_to_end.stage import (
    CONTACT,
    OFFICER,
    SCHOOL_ADVISER,
    SECOND_VICE_PRINCIPAL,
    VICE_PRINCIPAL,
    VIEWER,
    Stage,
)

AT_LONGZHOU = "今天在龙洲小学给300名学生讲了防欺凌,两课时"
AT_SHITONG = "今天在世通学校给200名学生讲了禁毒"


async def test_each_role_sees_what_is_theirs(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SECOND_VICE_PRINCIPAL, AT_SHITONG)
    for who, seen in ((OFFICER, 2), (VIEWER, 2), (VICE_PRINCIPAL, 1), (CONTACT, 1)):
        [answer] = await stage.say(who, "/summary")
        assert f"法治讲座 {seen} 场" in answer.text
        assert ("您和您学校的" in answer.text) == (seen == 1)
    [answer] = await stage.say(SCHOOL_ADVISER, "/summary")
    assert "这段时间还没有登记" in answer.text


async def test_officers_see_the_lines_of_the_report(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary")
    assert "法治副校长开展法治宣传教育、讲座 1 场次" in answer.text
    assert "48 所学校,1 所有登记" in answer.text
    assert "法治讲座 1 场,2 课时,300 人次" in answer.text


async def test_what_does_not_count_is_counted_beside_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.say(VICE_PRINCIPAL, "明天下午去世通讲禁毒")
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "未计入:待补充 1 · 计划 1" in answer.text
    assert answer.buttons == ("待补充", "计划")
    _, [listed] = await stage.press(VICE_PRINCIPAL, answer, "待补充")
    assert listed.buttons == ("📝 6.26 桃花仑小学 法治讲座",)


async def test_a_year_may_be_named(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", "2023年11月3日"))
    [this_year] = await stage.say(VICE_PRINCIPAL, "/summary")
    [last_year] = await stage.say(VICE_PRINCIPAL, "/summary 2023")
    assert "还没有登记" in this_year.text
    assert "2023-01-01—2023-12-31" in last_year.text
    assert "法治讲座 1 场" in last_year.text


@pytest.mark.parametrize("argument", ["去年", "24", "20245", "0000", "9999", "2024-01-01"])
async def test_what_is_no_year_is_told_how_to_name_one(stage: Stage, argument: str) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, f"/summary {argument}")
    assert answer.text == "没看懂是哪一年。这样用:/summary 2024"


async def test_a_question_in_words_gets_the_totals(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(VICE_PRINCIPAL, "今年讲了几场?")
    assert "法治讲座 1 场" in answer.text


async def test_each_kind_opens_its_entries_and_each_entry_its_card(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待法律咨询3次")
    [answer] = await stage.say(OFFICER, "/summary")
    assert answer.buttons == ("法治讲座", "法律咨询")
    _, [listed] = await stage.press(OFFICER, answer, "法律咨询")
    assert listed.buttons == ("✅ 6.26 桃花仑小学 法律咨询",)
    _, [card] = await stage.press(OFFICER, listed, listed.buttons[0])
    assert "👤 陈思远" in card.text


async def test_many_entries_are_turned_page_by_page_and_the_summary_stays(stage: Stage) -> None:
    for day in range(1, 11):
        await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", f"6月{day}日"))
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary")
    _, [listed] = await stage.press(VICE_PRINCIPAL, summary, "法治讲座")
    assert listed.id != summary.id
    assert "(第 1—8 条,共 10 条)" in listed.text
    _, [older] = await stage.press(VICE_PRINCIPAL, listed, "下一页 ›")
    assert older.id == listed.id
    assert "(第 9—10 条,共 10 条)" in older.text
    assert older.buttons[-1] == "‹ 上一页"
    _, [newer] = await stage.press(VICE_PRINCIPAL, older, "‹ 上一页")
    assert "(第 1—8 条,共 10 条)" in newer.text


async def test_a_viewer_opens_an_entry_and_its_story_and_is_offered_no_change(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [summary] = await stage.say(VIEWER, "/summary")
    _, [listed] = await stage.press(VIEWER, summary, "法治讲座")
    _, [card] = await stage.press(VIEWER, listed, listed.buttons[0])
    assert card.buttons == ("🔎 来历",)
    _, [story] = await stage.press(VIEWER, card, "🔎 来历")
    assert AT_LONGZHOU in story.text


async def test_a_year_ends_at_the_districts_midnight(stage: Stage) -> None:
    stage.server.clock.advance(timedelta(days=188, hours=7, minutes=50))
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学给300名学生讲了防欺凌")
    [entry] = await stage.entries()
    assert str(entry.held_on) == "2024-12-31"
    stage.server.clock.advance(timedelta(minutes=20))
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "2025-01-01" in summary.text

"""/summary: what a period adds up to, for whoever asks; each line opens its entries (rules 7 and 11)."""

from datetime import timedelta

import pytest

from tests.end_to_end.stage import (
    BUREAU_ADVISER,
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


async def test_each_line_of_the_report_opens_its_entries(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary")
    _, [lines] = await stage.press(OFFICER, answer, "年报口径")
    assert lines.id == answer.id
    _, [listed] = await stage.press(OFFICER, lines, "法治副校长开展法治宣传教育、讲座")
    assert listed.buttons == ("✅ 6.26 龙洲小学 法治讲座",)


async def test_the_two_tiers_of_advisers_are_shown_apart(stage: Stage) -> None:
    await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待法律咨询3次")
    await stage.say(BUREAU_ADVISER, "今天给局里解答法律咨询38余次")
    [answer] = await stage.say(OFFICER, "/summary")
    assert "法律咨询 41余 次" in answer.text
    assert "局法律顾问 38余 次" in answer.text
    assert "学校法律顾问 3 次" in answer.text


async def test_what_does_not_count_is_counted_beside_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.say(VICE_PRINCIPAL, "明天下午去世通讲禁毒")
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "未计入:待补充 1 · 计划 1" in answer.text
    _, [listed] = await stage.press(VICE_PRINCIPAL, answer, "待补充")
    assert listed.buttons == ("📝 6.26 桃花仑小学 法治讲座",)


async def test_entries_that_lack_class_hours_are_opened(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(VICE_PRINCIPAL, AT_SHITONG)
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "1 条未报课时" in answer.text
    _, [listed] = await stage.press(VICE_PRINCIPAL, answer, "未报课时 1")
    assert listed.buttons == ("✅ 6.26 世通学校 法治讲座",)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("/summary 2023", "2023-01-01", "2023-12-31"),
        ("/summary 去年", "2023-01-01", "2023-12-31"),
        ("/summary 2023-11-01 2023-12-15", "2023-11-01", "2023-12-15"),
        ("/summary 11月", "2023-11-01", "2023-11-30"),
        ("去年讲了几场?", "2023-01-01", "2023-12-31"),
        ("2023学年", "2023-09-01", "2024-08-31"),
        ("上学期", "2023-09-01", "2024-01-31"),
        ("去年下半年", "2023-07-01", "2023-12-31"),
        ("龙洲小学上学期", "2023-09-01", "2024-01-31"),
        ("去年11月 防欺凌", "2023-11-01", "2023-11-30"),
        ("how many talks did we give last year?", "2023-01-01", "2023-12-31"),
    ],
)
async def test_any_period_can_be_asked_for_by_command_and_in_words(
    stage: Stage, asked: str, start: str, end: str
) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", "2023年11月3日"))
    [answer] = await stage.say(VICE_PRINCIPAL, asked)
    assert f"{start}—{end}" in answer.text
    assert "法治讲座 1 场" in answer.text


@pytest.mark.parametrize(
    ("asked", "about"),
    [("今年龙洲小学讲了几场?", "龙洲小学"), ("上半年 禁毒", "禁毒"), ("/summary 2024 赵卫东", "赵卫东")],
)
async def test_a_question_is_narrowed_to_what_it_names(stage: Stage, asked: str, about: str) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SECOND_VICE_PRINCIPAL, AT_SHITONG)
    [answer] = await stage.say(OFFICER, asked)
    assert f" · {about}" in answer.text
    assert "法治讲座 1 场" in answer.text


@pytest.mark.parametrize("words", ["24", "20245", "0000", "13月", "2024 外星小学"])
async def test_what_is_not_understood_is_said_with_how_to_ask(stage: Stage, words: str) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, f"/summary {words}")
    assert answer.text.startswith("没看懂「")
    assert "/summary 2024-03-01 2024-06-30" in answer.text
    assert answer.buttons == ()


async def test_a_question_of_which_part_is_not_understood_says_so_beside_the_totals(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "今年外星小学讲了几场?")
    assert "外星小学" in answer.text.splitlines()[-1]
    assert "没有按它筛选" in answer.text


async def test_a_report_of_a_month_is_kept_and_not_taken_for_a_question(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "上个月在龙洲小学讲了禁毒")
    [entry] = await stage.entries()
    assert entry.state == "incomplete"


async def test_the_view_is_changed_in_place(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary")
    for tab, shown, row in (
        ("按月", "2024-06 法治讲座 1 场", "2024-06 1"),
        ("学校", "龙洲小学 法治讲座 1 场", "龙洲小学 1"),
        ("人员", "李建国 法治讲座 1 场", "李建国 1"),
        ("主题", "防校园欺凌 法治讲座 1 场", "防校园欺凌 1"),
        ("身份", "法治副校长 法治讲座 1 场", "法治副校长 1"),
    ):
        _, [view] = await stage.press(OFFICER, answer, tab)
        assert view.id == answer.id
        assert shown in view.text
        assert f"● {tab}" in view.buttons
        _, [listed] = await stage.press(OFFICER, view, row)
        assert listed.buttons == ("✅ 6.26 龙洲小学 法治讲座",)


async def test_rows_that_overlap_say_so(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天和赵卫东一起在龙洲小学给300名学生讲了防欺凌")
    [answer] = await stage.say(OFFICER, "/summary")
    assert "法治讲座 1 场" in answer.text
    _, [by_person] = await stage.press(OFFICER, answer, "人员")
    assert "李建国 法治讲座 1 场" in by_person.text
    assert "赵卫东 法治讲座 1 场" in by_person.text
    assert "各行相加不等于总数" in by_person.text


async def test_schools_without_an_entry_are_listed_without_ranking(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [answer] = await stage.say(OFFICER, "/summary")
    _, [gaps] = await stage.press(OFFICER, answer, "没有登记的学校 47")
    assert "48 所学校中 47 所还没有登记" in gaps.text
    assert "世通学校" in gaps.text
    assert "龙洲小学" not in gaps.text


async def test_long_tables_are_turned_page_by_page_in_place(stage: Stage) -> None:
    for month in range(1, 12):
        await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", f"2023年{month}月3日"))
    [answer] = await stage.say(OFFICER, "/summary 2023")
    _, [first] = await stage.press(OFFICER, answer, "按月")
    assert "第 1/2 页" in first.text
    assert "2023-11" not in first.text
    _, [second] = await stage.press(OFFICER, first, "下一页 ›")
    assert (second.id, "2023-11 法治讲座 1 场" in second.text) == (answer.id, True)


async def test_the_period_is_compared_with_the_same_days_a_year_before(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", "2023年6月1日"))
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", "2023年7月1日"))
    [answer] = await stage.say(VICE_PRINCIPAL, "/summary")
    _, [compared] = await stage.press(VICE_PRINCIPAL, answer, "与去年比")
    assert "2023-01-01—2023-06-26" in compared.text
    assert "法治讲座 1 场(上年 1,+0)" in compared.text
    assert "2024-06:1(上年 1,+0)" in compared.text


async def test_each_kind_opens_its_entries_and_each_entry_its_card(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待法律咨询3次")
    [answer] = await stage.say(OFFICER, "/summary")
    assert answer.buttons[:2] == ("法治讲座", "法律咨询")
    _, [listed] = await stage.press(OFFICER, answer, "法律咨询")
    assert listed.buttons == ("✅ 6.26 桃花仑小学 法律咨询",)
    _, [card] = await stage.press(OFFICER, listed, listed.buttons[0])
    assert "👤 陈思远" in card.text


async def test_many_entries_are_turned_page_by_page_and_the_summary_stays(stage: Stage) -> None:
    for day in range(1, 13):
        await stage.say(VICE_PRINCIPAL, AT_LONGZHOU.replace("今天", f"6月{day}日"))
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary")
    _, [listed] = await stage.press(VICE_PRINCIPAL, summary, "法治讲座")
    assert listed.id != summary.id
    assert "(第 1—10 条,共 12 条)" in listed.text
    _, [older] = await stage.press(VICE_PRINCIPAL, listed, "下一页 ›")
    assert older.id == listed.id
    assert "(第 11—12 条,共 12 条)" in older.text
    assert older.buttons[-1] == "‹ 上一页"
    _, [newer] = await stage.press(VICE_PRINCIPAL, older, "‹ 上一页")
    assert "(第 1—10 条,共 12 条)" in newer.text


async def test_a_viewer_opens_an_entry_and_its_story_and_is_offered_no_change(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [summary] = await stage.say(VIEWER, "/summary")
    _, [listed] = await stage.press(VIEWER, summary, "法治讲座")
    _, [card] = await stage.press(VIEWER, listed, listed.buttons[0])
    assert card.buttons == ("🔎 来历",)
    _, [story] = await stage.press(VIEWER, card, "🔎 来历")
    assert AT_LONGZHOU in story.text


@pytest.mark.parametrize(
    "data", ["1:sum:x", "1:sum::::0", "1:items:fuerfuer:q9:zzz:0", "1:list:2024:lecture:0"]
)
async def test_a_button_that_means_nothing_says_how_to_go_on(stage: Stage, data: str) -> None:
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "已过期" in await stage.press_data(VICE_PRINCIPAL, summary.id, data)


async def test_a_year_ends_at_the_districts_midnight(stage: Stage) -> None:
    stage.server.clock.advance(timedelta(days=188, hours=7, minutes=50))
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学给300名学生讲了防欺凌")
    [entry] = await stage.entries()
    assert str(entry.held_on) == "2024-12-31"
    stage.server.clock.advance(timedelta(minutes=20))
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "2025-01-01" in summary.text


async def test_officers_have_the_report_of_the_period_made(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    [summary] = await stage.say(OFFICER, "/summary 上半年")
    _, [told, *_] = await stage.press(OFFICER, summary, "📄 报告")
    assert "2024" in told.text
    [others] = await stage.say(VICE_PRINCIPAL, "/summary 上半年")
    assert "📄 报告" not in others.buttons

"""Yearly figures in messages: their year, several at once, refused with the reason, blanked, moved."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.end_to_end.stage import OFFICER, ZONE, Stage
from tests.end_to_end.test_figures import NAME, known

JANUARY = datetime(2025, 1, 10, 10, 0, tzinfo=ZONE)


async def test_the_year_of_the_list_shown_holds_for_what_is_typed_next(stage: Stage) -> None:
    await stage.say(OFFICER, "/figures 2023")
    [reply] = await stage.say(OFFICER, "公告通知 25条")
    assert "2023 年" in reply.text
    assert await known(stage, "open_notices", 2023) == 25
    assert await known(stage, "open_notices", 2024) is None


async def test_the_year_holds_until_another_is_shown_or_said(stage: Stage) -> None:
    await stage.say(OFFICER, "/figures 2023")
    await stage.say(OFFICER, "昨天李建国在龙洲小学讲了防欺凌,300人")
    await stage.say(OFFICER, "公告通知 25条")
    await stage.say(OFFICER, "2022年 公告通知 26条")
    await stage.say(OFFICER, "机构信息 1条")
    assert [await known(stage, "open_notices", year) for year in (2023, 2022)] == [25, 26]
    assert await known(stage, "open_organisation", 2022) == 1


async def test_in_january_what_names_no_year_is_of_the_year_whose_report_is_due(stage: Stage) -> None:
    await stage.move_to(JANUARY)
    [listed] = await stage.say(OFFICER, "/figures")
    assert "2024 年度数据" in listed.text
    assert "2025 年 ›" in listed.buttons
    [reply] = await stage.say(OFFICER, "公告通知 25条")
    assert "2024 年" in reply.text
    assert await known(stage, "open_notices", 2024) == 25


async def test_one_tap_moves_what_was_typed_to_the_other_year(stage: Stage) -> None:
    await stage.say(OFFICER, "公告通知 20条")
    await stage.move_to(JANUARY)
    [reply] = await stage.say(OFFICER, "公告通知25条,机构信息1条")
    _, [moved] = await stage.press(OFFICER, reply, "📅 不对,记到 2025 年")
    assert "2025 年 政务公开·公告通知 25条" in moved.text
    assert [await known(stage, "open_notices", year) for year in (2024, 2025)] == [20, 25]
    assert [await known(stage, "open_organisation", year) for year in (2024, 2025)] == [None, 1]
    popup, _ = await stage.press(OFFICER, reply, "📅 不对,记到 2025 年")
    assert "过期" in popup
    assert await known(stage, "open_notices", 2025) == 25


async def test_a_year_said_needs_no_button_to_another(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "去年 专项工作 5条")
    assert await known(stage, "open_special_work", 2023) == 5
    assert reply.buttons == ("📒 全部",)


async def test_several_figures_on_one_line_are_no_entry(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "师德 85起 113人")
    assert "师德·查处问题 85起" in reply.text
    assert "师德·处理人员 113人" in reply.text
    assert await stage.entries() == []


async def test_which_figure_is_meant_is_asked_and_one_tap_keeps_it(stage: Stage) -> None:
    [asked] = await stage.say(OFFICER, "出动人员 75人次")
    assert asked.text.startswith("❓ 「出动人员 75人次」是 2024 年的哪一项")
    assert asked.buttons == ("✏️ 检查·出动人员", "✏️ 联合执法·出动人员")
    await stage.press(OFFICER, asked, "✏️ 联合执法·出动人员")
    assert [await known(stage, key) for key in ("inspectors_sent", "joint_officers")] == [None, 75]


async def test_a_lecture_about_what_a_figure_is_named_after_is_a_lecture(stage: Stage) -> None:
    await stage.say(OFFICER, "今天李建国在龙洲小学讲师德,113人")
    [entry] = await stage.entries()
    assert (entry.kind, entry.audience) == ("lecture", 113)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("普法考试合格率 120%", "最多只能是 100%"),
        ("普法考试合格率 0.98", "请写成 100% 这样"),
        ("公告通知 2.5条", "应是整数"),
        ("公告通知 999999999999条", "最多只能是 1000000条"),
        ("公告通知 -5条", "不会小于 0"),
        ("公告通知 25件", "单位是「条」,不是「件」"),
        ("幼儿园 43所", "单位是「家」,不是「所」"),
    ],
)
async def test_what_a_figure_can_t_be_is_refused_with_the_reason(
    stage: Stage, text: str, reason: str
) -> None:
    [reply] = await stage.say(OFFICER, text)
    assert "没有记" in reply.text
    assert reason in reply.text
    assert await stage.entries() == []


async def test_a_figure_is_blank_again_and_then_stands_among_those_to_fill_in(stage: Stage) -> None:
    await stage.say(OFFICER, "公告通知 25条")
    [reply] = await stage.say(OFFICER, "清空 公告通知")
    assert "政务公开·公告通知 已清空,又是 【待填】" in reply.text
    assert "原为 25条" in reply.text
    assert await known(stage, "open_notices") is None
    [listed] = await stage.say(OFFICER, "/figures 2024")
    assert "政务公开·公告通知" in listed.text.split("已填")[0]
    [history] = await stage.say(OFFICER, "/history")
    assert "数值 25 → 无" in history.text


async def test_the_words_of_the_report_are_typed_as_well(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "存在的不足:队伍还不齐")
    assert "存在的不足 队伍还不齐" in reply.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [("25件", "不是「件」"), ("2.5", "应是整数"), ("abc", "要一个数(单位:次)")],
)
async def test_the_question_stays_open_when_the_answer_can_t_be(stage: Stage, text: str, reason: str) -> None:
    [listed] = await stage.say(OFFICER, "/figures")
    await stage.press(OFFICER, listed, f"✏️ {NAME}")
    [refused] = await stage.say(OFFICER, text)
    assert reason in refused.text
    await stage.say(OFFICER, "6")
    assert await known(stage, "leadership_study") == 6


async def test_a_figure_named_while_words_are_asked_for_is_that_figure(stage: Stage) -> None:
    await stage.say(OFFICER, "报告单位 某区教育局")
    [listed] = await stage.say(OFFICER, "/figures")
    pages = [listed]
    while "✏️ 存在的不足" not in pages[-1].buttons:
        pages += (await stage.press(OFFICER, pages[-1], "下一页 ›"))[1]
    await stage.press(OFFICER, pages[-1], "✏️ 存在的不足")
    await stage.say(OFFICER, "公告通知 25条")
    assert await known(stage, "open_notices") == 25


async def test_a_button_that_says_nonsense_keeps_nothing(stage: Stage) -> None:
    [asked] = await stage.say(OFFICER, "出动人员 75人次")
    for data in (
        "figureput:2024:office:5",
        "figureput:2024:nothing:5",
        "figureput:x:open_notices:5",
        "figuremove:2024:1:0",
    ):
        assert "过期" in await stage.press_data(OFFICER, asked.id, f"1:{data}")
    await stage.press_data(OFFICER, asked.id, "1:figureput:2024:open_notices:nan")
    assert await known(stage, "open_notices") is None

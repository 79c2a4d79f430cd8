"""Yearly figures in chat: listed, asked for in turn, typed by message, corrected; officers only."""

from __future__ import annotations

from bot.services import figures
from tests.end_to_end.stage import OFFICER, VICE_PRINCIPAL, Stage

NAME = "党组理论学习中心组学法"


async def known(stage: Stage, key: str, year: int = 2024) -> float | None:
    async with stage.database.read() as session:
        return (await figures.of_year(session, year))[key].value


async def test_a_typed_figure_is_kept_and_shown_back(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "政务公开 公告通知 25条")
    assert "政务公开·公告通知 25条" in reply.text
    assert await known(stage, "open_notices") == 25
    assert await stage.entries() == []


async def test_several_figures_are_one_message_a_line_each(stage: Stage) -> None:
    await stage.say(OFFICER, "2023年行政诉讼1起\n2023年民事诉讼3起")
    assert (
        await known(stage, "administrative_lawsuits", 2023),
        await known(stage, "civil_lawsuits", 2023),
    ) == (1, 3)


async def test_a_correction_says_what_it_was(stage: Stage) -> None:
    await stage.say(OFFICER, "公告通知 25条")
    [reply] = await stage.say(OFFICER, "公告通知 26条")
    assert "26条" in reply.text
    assert "原为 25条" in reply.text


async def test_editing_the_message_corrects_the_figure(stage: Stage) -> None:
    await stage.say(OFFICER, "公告通知 25条")
    await stage.edit(OFFICER, stage.last_message, "公告通知 27条")
    assert await known(stage, "open_notices") == 27


async def test_a_sum_is_not_typed_but_its_parts(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "政务公开 78条")
    assert "公告通知、机构信息" in reply.text
    assert await known(stage, "open_items") is None


async def test_the_list_has_blank_ones_first_and_asks_for_them_in_turn(stage: Stage) -> None:
    await stage.say(OFFICER, "公告通知 25条")
    [listed] = await stage.say(OFFICER, "/figures 2024")
    assert "待填" in listed.text
    assert "政务公开·公告通知 25条" in listed.text
    _, [question] = await stage.press(OFFICER, listed, f"✏️ {NAME}")
    assert question.text.startswith(f"❓ 2024 年「{NAME}」是多少次")
    [following] = await stage.say(OFFICER, "6")
    assert f"{NAME} 6次" in following.text
    assert "年度普法考试合格率" in following.text
    await stage.say(OFFICER, "100%")
    assert (await known(stage, "leadership_study"), await known(stage, "law_exam_pass_rate")) == (6, 100)


async def test_while_a_figure_is_asked_for_work_can_be_logged(stage: Stage) -> None:
    [listed] = await stage.say(OFFICER, "/figures")
    await stage.press(OFFICER, listed, f"✏️ {NAME}")
    await stage.say(OFFICER, "昨天李建国在龙洲小学讲了防欺凌,300人")
    assert len(await stage.entries()) == 1
    assert await known(stage, "leadership_study") is None


async def test_others_may_not(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "公告通知 25条")
    [refused] = await stage.say(VICE_PRINCIPAL, "/figures")
    assert "待填" not in refused.text
    assert await known(stage, "open_notices") is None


async def test_a_year_that_is_none_is_said_so(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "/figures 明年")
    assert "/figures 2024" in reply.text

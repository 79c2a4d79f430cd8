"""How a campaign goes, school by school; the silent are nudged with one tap, once a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from db import campaigns
from db.models import Reminder
from tests.end_to_end.stage import (
    CONTACT,
    OFFICER,
    SECOND_VICE_PRINCIPAL,
    VICE_PRINCIPAL,
    VIEWER,
    ZONE,
    Reply,
    Stage,
)

DRUGS = "国际禁毒日"


async def progress(stage: Stage) -> Reply:
    """The progress of the day that is today."""
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [card] = await stage.press(OFFICER, page, DRUGS)
    _, [shown] = await stage.press(OFFICER, card, "📊 进度")
    return shown


async def everybody_writes(stage: Stage) -> None:
    for who in (VICE_PRINCIPAL, SECOND_VICE_PRINCIPAL, CONTACT):
        await stage.say(who, "谢谢")


async def nudges(stage: Stage) -> list[Reminder]:
    async with stage.database.read() as session:
        return list(await session.scalars(select(Reminder).where(Reminder.step == "nudge")))


async def test_schools_are_counted_by_how_far_they_are(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学给300名学生讲了禁毒,两课时")
    shown = await progress(stage)
    assert "共 48 所学校" in shown.text
    assert "✅ 已登记 1 · ⚪ 未回应 1 · 📵 联系不上 46" in shown.text


async def test_each_count_opens_its_schools_by_pages(stage: Stage) -> None:
    shown = await progress(stage)
    _, [silent] = await stage.press(OFFICER, shown, "⚪ 未回应 2")
    assert silent.text.splitlines() == ["⚪ 未回应 · 国际禁毒日(共 2 所)", "龙洲小学", "世通学校"]
    _, [shown] = await stage.press(OFFICER, silent, "‹ 返回")
    _, [first] = await stage.press(OFFICER, shown, "📵 联系不上 46")
    _, [second] = await stage.press(OFFICER, first, "下一页 ›")
    names = first.text.splitlines()[1:] + second.text.splitlines()[1:]
    assert len(names) == len(set(names)) == 20


async def test_a_list_can_be_copied(stage: Stage) -> None:
    shown = await progress(stage)
    _, [silent] = await stage.press(OFFICER, shown, "⚪ 未回应 2")
    _, [names] = await stage.press(OFFICER, silent, "📋 复制名单")
    assert names.text == "龙洲小学\n世通学校"


async def test_the_silent_are_nudged_after_being_counted(stage: Stage) -> None:
    await everybody_writes(stage)
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学给300名学生讲了禁毒,两课时")
    _, [question] = await stage.press(OFFICER, await progress(stage), "🔔 催一下未回应的")
    assert "1 所未回应学校的 1 人" in question.text
    assert await nudges(stage) == []
    _, [done] = await stage.press(OFFICER, question, "确定,发 1 人")
    assert "已安排再提醒 1 人" in done.text
    await stage.hear(SECOND_VICE_PRINCIPAL)
    await stage.move_to(datetime(2024, 6, 26, 16, 1, tzinfo=ZONE))
    [nudge] = await stage.hear(SECOND_VICE_PRINCIPAL)
    assert DRUGS in nudge.text
    assert "世通学校" in nudge.text
    assert await stage.hear(VICE_PRINCIPAL) == []


async def test_twice_is_once_and_once_a_day_is_enough(stage: Stage) -> None:
    await everybody_writes(stage)
    shown = await progress(stage)
    _, [question] = await stage.press(OFFICER, shown, "🔔 催一下未回应的")
    await stage.press(OFFICER, question, "确定,发 3 人")
    async with stage.database.read() as session:
        id_ = next(one.id for one in await campaigns.of_year(session, 2024) if one.title == DRUGS)
    assert "今天已经催过" in await stage.press_data(OFFICER, question.id, f"1:c_nudged:{id_}")
    popped, _ = await stage.press(OFFICER, await progress(stage), "🔔 催一下未回应的")
    assert "今天已经催过" in popped
    assert len(await nudges(stage)) == 3


async def test_outside_working_hours_it_says_when_it_goes_out(stage: Stage) -> None:
    await everybody_writes(stage)
    await stage.move_to(datetime(2024, 6, 26, 21, 0, tzinfo=ZONE))
    _, [question] = await stage.press(OFFICER, await progress(stage), "🔔 催一下未回应的")
    assert "6月27日 周四 08:00 发出" in question.text


async def test_a_campaign_that_is_over_is_not_nudged_about(stage: Stage) -> None:
    await everybody_writes(stage)
    shown = await progress(stage)
    await stage.move_to(datetime(2024, 6, 27, 9, 0, tzinfo=ZONE))
    popped, _ = await stage.press(OFFICER, shown, "🔔 催一下未回应的")
    assert "已过期" in popped


async def test_names_of_schools_are_the_officers_business(stage: Stage) -> None:
    for who in (VIEWER, CONTACT):
        [page] = await stage.say(who, "/campaigns")
        for data in ("c_progress:1", "c_state:1:silent:0", "c_copy:1:silent", "c_nudge:1", "c_nudged:1"):
            assert "没有权限" in await stage.press_data(who, page.id, f"1:{data}")


async def test_a_state_that_there_is_not_is_a_stale_button(stage: Stage) -> None:
    shown = await progress(stage)
    assert "已过期" in await stage.press_data(OFFICER, shown.id, "1:c_state:1:lazy:0")

"""Days that are worked, or not, other than was published: officers say so."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from db import campaigns
from db.models import Noted
from tests.end_to_end.stage import CONTACT, OFFICER, Reply, Stage


async def begun(stage: Stage) -> Reply:
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [shown] = await stage.press(OFFICER, page, "📆 放假调休")
    return shown


async def overrides(stage: Stage) -> dict[date, bool]:
    async with stage.database.read() as session:
        return await campaigns.overrides(session)


async def test_days_are_typed_several_at_once(stage: Stage) -> None:
    shown = await begun(stage)
    assert "没有另外说明的日子" in shown.text
    [told] = await stage.say(OFFICER, "10月8日、9日放假;10月12日上班")
    assert told.text.splitlines()[1:] == [
        "• 10月8日 周二:放假",
        "• 10月9日 周三:放假",
        "• 10月12日 周六:上班",
    ]
    off, on = (date(2024, 10, 8), date(2024, 10, 9)), date(2024, 10, 12)
    assert await overrides(stage) == {**dict.fromkeys(off, False), on: True}


async def test_more_may_follow_and_a_day_can_be_taken_back(stage: Stage) -> None:
    await begun(stage)
    await stage.say(OFFICER, "10月8日放假")
    await stage.say(OFFICER, "10月11日上班")
    [told] = await stage.say(OFFICER, "恢复 10月8日")
    assert "• 10月8日 周二:按国家安排" in told.text
    assert await overrides(stage) == {date(2024, 10, 11): True}
    assert "• 10月11日 周五:上班" in (await begun(stage)).text


async def test_a_reminder_moves_with_the_days(stage: Stage) -> None:
    await begun(stage)
    await stage.say(OFFICER, "11月27日放假")
    [page] = await stage.say(OFFICER, "/campaigns")
    while "国家宪法日" not in page.buttons:
        _, [page] = await stage.press(OFFICER, page, "下一页 ›")
    _, [card] = await stage.press(OFFICER, page, "国家宪法日")
    assert "提前7天:11月26日 周二 10:00(原为 11月27日 周三,遇休调整)" in card.text


async def test_a_change_is_noted(stage: Stage) -> None:
    await begun(stage)
    await stage.say(OFFICER, "10月8日放假")
    async with stage.database.read() as session:
        [noted] = (await session.scalars(select(Noted).where(Noted.subject == "setting"))).all()
    assert (noted.label, noted.fields) == ("放假调休", {"2024-10-08": [None, False]})


@pytest.mark.parametrize("text", ["今天在龙洲小学给300名学生讲了防欺凌", "谢谢", "10月8日"])
async def test_anything_else_is_read_afresh(stage: Stage, text: str) -> None:
    await begun(stage)
    [answer] = await stage.say(OFFICER, text)
    assert "已记下" not in answer.text
    assert await overrides(stage) == {}


async def test_working_days_are_the_officers_business(stage: Stage) -> None:
    [page] = await stage.say(CONTACT, "/campaigns")
    assert "没有权限" in await stage.press_data(CONTACT, page.id, "1:c_days")

"""The checks before a report: what may be wrong is listed, opened, and settled with a tap."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from db.models import School
from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.test_reminders import heard


async def pressing(stage: Stage, who: int, data: str) -> tuple[str, list[Reply]]:
    """Press a button that says this: what pops up, and what the assistant says."""
    [said] = await stage.say(who, "谢谢")
    press = {"from": who, "message_id": said.id, "data": data}
    pressed = await stage.players.post("presses", **press)
    found = await stage.players.get(f"presses/{pressed['id']}", wait=10)
    return (found["answer"] or {}).get("text") or "", await stage.hear(who)


async def overview(stage: Stage, who: int = OFFICER) -> str:
    """What the checks of 2024 say to somebody."""
    toast, replies = await pressing(stage, who, "1:checks:2024")
    return toast + "".join(reply.text for reply in replies)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2024年5月1日在龙洲小学讲禁毒,300人", "休息日 1 条"),
        ("今天讲禁毒", "待补充"),
        ("今天在龙洲小学讲禁毒,300人", "还没有登记的学校 47 所"),
    ],
)
async def test_what_may_be_wrong_is_told(stage: Stage, said: str, found: str) -> None:
    await stage.say(VICE_PRINCIPAL if "龙洲" in said else OFFICER, said)
    assert found in await overview(stage)


async def test_a_plan_unanswered_for_a_week_is_listed(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "明天下午去龙洲小学讲防溺水")
    assert "过期的计划" not in await overview(stage)
    await heard(stage, OFFICER, "2024-07-10 12:00")
    assert "过期的计划 1 条" in await overview(stage)


async def test_an_audience_larger_than_the_school_is_settled_with_a_tap_until_it_is_changed(
    stage: Stage,
) -> None:
    async with stage.database.write() as session:
        await session.execute(update(School).where(School.name == "龙洲小学").values(pupils=500))
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲禁毒,900人")
    assert "人数多于学校学生数 1 条" in await overview(stage)
    _, [listed] = await pressing(stage, OFFICER, "1:check:2024:audience:0")
    toast, _ = await stage.press(OFFICER, listed, "✓ 没问题")
    assert "已确认" in toast
    assert "人数多于" not in await overview(stage)
    await stage.say(VICE_PRINCIPAL, "人数写错了,是950")
    assert "人数多于学校学生数 1 条" in await overview(stage)


@pytest.mark.parametrize("who", [VICE_PRINCIPAL, CONTACT])
async def test_only_officers_see_the_checks(stage: Stage, who: int) -> None:
    assert "没有权限" in await overview(stage, who)

"""The officers' digest: at the time they choose, on working days, only when something changed."""

from __future__ import annotations

from tests.end_to_end.stage import OFFICER, STRANGER, VICE_PRINCIPAL, Stage
from tests.end_to_end.test_reminders import heard

FIVE = "2024-06-26 17:00"


async def test_at_five_an_officer_hears_what_was_logged(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲禁毒,300人")
    [digest] = await heard(stage, OFFICER, FIVE)
    assert "法治讲座 1 条" in digest.text
    assert "国际禁毒日:✅ 已登记 1" in digest.text
    assert await heard(stage, OFFICER, "2024-06-26 17:05") == []


async def test_nothing_new_is_no_digest(stage: Stage) -> None:
    assert await heard(stage, OFFICER, FIVE) == []


async def test_what_an_earlier_digest_told_is_not_told_again(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲禁毒,300人")
    await heard(stage, OFFICER, FIVE)
    assert await heard(stage, OFFICER, "2024-06-27 17:00") == []


async def test_a_stranger_who_asks_is_in_the_digest(stage: Stage) -> None:
    await stage.meet(STRANGER, "赵小川")
    await stage.say(STRANGER, "您好")
    await stage.hear(OFFICER)
    [digest] = await heard(stage, OFFICER, FIVE)
    assert "1 人申请使用" in digest.text


async def test_an_officer_chooses_the_time_or_none(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲禁毒,300人")
    [settings] = await stage.say(OFFICER, "/settings")
    assert "✓ 小结 17:00" in settings.buttons
    await stage.press(OFFICER, settings, "不要小结")
    assert await heard(stage, OFFICER, FIVE) == []


async def test_there_is_none_on_a_day_off(stage: Stage) -> None:
    await heard(stage, OFFICER, "2024-06-28 18:00")
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲禁毒,300人")
    assert await heard(stage, OFFICER, "2024-06-29 17:00") == []
    [digest] = await heard(stage, OFFICER, "2024-07-01 17:00")
    assert "1 条" in digest.text

"""Reminders of campaigns: on time, once, only for those concerned."""

from __future__ import annotations

from datetime import datetime

from tests.end_to_end.stage import BUREAU_ADVISER, CONTACT, OFFICER, VICE_PRINCIPAL, ZONE, Reply, Stage


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


async def heard(stage: Stage, who: int, moment: str) -> list[Reply]:
    """What somebody was sent by this moment."""
    await stage.move_to(at(moment))
    return await stage.hear(who)


async def test_seven_days_before_at_ten_the_people_of_open_schools_are_reminded(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    assert await heard(stage, VICE_PRINCIPAL, "2024-11-27 09:59") == []
    [reminder] = await heard(stage, VICE_PRINCIPAL, "2024-11-27 10:00")
    assert "国家宪法日" in reminder.text
    assert "12月4日 周三" in reminder.text
    assert "还有 7 天" in reminder.text
    assert "龙洲小学" in reminder.text
    assert await heard(stage, VICE_PRINCIPAL, "2024-11-27 10:01") == []
